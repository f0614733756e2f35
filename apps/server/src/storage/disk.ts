import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { copyObject } from './disk-copy.ts';
import { type DiskFolder, openDiskFolder } from './disk-folder.ts';
import { listObjects } from './disk-list.ts';
import { type DiskMultipart, openDiskMultipart } from './disk-multipart.ts';
import { openObject } from './disk-objects.ts';
import { createDiskSigner, type DiskSigner } from './disk-signer.ts';
import { MAX_UPLOAD_LIFETIME, type ObjectInfo, type Storage } from './port.ts';

/** Where the disk store's route is mounted, below its base URL. */
export const STORE_PATH = '/store';

export interface DiskStorageOptions {
  /** Absolute path; made if it is not there. One process at a time may use it. */
  dir: string;
  /** At least 32 random bytes, for this purpose alone. A new secret ends all URLs. */
  secret: Uint8Array;
  /**
   * Origin at which clients reach the server, such as `https://photos.example`, or empty for addresses without
   * one, under whichever the client asked. Read at each signing: a port may be known late.
   */
  baseUrl: () => string;
  /** Origin at which the processor reaches it; that of the clients, unless given. Never empty where it is used. */
  internalBaseUrl?: () => string;
  now?: Clock;
}

/** Bytes on the local disk, behind signed URLs that `diskRoute` answers. */
export interface DiskStorage extends Storage {
  readonly folder: DiskFolder;
  readonly signer: DiskSigner;
  readonly multipart: DiskMultipart;
  readonly now: Clock;
  list(prefix: string, options?: { after?: string; limit?: number }): Promise<ObjectInfo[]>;
}

/** Opens the store, and clears what a process that died has left unfinished. */
export function createDiskStorage({
  dir,
  secret,
  baseUrl,
  internalBaseUrl = baseUrl,
  now = Date.now,
}: DiskStorageOptions): DiskStorage {
  const folder = openDiskFolder(dir);
  const signer = createDiskSigner(secret);
  const multipart = openDiskMultipart(join(dir, 'multipart'), folder);
  const urlOf = (origin: () => string, tail: string): string => `${origin()}${STORE_PATH}/${tail}`;

  function checkLifetime({ expiresAt }: { expiresAt: number }): void {
    if (expiresAt > now() + MAX_UPLOAD_LIFETIME) throw new RangeError('an upload may not take that long');
  }

  return {
    folder,
    signer,
    multipart,
    now,

    async signUpload(grant) {
      checkLifetime(grant);
      const headers = {
        'content-type': grant.contentType,
        'content-digest': contentDigest(grant.sha256),
        'if-none-match': '*',
      };
      return { method: 'PUT', url: urlOf(baseUrl, signer.signUpload(grant)), headers };
    },
    createMultipart: ({ key }) => multipart.create(key),
    async signPart(grant) {
      checkLifetime(grant);
      const headers = { 'content-digest': contentDigest(grant.sha256) };
      return { method: 'PUT', url: urlOf(baseUrl, signer.signPart(grant)), headers };
    },
    listParts: multipart.list,
    completeMultipart: multipart.complete,
    abortMultipart: multipart.abort,
    listMultiparts: (prefix, { after, limit = 1000 } = {}) => multipart.listAll(prefix, after, limit),
    async signVariantPut(grant) {
      const url = urlOf(internalBaseUrl, signer.signVariantPut(grant));
      return { method: 'PUT', url, headers: { 'content-type': grant.contentType } };
    },
    signRead(grant) {
      const origin = grant.audience === 'processor' ? internalBaseUrl : baseUrl;
      return { method: 'GET', url: urlOf(origin, signer.signRead(grant)), headers: {} };
    },
    async head(key) {
      const object = await openObject(folder, key);
      await object?.handle.close();
      return object?.info ?? null;
    },
    copy: (from, to) => copyObject(folder, from, to),
    async delete(keys) {
      for (const key of keys) await folder.remove(key);
    },
    list: (prefix, options) => listObjects(folder, prefix, options),
    async ping() {
      // A full disk and one that has gone read-only both fail here.
      const path = folder.tempPath();
      try {
        await using handle = await open(path, 'wx', 0o600);
        await handle.write('ping');
      } finally {
        await rm(path, { force: true });
      }
    },
    async close() {},
  };
}

/** `Content-Digest` of a body (RFC 9530). @param sha256 lower-case hex */
export const contentDigest = (sha256: string): string =>
  `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`;
