import type { Photo, Problem } from '@wmory/contract';
import { type Entry, type FailureCause, isSafe, type Status } from './entry.ts';

/** One file as it is shown; a live photo's still and film are one, by the name and the id of the still. */
export interface FileStatus {
  id: string;
  groupId: string;
  name: string;
  status: Status;
  /** Bytes. */
  size: number;
  /** Bytes at the store; all of them before the status says that the server has checked them. */
  sent: number;
  /** Of a safe file, or of a safe still. */
  photo: Photo | null;
  /** Why it was refused, or failed where the server says so. */
  problem: Problem | null;
  /** Why it failed where the server says nothing. */
  cause: FailureCause | null;
  /** The id of the film that makes a live photo of it. */
  film: string | null;
}

/** Counts for "48 of 48 safe". */
export interface Totals {
  /** All but the cancelled ones. */
  files: number;
  /** `verified` and `duplicate`. */
  safe: number;
  verified: number;
  duplicate: number;
  refused: number;
  failed: number;
  cancelled: number;
  /** Still on their way. */
  active: number;
  /** Of all but the cancelled, refused and failed ones. */
  bytes: number;
  sentBytes: number;
}

/** `user`: at will; `offline`: there is no network; `signed-out`: the session has ended, log in and resume. */
export type PauseReason = 'user' | 'offline' | 'signed-out';

/** The queue at one moment; never changed in place. */
export interface Snapshot {
  /** In the order they were added. */
  files: readonly FileStatus[];
  totals: Totals;
  paused: PauseReason | null;
  /** Milliseconds until the server is asked again, when it could not be reached or asks for quiet; else null. */
  resting: number | null;
  /** False when the journal could not be written: closing the app forgets what is not safe yet. */
  kept: boolean;
}

const begins: ReadonlySet<Status> = new Set(['waiting', 'hashing', 'authorising']);

/** Once the still is safe, a live photo is where its film is, and stays safe if that is given up. */
export function statusOf(entry: Entry<unknown>, film?: Entry<unknown>): FileStatus {
  const still = statusOfOne(entry);
  if (!film) return still;
  const file = { ...still, film: film.source.id };
  if (film.status === 'cancelled') return file;
  const motion = statusOfOne(film);
  const size = still.size + motion.size;
  if (!isSafe(entry)) return { ...file, size };
  const { problem, cause } = motion;
  const sent = still.sent + motion.sent;
  return {
    ...file,
    size,
    sent,
    problem,
    cause,
    // Half of it is at the store already.
    status: begins.has(film.status) ? 'uploading' : film.status,
    photo: motion.photo ?? still.photo,
  };
}

function statusOfOne(entry: Entry<unknown>): FileStatus {
  const { source, status, size, photo, problem, cause } = entry;
  const sent = isSafe(entry) ? size : entry.sent;
  return {
    id: source.id,
    groupId: source.groupId,
    name: source.name,
    status,
    size,
    sent,
    photo,
    problem,
    cause,
    film: null,
  };
}

export const noTotals = (): Totals => ({
  files: 0,
  safe: 0,
  verified: 0,
  duplicate: 0,
  refused: 0,
  failed: 0,
  cancelled: 0,
  active: 0,
  bytes: 0,
  sentBytes: 0,
});

type Counted = Pick<FileStatus, 'status' | 'size' | 'sent'>;

/** Adds a file to totals, or takes it out again. */
export function addTo(totals: Totals, file: Counted, sign: 1 | -1): void {
  const { status } = file;
  if (status === 'cancelled' || status === 'cancelling') {
    totals[status === 'cancelled' ? 'cancelled' : 'active'] += sign;
    return;
  }
  totals.files += sign;
  if (isSafe(file)) totals.safe += sign;
  const counted =
    status === 'verified' || status === 'duplicate' || status === 'refused' || status === 'failed';
  totals[counted ? status : 'active'] += sign;
  if (status === 'refused' || status === 'failed') return;
  totals.bytes += sign * file.size;
  totals.sentBytes += sign * file.sent;
}

/** Totals of a queue, or of a part of it, such as one group's. */
export function summarise(files: Iterable<Counted>): Totals {
  const totals = noTotals();
  for (const file of files) addTo(totals, file, 1);
  return totals;
}
