import { constants, copyFile, type FileHandle, link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checkReal, codeOf, type DiskFolder } from './disk-folder.ts';
import { describe } from './disk-objects.ts';
import { encodeTrailer, TRAILER_SIZE } from './disk-trailer.ts';
import { checkContentType } from './key.ts';
import { ObjectChanged, type ObjectInfo } from './port.ts';

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
  const pinned = folder.tempPath();
  const retyped = folder.tempPath();
  try {
    await pin(folder, from.key, pinned);
    await using handle = await open(pinned, constants.O_RDWR | constants.O_NOFOLLOW);
    const info = await describe(handle, to.key);
    if (!info?.sha256 || info.etag !== from.etag) throw new ObjectChanged(from.key);
    if (info.contentType === to.contentType) {
      const modifiedAt = await touch(handle);
      await folder.publish(pinned, to.key, 'replace');
      return { ...info, modifiedAt };
    }
    const { size, sha256 } = info;
    await copyFile(pinned, retyped, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await using copy = await open(retyped, 'r+');
    await copy.write(encodeTrailer({ contentType: to.contentType, sha256, size }), 0, TRAILER_SIZE, size);
    const modifiedAt = await touch(copy);
    await folder.publish(retyped, to.key, 'replace');
    return { ...info, contentType: to.contentType, modifiedAt };
  } finally {
    await Promise.all([rm(pinned, { force: true }), rm(retyped, { force: true })]);
  }
}

/** A second name for the object: whatever becomes of its key now, this is what is checked and copied. */
async function pin(folder: DiskFolder, key: string, temp: string): Promise<void> {
  const path = folder.pathOf(key);
  try {
    await checkReal(dirname(path));
    await link(path, temp);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) throw new ObjectChanged(key, { cause: error });
    throw error;
  }
}

/** A copy is as new as the copying: whoever looks for forgotten objects leaves young ones alone. */
async function touch(handle: FileHandle): Promise<number> {
  const now = new Date();
  await handle.utimes(now, now);
  await handle.sync();
  return now.getTime();
}
