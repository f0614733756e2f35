import { createHash } from 'node:crypto';
import { constants, copyFile, type FileHandle, link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checkReal, codeOf, type DiskFolder } from './disk-folder.ts';
import { decodeTrailer, encodeTrailer, TRAILER_SIZE } from './disk-trailer.ts';
import { checkContentType } from './key.ts';
import { ObjectChanged, type ObjectInfo } from './port.ts';

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
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return null;
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

/**
 * Gives an object another key as well, without moving its bytes: a hard link, unless the content type
 * differs. See `Storage.copy`.
 */
export async function copyObject(
  folder: DiskFolder,
  from: { key: string; etag: string },
  to: { key: string; contentType: string },
): Promise<ObjectInfo> {
  checkContentType(to.contentType);
  const temp = folder.tempPath();
  try {
    const source = folder.pathOf(from.key);
    await checkReal(dirname(source));
    // A second name first: whatever becomes of the key now, this is the object that is checked and copied.
    await link(source, temp);
    const copied = await prepareCopy(folder, temp, from, to);
    await folder.publish(copied.path, to.key, 'replace');
    return copied.info;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? ''))
      throw new ObjectChanged(from.key, { cause: error });
    throw error;
  } finally {
    await rm(temp, { force: true });
  }
}

async function prepareCopy(
  folder: DiskFolder,
  temp: string,
  from: { key: string; etag: string },
  to: { key: string; contentType: string },
): Promise<{ path: string; info: ObjectInfo }> {
  await using handle = await open(temp, constants.O_RDWR | constants.O_NOFOLLOW);
  const info = await describe(handle, to.key);
  if (!info?.sha256 || info.etag !== from.etag) throw new ObjectChanged(from.key);
  if (info.contentType === to.contentType) return { path: temp, info: await touch(handle, info) };
  const { size, sha256 } = info;
  const path = folder.tempPath();
  await copyFile(temp, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  await using copy = await open(path, 'r+');
  await copy.write(encodeTrailer({ contentType: to.contentType, sha256, size }), 0, TRAILER_SIZE, size);
  return { path, info: await touch(copy, { ...info, contentType: to.contentType }) };
}

/** A copy is as new as the copying: those who look for forgotten objects leave young ones alone. */
async function touch(handle: FileHandle, info: ObjectInfo): Promise<ObjectInfo> {
  const modifiedAt = Date.now();
  await handle.utimes(modifiedAt / 1000, modifiedAt / 1000);
  await handle.sync();
  return { ...info, modifiedAt };
}
