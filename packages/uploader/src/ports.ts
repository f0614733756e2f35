import type { Client, MediaKind, SignedRequest } from '@wmory/contract';

/** The operations the engine calls. */
export type UploadCalls = Pick<
  Client,
  'authoriseUploads' | 'confirmUploads' | 'cancelUploads' | 'listParts' | 'signParts'
>;

/** A piece of a file, in bytes. */
export interface Slice {
  start: number;
  size: number;
}

/**
 * One file to share. `Handle` is whatever the platform's `hash` and `put` need to read it again and again:
 * a path, a `File`, a URI.
 */
export interface UploadSource<Handle> {
  /** Unique in the queue, and the same after a restart. */
  id: string;
  groupId: string;
  name: string;
  mimeType: string;
  /** Bytes, as far as known; the hash counts them. */
  size: number;
  /** When the file was made, RFC 3339 in UTC. */
  takenAt?: string;
  kind?: MediaKind;
  /** Of a live photo's film: the id of the source of its still, in the same queue. It is sent once that has ended. */
  filmOf?: string;
  /** Of such a film: the id of the photo that its still is. The engine fills it in. */
  motionOf?: string;
  handle: Handle;
}

export interface Digest {
  /** Lower-case hex. */
  sha256: string;
  /** Bytes that were read. */
  size: number;
}

/**
 * Reads the file, or a slice of it, once and in pieces. Rejects when it cannot be read, or promptly once the signal
 * aborts. A slice that the file does not hold any more gives a digest of fewer bytes.
 */
export type Hash<Handle> = (
  source: UploadSource<Handle>,
  signal: AbortSignal,
  slice?: Slice,
) => Promise<Digest>;

export interface PutUpload<Handle> {
  source: UploadSource<Handle>;
  /** Send exactly this method, address and these headers. */
  request: SignedRequest;
  /** Bytes of the file, as hashed. */
  size: number;
  /** What to send of it: all, or the part that the request is for. */
  slice: Slice;
  signal: AbortSignal;
  /** Call with the number of bytes of the slice sent so far; also shows that the transfer is alive. */
  onProgress: (bytes: number) => void;
}

export interface PutAnswer {
  status: number;
  /** Seconds from the `Retry-After` header. */
  retryAfter: number | null;
}

/**
 * Sends the slice of the file to the store, without holding all of it. Resolves with any answer, good or bad; rejects with `SourceUnreadable` when the
 * file cannot be read, with `SourceChanged` when it has not the announced size any more, promptly once the signal
 * aborts, and with anything else when the network fails.
 */
export type Put<Handle> = (upload: PutUpload<Handle>) => Promise<PutAnswer>;

/** The file is gone, locked or not permitted: trying again soon does not help. */
export class SourceUnreadable extends Error {
  override name = 'SourceUnreadable';
}

/** The file is another than it was when it was hashed: it is hashed and announced again. */
export class SourceChanged extends Error {
  override name = 'SourceChanged';
}

/** What the engine knows of a file that must outlive the process. */
export interface JournalRecord<Handle> {
  source: UploadSource<Handle>;
  /** Null until it is hashed. */
  digest: Digest | null;
}

/**
 * Keeps the files that are not safe yet. Without one, a queue dies with its process; running it again with the
 * same files is safe, as the server knows what it has.
 */
export interface Journal<Handle> {
  /** In the order they were first saved. */
  load(): Promise<JournalRecord<Handle>[]>;
  /** Adds or replaces, by the id of the source. */
  save(records: JournalRecord<Handle>[]): Promise<void>;
  remove(ids: string[]): Promise<void>;
}

/** Time, so that tests can turn it by hand. */
export interface Timer {
  /** Milliseconds that never jump; only differences matter. */
  now(): number;
  /** Calls back once; the returned function calls it off. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const realTimer: Timer = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    const timeout = setTimeout(callback, milliseconds);
    return () => clearTimeout(timeout);
  },
};
