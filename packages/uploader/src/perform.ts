import { type Problem, ProblemError, UploadItem, type UploadReceipt } from '@wmory/contract';
import type { EntryEvent } from './advance.ts';
import type { Entry } from './entry.ts';
import type { Command } from './plan.ts';
import { type Hash, type Put, SourceChanged, SourceUnreadable, type UploadCalls } from './ports.ts';

/** How a command ended, as data. */
export interface Outcome {
  events: [id: string, event: EntryEvent][];
  /** Files whose call failed for now: the network, or a server in trouble. */
  faulted: string[];
  /** Why, for a log. */
  error: unknown;
  /** Seconds the server asks to wait. */
  retryAfter: number | null;
  /** The session has ended: nothing can go on before the person logs in. */
  signedOut: boolean;
}

export interface Effects<H> {
  calls: UploadCalls;
  hash: Hash<H>;
  put: Put<H>;
}

const outcome = (events: Outcome['events']): Outcome => ({
  events,
  faulted: [],
  error: null,
  retryAfter: null,
  signedOut: false,
});
const each = <H>(entries: Entry<H>[], event: EntryEvent): Outcome['events'] =>
  entries.map((entry) => [entry.source.id, event]);
const faulted = (ids: string[], error: unknown, retryAfter: number | null = null): Outcome => ({
  ...outcome([]),
  faulted: ids,
  error,
  retryAfter,
});

/** Problems that pass: the same call may succeed later. */
function passes({ status, code }: Problem): boolean {
  return status >= 500 || status === 429 || status === 408 || code === 'idempotency-in-flight';
}

function afterError<H>(error: unknown, entries: Entry<H>[]): Outcome {
  const ids = entries.map((entry) => entry.source.id);
  if (!(error instanceof ProblemError)) return faulted(ids, error);
  if (error.problem.status === 401)
    return { ...outcome(each(entries, { type: 'interrupted' })), signedOut: true };
  if (passes(error.problem)) return faulted(ids, error, error.retryAfter);
  return outcome(each(entries, { type: 'refused', problem: error.problem }));
}

/** What is announced of a file; null when the API would not even read it. */
function announcement<H>({ source, size, sha256 }: Entry<H>): UploadItem | null {
  const { name, mimeType, takenAt, kind, pairingId } = source;
  const item = { name, mimeType, size, sha256, takenAt, kind, pairingId };
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

async function putFile<H>(
  { put }: Effects<H>,
  entry: Entry<H>,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<Outcome> {
  const { source, request, size } = entry;
  const { id } = source;
  if (!request) return outcome([[id, { type: 'expired' }]]);
  try {
    const { status, retryAfter } = await put({ source, request, size, signal, onProgress });
    // 412: `If-None-Match: *` says that the bytes are there, from a try whose answer was lost.
    if ((status >= 200 && status < 300) || status === 412) return outcome([[id, { type: 'stored' }]]);
    // 409: another PUT of the same bytes is just being finished.
    if (status >= 500 || status === 408 || status === 409 || status === 429) {
      return faulted([id], new Error(`The store answered ${status}`), retryAfter);
    }
    // 400: length or digest are not those announced, so the file has changed since it was hashed.
    return outcome([[id, { type: 'turned-down', again: status === 400 ? 'waiting' : 'authorising' }]]);
  } catch (error) {
    if (error instanceof SourceChanged) return outcome([[id, { type: 'turned-down', again: 'waiting' }]]);
    if (error instanceof SourceUnreadable) return outcome([[id, { type: 'failed', cause: 'unreadable' }]]);
    return faulted([id], error);
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
  signal: AbortSignal,
  now: number,
  onProgress: (bytes: number) => void,
): Promise<Outcome> {
  switch (command.type) {
    case 'hash':
      return hashFile(effects, command.entry, signal);
    case 'authorise':
      return authorise(effects, command.groupId, command.entries, signal, now);
    case 'put':
      return putFile(effects, command.entry, signal, onProgress);
    case 'confirm':
      return collectReceipts(effects.calls.confirmUploads, command.groupId, command.entries, signal);
    case 'release':
      return collectReceipts(effects.calls.cancelUploads, command.groupId, command.entries, signal);
    case 'expire':
      return Promise.resolve(outcome([[command.entry.source.id, { type: 'expired' }]]));
  }
}
