import type { Problem, UploadAnswer, UploadReceipt } from '@wmory/contract';
import type { Entry, FailureCause, Grant } from './entry.ts';
import { hasEnded, isHeld } from './entry.ts';
import type { Digest, UploadSource } from './ports.ts';

/** What can happen to a file. */
export type EntryEvent =
  /** A call for it has begun. */
  | { type: 'began' }
  | { type: 'progressed'; bytes: number }
  | { type: 'hashed'; digest: Digest }
  | { type: 'answered'; answer: UploadAnswer; at: number }
  /** The store has so many bytes in whole parts; `by` one that was just sent, or by an earlier try. */
  | { type: 'held'; bytes: number; by: 'sending' | 'listing' }
  /** The store has all the bytes. */
  | { type: 'stored' }
  | { type: 'receipted'; receipt: UploadReceipt }
  /** Its signed request is too old to begin with. */
  | { type: 'expired' }
  /** The store refuses the request: announce the file again, or hash it again. */
  | { type: 'turned-down'; again: 'authorising' | 'waiting' }
  /** The network or a server failed; `last`: there will be no other try. */
  | { type: 'faulted'; restsUntil: number; last: boolean }
  /** The server refuses the whole call. */
  | { type: 'refused'; problem: Problem }
  | { type: 'failed'; cause: FailureCause }
  /** The still that a film belongs to has become this photo. */
  | { type: 'paired'; motionOf: string }
  /** There is no such still, and will not be: the film is an item of its own. */
  | { type: 'parted' }
  /** The call was broken off by us; nobody's fault. */
  | { type: 'interrupted' }
  | { type: 'cancelled' }
  | { type: 'retried' };

type Next<H> = Partial<Entry<H>>;

/** Times a file may go back a step before it counts as failed. */
const MAX_DETOURS = 3;

const idle = { busy: false, faults: 0, restsUntil: 0 } as const;

function fail<H>(cause: FailureCause): Next<H> {
  return { ...idle, status: 'failed', cause, grant: null };
}

function detour<H>(entry: Entry<H>, again: 'authorising' | 'waiting', otherwise: Next<H>): Next<H> {
  if (entry.detours >= MAX_DETOURS) return otherwise;
  const forgotten: Next<H> = again === 'waiting' ? { sha256: null, uploadId: null, held: 0 } : {};
  return { ...idle, status: again, grant: null, sent: 0, detours: entry.detours + 1, ...forgotten };
}

function alone<H>({ filmOf: _still, motionOf: _photo, ...source }: UploadSource<H>): UploadSource<H> {
  return source;
}

/** The photo takes no film, such as that of somebody else: what it shows goes home by itself. */
function part<H>(entry: Entry<H>): Next<H> {
  if (entry.status === 'cancelling') return { ...idle, status: 'cancelled' };
  const forgotten = { uploadId: null, grant: null, sent: 0, held: 0 };
  return { ...idle, ...forgotten, status: 'authorising', source: alone(entry.source) };
}

const isUnwanted = <H>({ source }: Entry<H>, { code }: Problem): boolean =>
  code === 'motion-refused' && source.motionOf !== undefined;

function grantOf(answer: Extract<UploadAnswer, { outcome: 'authorised' }>): Grant {
  if (answer.kind === 'single') return { kind: 'single', request: answer.request };
  const { partSize, partCount } = answer;
  return { kind: 'multipart', partSize, partCount };
}

function afterAnswer<H>(entry: Entry<H>, answer: UploadAnswer, at: number): Next<H> {
  switch (answer.outcome) {
    case 'authorised': {
      const { uploadId } = answer;
      if (entry.status === 'cancelling') return { ...idle, uploadId };
      // The parts of the same upload are still there.
      const held = uploadId === entry.uploadId && answer.kind === 'multipart' ? entry.held : 0;
      const grant = grantOf(answer);
      return { ...idle, status: 'uploading', uploadId, grant, grantedAt: at, sent: held, held };
    }
    case 'duplicate':
      return { ...idle, status: 'duplicate', photo: answer.photo };
    case 'refused':
      if (isUnwanted(entry, answer.problem)) return part(entry);
      return { ...idle, status: 'refused', problem: answer.problem };
  }
}

function afterReceipt<H>(entry: Entry<H>, receipt: UploadReceipt): Next<H> {
  if (receipt.outcome === 'verified' || receipt.outcome === 'duplicate') {
    return { ...idle, status: receipt.outcome, photo: receipt.photo, sent: entry.size, grant: null };
  }
  if (entry.status === 'cancelling') {
    // The confirmation was under way when the file was cancelled: the release is still to come.
    const open = receipt.outcome === 'open' || receipt.problem.code === 'upload-missing';
    const release = open && entry.detours < MAX_DETOURS;
    return { ...idle, status: release ? 'cancelling' : 'cancelled', detours: entry.detours + 1 };
  }
  if (receipt.outcome === 'open') return detour(entry, 'authorising', fail('turned-down'));
  const { problem } = receipt;
  if (isUnwanted(entry, problem)) return part(entry);
  const failed: Next<H> = { ...idle, status: 'failed', problem, grant: null };
  switch (problem.code) {
    case 'upload-missing':
    case 'upload-expired':
    case 'upload-cancelled':
      return detour(entry, 'authorising', failed);
    case 'upload-mismatch':
      return detour(entry, 'waiting', failed);
    default:
      return failed;
  }
}

/** A part that arrives shows that all is well; one that was there shows nothing. */
function afterHeld<H>(entry: Entry<H>, held: number, by: 'sending' | 'listing'): Next<H> | null {
  if (entry.status !== 'uploading') return null;
  if (by === 'listing') return { held, sent: held };
  return { held, sent: Math.max(entry.sent, held), faults: 0, detours: 0 };
}

function afterCancel<H>(entry: Entry<H>): Next<H> {
  if (entry.busy || entry.uploadId !== null) return { status: 'cancelling', restsUntil: 0, faults: 0 };
  return { ...idle, status: 'cancelled' };
}

/** A call for a cancelled file has ended: either the server is told next, or that was all. */
function whileCancelling<H>(entry: Entry<H>, event: EntryEvent): Next<H> {
  if (entry.uploadId === null || event.type === 'refused') return { ...idle, status: 'cancelled' };
  if (event.type !== 'faulted') return { ...idle };
  if (event.last) return { ...idle, status: 'cancelled' };
  return { busy: false, faults: entry.faults + 1, restsUntil: event.restsUntil };
}

function change<H>(entry: Entry<H>, event: EntryEvent): Next<H> | null {
  switch (event.type) {
    case 'began':
      return { busy: true, ...(entry.status === 'waiting' && { status: 'hashing' }) };
    case 'progressed':
      return entry.status === 'uploading' ? { sent: Math.min(event.bytes, entry.size) } : null;
    case 'held':
      return afterHeld(entry, event.bytes, event.by);
    case 'answered':
      return afterAnswer(entry, event.answer, event.at);
    case 'receipted':
      return afterReceipt(entry, event.receipt);
    case 'cancelled':
      return entry.status === 'cancelling' ? null : afterCancel(entry);
    case 'retried':
      return entry.restsUntil > 0 ? { faults: 0, restsUntil: 0 } : null;
    case 'paired':
      return isHeld(entry) ? { source: { ...entry.source, motionOf: event.motionOf } } : null;
    case 'parted':
      return isHeld(entry) ? { source: alone(entry.source) } : null;
  }
  if (entry.status === 'cancelling') return whileCancelling(entry, event);
  switch (event.type) {
    case 'hashed':
      return { ...idle, status: 'authorising', sha256: event.digest.sha256, size: event.digest.size };
    case 'stored':
      return { ...idle, status: 'confirming', sent: entry.size };
    case 'expired':
      return { status: 'authorising', busy: false, grant: null };
    case 'turned-down':
      return detour(entry, event.again, fail(event.again === 'waiting' ? 'changed' : 'turned-down'));
    case 'faulted':
      if (event.last) return fail('unreachable');
      return { busy: false, faults: entry.faults + 1, restsUntil: event.restsUntil, ...rewind(entry) };
    case 'refused':
      return { ...idle, status: 'refused', problem: event.problem, grant: null };
    case 'failed':
      return fail(event.cause);
    case 'interrupted':
      return { busy: false, ...rewind(entry) };
  }
}

/** What is lost when a call breaks off half-way. */
function rewind<H>(entry: Entry<H>): Next<H> {
  if (entry.status === 'hashing') return { status: 'waiting' };
  return entry.status === 'uploading' ? { sent: entry.held } : {};
}

/**
 * The file after an event. Pure; answers the same object where nothing changes. An ended file changes only by
 * `retried`, which sends a failed, refused or cancelled one on its way again and ends the rest of a resting one.
 */
export function advance<H>(entry: Entry<H>, event: EntryEvent): Entry<H> {
  if (hasEnded(entry)) return event.type === 'retried' ? retry(entry) : entry;
  const next = change(entry, event);
  return next === null ? entry : { ...entry, ...next };
}

function retry<H>(entry: Entry<H>): Entry<H> {
  if (entry.status === 'verified' || entry.status === 'duplicate') return entry;
  const hashAgain = entry.sha256 === null || entry.cause === 'changed';
  return {
    ...entry,
    ...idle,
    status: hashAgain ? 'waiting' : 'authorising',
    sha256: hashAgain ? null : entry.sha256,
    sent: 0,
    held: 0,
    grant: null,
    uploadId: null,
    problem: null,
    cause: null,
    detours: 0,
  };
}
