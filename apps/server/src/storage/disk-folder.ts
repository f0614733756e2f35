import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { link, mkdir, open, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkKey } from './key.ts';

/** Tries at publishing into a folder that someone else keeps removing because it is empty. */
const MAX_PUBLISH_TRIES = 50;

/** Where the disk store keeps its files: `objects/` by key, and `tmp/` for what is not an object yet. */
export interface DiskFolder {
  /** Of all objects, absolute and without symbolic links. */
  readonly objects: string;
  /** The file of an object, there or not. Throws on what is no key. */
  pathOf(key: string): string;
  /** A name for a new file that only its writer knows; the next start removes what is left of it. */
  tempPath(): string;
  /**
   * Gives a finished, synced temporary file its key, in one step, durably once it resolves. Resolves to false
   * when `create` finds the key taken. The temporary name may remain, and is the caller's to remove: a rename
   * onto another name of the same file does nothing (POSIX).
   */
  publish(tempPath: string, key: string, mode: 'create' | 'replace'): Promise<boolean>;
  /** Removes an object, if it is there, and the folders that this leaves empty. */
  remove(key: string): Promise<void>;
}

export const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/**
 * Opens the folder, and makes it where it is not there yet. One process at a time has it: what it finds in
 * `tmp/` was left by one that died.
 */
export function openDiskFolder(dir: string): DiskFolder {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const root = realpathSync(dir);
  const objects = join(root, 'objects');
  const tmp = join(root, 'tmp');
  for (const path of [objects, tmp]) mkdirSync(path, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(tmp)) rmSync(join(tmp, name), { recursive: true, force: true });

  function pathOf(key: string): string {
    checkKey(key);
    return join(objects, key);
  }

  async function nameFile(tempPath: string, path: string, mode: 'create' | 'replace'): Promise<boolean> {
    const folder = dirname(path);
    for (let tries = 1; ; tries++) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await checkReal(folder);
        if (mode === 'replace') await rename(tempPath, path);
        else await link(tempPath, path);
        return true;
      } catch (error) {
        const { code, syscall } = error as NodeJS.ErrnoException;
        if (code === 'EEXIST' && syscall === 'link') return false;
        // A delete took the folder away after it was made, or while: then `mkdir` calls it no folder, or there.
        const vanished =
          code === 'ENOENT' || (syscall === 'mkdir' && (code === 'ENOTDIR' || code === 'EEXIST'));
        if (!vanished || tries === MAX_PUBLISH_TRIES) throw error;
      }
    }
  }

  return {
    objects,
    pathOf,
    tempPath: () => join(tmp, randomUUID()),

    async publish(tempPath, key, mode) {
      const path = pathOf(key);
      const published = await nameFile(tempPath, path, mode);
      if (published) await syncFolders(dirname(path), root);
      return published;
    },

    async remove(key) {
      const path = pathOf(key);
      await checkReal(dirname(path)).catch(ignore('ENOENT', 'ENOTDIR'));
      await rm(path).catch(ignore('ENOENT', 'ENOTDIR'));
      for (let folder = dirname(path); folder !== objects; folder = dirname(folder)) {
        try {
          await rmdir(folder);
        } catch (error) {
          ignore('ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')(error);
          if (codeOf(error) !== 'ENOENT') return;
        }
      }
    },
  };
}

/** Throws `ELOOP` where a part of the path is a symbolic link: it could lead out of the store's folder. */
export async function checkReal(folder: string): Promise<void> {
  if ((await realpath(folder)) === folder) return;
  throw Object.assign(new Error('a folder of the store is a symbolic link'), { code: 'ELOOP' });
}

const ignore =
  (...codes: string[]) =>
  (error: unknown): void => {
    if (!codes.includes(codeOf(error) ?? '')) throw error;
  };

/** Makes the names in a folder and all folders up to the root survive a power cut. */
async function syncFolders(folder: string, root: string): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    try {
      await using handle = await open(path);
      await handle.sync();
    } catch (error) {
      // Deleted meanwhile; or on Windows, where folders cannot be synced.
      ignore('ENOENT', 'EPERM', 'EISDIR')(error);
    }
    if (path === root) return;
  }
}
