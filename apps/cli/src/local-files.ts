import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from './hash-file.ts';

/** The files of one folder, to find by what is in them. */
export interface LocalFiles {
  names: string[];
  /** The name of a file with these bytes; null where there is none. */
  find(size: number, sha256: string): Promise<string | null>;
}

/** Looks at the folder once. Files are hashed only where their size is that of one which is looked for. */
export async function readLocalFiles(folder: string): Promise<LocalFiles> {
  const entries = await readdir(folder, { withFileTypes: true });
  const bySize = new Map<number, { name: string; sha256?: Promise<string | null> }[]>();
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const { size } = await stat(join(folder, entry.name));
    bySize.set(size, [...(bySize.get(size) ?? []), { name: entry.name }]);
  }
  return {
    names: entries.map(({ name }) => name),
    async find(size, sha256) {
      for (const file of bySize.get(size) ?? []) {
        file.sha256 ??= hashFile(join(folder, file.name)).then(
          (digest) => digest.sha256,
          () => null,
        );
        if ((await file.sha256) === sha256) return file.name;
      }
      return null;
    },
  };
}
