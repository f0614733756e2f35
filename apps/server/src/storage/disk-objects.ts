import { createHash } from 'node:crypto';
import { constants, type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checkReal, codeOf, type DiskFolder } from './disk-folder.ts';
import { decodeTrailer, encodeTrailer, TRAILER_SIZE } from './disk-trailer.ts';
import { checkContentType } from './key.ts';
import type { ObjectInfo } from './port.ts';

export interface WriteTarget {
  key: string;
  contentType: string;
  /** Bytes: this many, or at most this many. */
  length: { exactly: number } | { atMost: number };
  /** Lower-case hex; unless given, any. */
  sha256?: string;
  mode: 'create' | 'replace';
}

/** Why a body did not become an object; nothing of it is kept. */
export class WriteRefused extends Error {
  override name = 'WriteRefused';
  readonly reason: 'exists' | 'too-long' | 'too-short' | 'wrong-digest';
  constructor(reason: WriteRefused['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** An object held open: it stays readable as it is, whatever happens to its key. */
export interface OpenObject {
  info: ObjectInfo;
  /** Its bytes are the first `info.size` of the file. */
  handle: FileHandle;
}

/** Opens an object for reading; null when there is none. The caller closes the handle. */
export async function openObject(folder: DiskFolder, key: string): Promise<OpenObject | null> {
  const path = folder.pathOf(key);
  let handle: FileHandle;
  try {
    await checkReal(dirname(path));
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error) ?? '')) return null;
    throw error;
  }
  const info = await describe(handle, key).catch(async (error: unknown) => {
    await handle.close();
    throw error;
  });
  if (info?.sha256) return { info, handle };
  await handle.close();
  return null;
}

/** Null for what is no file; a file that the store did not write has no `sha256`. */
export async function describe(handle: FileHandle, key: string): Promise<ObjectInfo | null> {
  const stat = await handle.stat();
  if (!stat.isFile()) return null;
  const modifiedAt = Math.floor(stat.mtimeMs);
  const { buffer, bytesRead } = await handle.read({
    buffer: Buffer.alloc(TRAILER_SIZE),
    position: Math.max(0, stat.size - TRAILER_SIZE),
  });
  const trailer = decodeTrailer(buffer.subarray(0, bytesRead), stat.size);
  if (trailer) return { key, ...trailer, etag: trailer.sha256, modifiedAt };
  const contentType = 'application/octet-stream';
  return { key, size: stat.size, contentType, etag: 'damaged', sha256: null, modifiedAt };
}

/**
 * Streams a body into an object; memory does not grow with it. Rejects with `WriteRefused`, or with the
 * body's own error, and leaves nothing then.
 */
export async function writeObject(
  folder: DiskFolder,
  body: AsyncIterable<Uint8Array>,
  target: WriteTarget,
): Promise<ObjectInfo> {
  const { key, contentType } = target;
  checkContentType(contentType);
  const temp = folder.tempPath();
  try {
    const { size, sha256 } = await receive(body, temp, target);
    if (!(await folder.publish(temp, key, target.mode))) throw new WriteRefused('exists');
    return { key, size, contentType, etag: sha256, sha256, modifiedAt: Date.now() };
  } finally {
    await rm(temp, { force: true });
  }
}

async function receive(
  body: AsyncIterable<Uint8Array>,
  temp: string,
  { contentType, length, sha256: expected }: WriteTarget,
): Promise<{ size: number; sha256: string }> {
  const limit = 'exactly' in length ? length.exactly : length.atMost;
  const hash = createHash('sha256');
  let size = 0;
  await using handle = await open(temp, 'wx', 0o600);
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new WriteRefused('too-long');
    hash.update(chunk);
    await handle.appendFile(chunk);
  }
  if ('exactly' in length && size < limit) throw new WriteRefused('too-short');
  const sha256 = hash.digest('hex');
  if (expected !== undefined && expected !== sha256) throw new WriteRefused('wrong-digest');
  await handle.appendFile(encodeTrailer({ contentType, sha256, size }));
  await handle.sync();
  return { size, sha256 };
}
