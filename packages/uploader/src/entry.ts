import type { PartPlan, Photo, Problem, SignedRequest } from '@wmory/contract';
import type { UploadSource } from './ports.ts';

/**
 * Where a file is on its way:
 *
 *     waiting -> hashing -> authorising -> uploading -> confirming -> verified
 *                                |-> duplicate              |-> duplicate
 *                                '-> refused                '-> failed
 *
 * `failed` may follow any of them, and so may `cancelled`, through `cancelling` where the server must be told.
 */
export type Status = ActiveStatus | EndStatus;

export const activeStatuses = [
  'waiting',
  'hashing',
  'authorising',
  'uploading',
  'confirming',
  'cancelling',
] as const;
export type ActiveStatus = (typeof activeStatuses)[number];

/** `verified` and `duplicate` mean safe: the server has the bytes. */
export type EndStatus = 'verified' | 'duplicate' | 'refused' | 'failed' | 'cancelled';

/** Why a file failed, other than by a problem that the server names. */
export type FailureCause =
  | 'unreadable' // the file cannot be read
  | 'changed' // the file keeps changing while it is uploaded
  | 'unreachable' // no answer from the server or the store, on every try
  | 'turned-down' // the store refuses the file, on every try
  | 'unannounceable'; // its name, type or size is nothing the API takes

/** What the server allows for a file: one request, or parts of which each is signed when its turn comes. */
export type Grant =
  | { readonly kind: 'single'; readonly request: SignedRequest }
  | ({ readonly kind: 'multipart' } & Readonly<PartPlan>);

/** What the engine holds of one file. Never changed in place. */
export interface Entry<Handle> {
  readonly source: UploadSource<Handle>;
  readonly status: Status;
  /** A call for it is under way. Never true of an ended one. */
  readonly busy: boolean;
  /** Bytes: as the source says until the file is hashed. */
  readonly size: number;
  /** Bytes at the store. */
  readonly sent: number;
  /** Bytes in parts that the store has entirely; what is broken off goes on from there. */
  readonly held: number;
  readonly sha256: string | null;
  /** Of the reservation the server holds for it. */
  readonly uploadId: string | null;
  readonly grant: Grant | null;
  /** When it was given, by the timer. */
  readonly grantedAt: number;
  readonly photo: Photo | null;
  readonly problem: Problem | null;
  readonly cause: FailureCause | null;
  /** Faults in a row; a step that succeeds makes it 0. */
  readonly faults: number;
  /** By the timer; nothing is tried before. */
  readonly restsUntil: number;
  /** How often it had to go back a step. */
  readonly detours: number;
}

export function newEntry<Handle>(source: UploadSource<Handle>): Entry<Handle> {
  return {
    source,
    status: 'waiting',
    busy: false,
    size: source.size,
    sent: 0,
    held: 0,
    sha256: null,
    uploadId: null,
    grant: null,
    grantedAt: 0,
    photo: null,
    problem: null,
    cause: null,
    faults: 0,
    restsUntil: 0,
    detours: 0,
  };
}

const ends: ReadonlySet<Status> = new Set(['verified', 'duplicate', 'refused', 'failed', 'cancelled']);

export function hasEnded(entry: { status: Status }): boolean {
  return ends.has(entry.status);
}

/** The server has the bytes. */
export function isSafe(entry: { status: Status }): boolean {
  return entry.status === 'verified' || entry.status === 'duplicate';
}

/** A film that has to wait until its still is a photo. */
export function isHeld({ source }: Entry<unknown>): boolean {
  return source.filmOf !== undefined && source.motionOf === undefined;
}

/** The same for two entries whose bytes go to the same place; null until hashed. */
export function contentKey(entry: Entry<unknown>): string | null {
  return entry.sha256 === null ? null : `${entry.source.groupId} ${entry.sha256}`;
}
