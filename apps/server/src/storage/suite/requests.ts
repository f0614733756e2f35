import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { SignedRequest } from '@wmory/contract';
import type { Storage, UploadGrant } from '../port.ts';

/** Where stores may differ in how they say no. */
export interface Dialect {
  /** To another request than was signed. */
  forged: readonly number[];
  /** To a method that it does not have, and to parameters that mean nothing. */
  malformed: readonly number[];
  /** To the right request with another body. */
  wrongBody: readonly number[];
  /** To a key that is taken. */
  taken: readonly number[];
  /** To one that loses a race for a key. */
  lostRace: readonly number[];
}

/** The store that is tested, and the everyday requests to it. */
export interface StorageBench {
  /** Only there once the suite runs. */
  readonly storage: Storage;
  readonly dialect: Dialect;
  /** A body to send. */
  readonly bytes: Buffer<ArrayBuffer>;
  /** Uploads to a key, and answers its entity tag. */
  put(key: string, body?: Uint8Array<ArrayBuffer>, contentType?: string): Promise<string>;
  /** Reads a key as `image/jpeg`. */
  read(key: string, init?: RequestInit): Promise<Response>;
}

export const MINUTE = 60_000;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Another letter or digit in place of the last one. */
export const altered = (text: string): string => text.slice(0, -1) + (text.endsWith('a') ? 'b' : 'a');

/** What the API would grant for an upload of these bytes, to a fresh key. */
export function grantFor(bytes: Uint8Array, changes: Partial<UploadGrant> = {}): UploadGrant {
  return {
    key: `incoming/${randomUUID()}`,
    contentType: 'image/jpeg',
    size: bytes.byteLength,
    sha256: sha256(bytes),
    expiresAt: Date.now() + 5 * MINUTE,
    ...changes,
  };
}

/** Sends a signed request as it is, or with changes. */
export function send(
  { method, url, headers }: SignedRequest,
  body?: Uint8Array<ArrayBuffer>,
  init: RequestInit = {},
): Promise<Response> {
  return fetch(url, { method, headers, ...(body && { body }), ...init });
}

export async function statusOf(response: Promise<Response>): Promise<number> {
  const { status, body } = await response;
  await body?.cancel();
  return status;
}

/** The same URL with another value of one query parameter. */
export function withParameter(url: string, name: string, change: (value: string) => string): string {
  const changed = new URL(url);
  changed.searchParams.set(name, change(changed.searchParams.get(name) ?? ''));
  return changed.href;
}

export function createBench(storage: () => Storage, dialect: Dialect): StorageBench {
  const bytes = randomBytes(100_000);
  return {
    get storage() {
      return storage();
    },
    dialect,
    bytes,
    async put(key, body = bytes, contentType = 'image/jpeg') {
      const signed = await storage().signUpload(grantFor(body, { key, contentType }));
      assert.equal(await statusOf(send(signed, body)), 200);
      const info = await storage().head(key);
      assert.ok(info);
      return info.etag;
    },
    read: (key, init) =>
      send(
        storage().signRead({ key, expiresAt: Date.now() + MINUTE, contentType: 'image/jpeg' }),
        undefined,
        init,
      ),
  };
}
