import type { SignedRequest } from '@wmory/contract';

/** What the object store says of an object. */
export interface ObjectInfo {
  key: string;
  /** Bytes. */
  size: number;
  contentType: string;
  /** Opaque, unquoted; changes whenever the bytes do. */
  etag: string;
  /** Lower-case hex SHA-256 where the store verified it while the bytes came in; else null. */
  sha256: string | null;
  /** UTC milliseconds. */
  modifiedAt: number;
}

/** What a list says of an object. */
export type ListedObject = Pick<ObjectInfo, 'key' | 'size' | 'etag' | 'modifiedAt'>;

/** Longest life of an upload's signature, in milliseconds. */
export const MAX_UPLOAD_LIFETIME = 15 * 60_000;

export interface UploadGrant {
  key: string;
  contentType: string;
  /** Exact length in bytes. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
  /** UTC milliseconds; at most `MAX_UPLOAD_LIFETIME` ahead, else `signUpload` rejects. */
  expiresAt: number;
}

export interface ReadGrant {
  key: string;
  /** UTC milliseconds. */
  expiresAt: number;
  /** Who will send the request; the processor may reach the store by another address. A client, unless given. */
  audience?: 'client' | 'processor';
  /** Served as given, whatever the object was stored with. */
  contentType: string;
  /** Given: the browser saves the bytes under this name (RFC 6266). */
  downloadName?: string;
}

export interface VariantGrant {
  key: string;
  contentType: string;
  /** Bytes the store takes at most, where it can enforce it. */
  maxSize: number;
  expiresAt: number;
}

/** An object that is sent in parts. */
export interface Multipart {
  /** Of the object that the parts become. */
  key: string;
  /** Opaque, made by the store; up to 512 characters. */
  id: string;
}

export interface PartGrant extends Multipart {
  /** From 1 to 10,000. */
  number: number;
  /** Exact length in bytes. A store may ask for 5 MiB at least, save for the last part. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
  /** UTC milliseconds; at most `MAX_UPLOAD_LIFETIME` ahead, else `signPart` rejects. */
  expiresAt: number;
}

/** A part that the store has. */
export interface PartInfo {
  number: number;
  /** Bytes. */
  size: number;
  /** Opaque, unquoted; changes whenever the bytes do. */
  etag: string;
}

/**
 * Bytes. Clients and the processor reach objects by signed requests only; the API itself never reads
 * or writes a body. Keys are made by the application: `incoming/<random>` until confirmed, then
 * `media/<group>/<photo>/<name>`; `checkKey` says what a key may look like, and all methods throw on others.
 */
export interface Storage {
  /** One PUT of exactly these bytes to a key that must not exist yet; anything else is refused by the store. */
  signUpload(grant: UploadGrant): Promise<SignedRequest>;
  /** Begins an object in parts; nothing is at the key before it is completed. Answers its id. */
  createMultipart(target: { key: string; contentType: string }): Promise<string>;
  /** PUTs of exactly these bytes as one part; the last one counts. Answered 404 once it is completed or aborted. */
  signPart(grant: PartGrant): Promise<SignedRequest>;
  /** The parts that are there, by number; null once it is completed or aborted, or when there never was one. */
  listParts(multipart: Multipart): Promise<PartInfo[] | null>;
  /**
   * Makes the object of exactly these parts, by number. Completing again answers the same object, as long as it is
   * there. Rejects with `ObjectChanged` when it was aborted or a part is another by now.
   */
  completeMultipart(
    multipart: Multipart & { contentType: string },
    parts: readonly PartInfo[],
  ): Promise<ObjectInfo>;
  /** Drops its parts and ends their URLs; what is not there any more is no error. An object it became stays. */
  abortMultipart(multipart: Multipart): Promise<void>;
  /** What was begun under a prefix and neither completed nor aborted, by key and id, a page at a time. */
  listMultiparts(
    prefix: string,
    options?: { after?: Multipart; limit?: number },
  ): Promise<(Multipart & { startedAt: number })[]>;
  /** One or more PUTs to a deterministic key; repeating it replaces the bytes. For the processor alone. */
  signVariantPut(grant: VariantGrant): Promise<SignedRequest>;
  /** Synchronous by design: a feed page signs hundreds of these. The same grant gives the same URL. */
  signRead(grant: ReadGrant): SignedRequest;
  /** Null when there is no such object. */
  head(key: string): Promise<ObjectInfo | null>;
  /**
   * Server-side copy of the object as it is at `etag`; rejects with `ObjectChanged` when it has become
   * another or is gone. Copying onto an existing destination replaces it.
   */
  copy(from: { key: string; etag: string }, to: { key: string; contentType: string }): Promise<ObjectInfo>;
  /** Deletes what is there; what is not there is no error. */
  delete(keys: readonly string[]): Promise<void>;
  /** All objects under a prefix, in key order, a page at a time. */
  list(prefix: string, options?: { after?: string; limit?: number }): Promise<ListedObject[]>;
  /** Whether the store answers now; rejects with the reason when not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export class ObjectChanged extends Error {
  override name = 'ObjectChanged';
}
