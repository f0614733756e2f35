import type { Dirent } from 'node:fs';
import { constants, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkReal, codeOf, type DiskFolder } from './disk-folder.ts';
import { describe } from './disk-objects.ts';
import { checkKey, isSegment } from './key.ts';
import type { ObjectInfo } from './port.ts';

/** Objects described at a time: more only queue up for the same disk. */
const CONCURRENCY = 16;

/** A page of objects under a prefix (the beginning of a key), after a key, in key order by bytes, as S3 has it. */
export async function listObjects(
  folder: DiskFolder,
  prefix: string,
  { after = '', limit = 1000 }: { after?: string; limit?: number } = {},
): Promise<ObjectInfo[]> {
  if (prefix !== '') checkKey(prefix.replace(/\/$/, ''));
  const objects: ObjectInfo[] = [];
  const batch: string[] = [];
  const describeBatch = async (): Promise<void> => {
    const described = await Promise.all(batch.splice(0).map((key) => describeKey(folder, key)));
    for (const info of described) if (info && objects.length < limit) objects.push(info);
  };
  for await (const key of walk(folder.objects, deepestFolder(prefix), prefix, after)) {
    if (objects.length >= limit) break;
    batch.push(key);
    if (batch.length === Math.min(CONCURRENCY, limit - objects.length)) await describeBatch();
  }
  await describeBatch();
  return objects;
}

/** The folders that a prefix names in full: `media/g1/ph` -> `media/g1/`. */
const deepestFolder = (prefix: string): string => prefix.slice(0, prefix.lastIndexOf('/') + 1);

/** Keys below a folder (empty, or ending in a slash), leaving out subtrees that hold none that are wanted. */
async function* walk(root: string, folder: string, prefix: string, after: string): AsyncGenerator<string> {
  for (const name of await sortedNames(join(root, folder, '.'))) {
    const path = folder + name;
    const within = path.startsWith(prefix) || prefix.startsWith(path);
    if (!within) continue;
    if (path.endsWith('/')) {
      // Everything inside begins with the path, so comparing the path alone decides for all of it.
      if (path > after || after.startsWith(path)) yield* walk(root, path, prefix, after);
    } else if (path > after && path.startsWith(prefix)) {
      yield path;
    }
  }
}

/** Names in a folder; subfolders with a slash behind, which is how their keys sort among the others. */
async function sortedNames(path: string): Promise<string[]> {
  let entries: Dirent[];
  try {
    await checkReal(path);
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error) ?? '')) return [];
    throw error;
  }
  return entries
    .filter((entry) => isSegment(entry.name) && (entry.isFile() || entry.isDirectory()))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
}

/** Null when it has gone since the folder was read. */
async function describeKey(folder: DiskFolder, key: string): Promise<ObjectInfo | null> {
  try {
    await using handle = await open(folder.pathOf(key), constants.O_RDONLY | constants.O_NOFOLLOW);
    return await describe(handle, key);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error) ?? '')) return null;
    throw error;
  }
}
