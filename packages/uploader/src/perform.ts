import { UploadItem, type UploadReceipt } from '@wmory/contract';
import type { Entry } from './entry.ts';
import { afterError, type Outcome, outcome } from './outcome.ts';
import type { Command } from './plan.ts';
import type { Hash, Put, UploadCalls } from './ports.ts';
import { putFile } from './put-file.ts';
import type { Transfer } from './transfer.ts';

export interface Effects<H> {
  calls: UploadCalls;
  hash: Hash<H>;
  put: Put<H>;
}

/** What is announced of a file; null when the API would not even read it. */
function announcement<H>({ source, size, sha256 }: Entry<H>): UploadItem | null {
  const { name, mimeType, takenAt, kind, motionOf } = source;
  const item = { name, mimeType, size, sha256, takenAt, kind, motionOf };
  return UploadItem.safeParse(item).data ?? null;
}

async function authorise<H>(
  { calls }: Effects<H>,
  groupId: string,
  entries: Entry<H>[],
  signal: AbortSignal,
  now: number,
): Promise<Outcome> {
  const announced: Entry<H>[] = [];
  const items: UploadItem[] = [];
  const events: Outcome['events'] = [];
  for (const entry of entries) {
    const item = announcement(entry);
    if (item === null) events.push([entry.source.id, { type: 'failed', cause: 'unannounceable' }]);
    else {
      announced.push(entry);
      items.push(item);
    }
  }
  if (items.length === 0) return outcome(events);
  try {
    const answers = await calls.authoriseUploads({ params: { groupId }, body: { items } }, { signal });
    const unanswered: string[] = [];
    announced.forEach(({ source }, index) => {
      const answer = answers.items[index];
      if (answer) events.push([source.id, { type: 'answered', answer, at: now }]);
      else unanswered.push(source.id);
    });
    return { ...outcome(events), faulted: unanswered, error: new Error('The server answered too few items') };
  } catch (error) {
    const failure = afterError(error, announced);
    return { ...failure, events: [...events, ...failure.events] };
  }
}

async function collectReceipts<H>(
  call: UploadCalls['confirmUploads'] | UploadCalls['cancelUploads'],
  groupId: string,
  entries: Entry<H>[],
  signal: AbortSignal,
): Promise<Outcome> {
  const uploadIds = [...new Set(entries.flatMap(({ uploadId }) => uploadId ?? []))];
  try {
    const { receipts } = await call({ params: { groupId }, body: { uploadIds } }, { signal });
    const byId = new Map<string | null, UploadReceipt>(
      receipts.map((receipt) => [receipt.uploadId, receipt]),
    );
    const result: Outcome = { ...outcome([]), error: new Error('The server answered too few receipts') };
    for (const { source, uploadId } of entries) {
      const receipt = byId.get(uploadId);
      if (receipt) result.events.push([source.id, { type: 'receipted', receipt }]);
      else result.faulted.push(source.id);
    }
    return result;
  } catch (error) {
    return afterError(error, entries);
  }
}

async function hashFile<H>(
  { hash }: Effects<H>,
  { source }: Entry<H>,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    return outcome([[source.id, { type: 'hashed', digest: await hash(source, signal) }]]);
  } catch {
    return outcome([[source.id, { type: 'failed', cause: 'unreadable' }]]);
  }
}

/** Carries out one command; never rejects. */
export function perform<H>(
  effects: Effects<H>,
  command: Command<H>,
  now: number,
  transfer: Transfer,
): Promise<Outcome> {
  const { signal } = transfer;
  switch (command.type) {
    case 'hash':
      return hashFile(effects, command.entry, signal);
    case 'authorise':
      return authorise(effects, command.groupId, command.entries, signal, now);
    case 'put':
      return putFile(effects, command.entry, transfer);
    case 'confirm':
      return collectReceipts(effects.calls.confirmUploads, command.groupId, command.entries, signal);
    case 'release':
      return collectReceipts(effects.calls.cancelUploads, command.groupId, command.entries, signal);
    case 'expire':
      return Promise.resolve(outcome([[command.entry.source.id, { type: 'expired' }]]));
  }
}
