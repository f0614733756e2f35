import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { MediaType } from '@wmory/contract';
import { CommandError, UsageError } from './context.ts';
import { endingOf, looksLikePicture, readType } from './picture-type.ts';
import { text } from './text.ts';

export interface Picture {
  path: string;
  /** From the folder that was searched, as it is shown. */
  shown: string;
  mimeType: MediaType;
  /** Bytes. */
  size: number;
  /** When the file was last changed, UTC milliseconds. */
  modifiedAt: number;
}

export interface Findings {
  pictures: Picture[];
  /** Named like pictures, but not to be had. */
  refused: { shown: string; reason: string }[];
  /** How many other files there are, by their ending, the most frequent first. */
  leftOut: [ending: string, count: number][];
}

const collator = new Intl.Collator('en', { numeric: true });

async function* walk(folder: string, isTop: boolean): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (isTop && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      throw new UsageError(text.notAFolder(folder));
    throw new CommandError(text.folderUnreadable(folder));
  });
  entries.sort((a, b) => collator.compare(a.name, b.name));
  for (const entry of entries) {
    // Hidden files are thumbnails and leftovers of programs. Links are not followed: they may lead in circles.
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path, false);
    else if (entry.isFile()) yield path;
  }
}

/** Finds the pictures in a folder and all folders in it: by the ending of the name, then by the first bytes. */
export async function findPictures(folder: string): Promise<Findings> {
  const pictures: Picture[] = [];
  const refused: Findings['refused'] = [];
  const others = new Map<string, number>();
  for await (const path of walk(folder, true)) {
    if (!looksLikePicture(path)) {
      const ending = endingOf(path) && `.${endingOf(path)}`;
      others.set(ending, (others.get(ending) ?? 0) + 1);
      continue;
    }
    const shown = relative(folder, path);
    try {
      const [mimeType, { size, mtimeMs }] = await Promise.all([readType(path), stat(path)]);
      if (mimeType === 'empty') refused.push({ shown, reason: text.empty });
      else if (mimeType === null) refused.push({ shown, reason: text.notAPhoto });
      else pictures.push({ path, shown, mimeType, size, modifiedAt: Math.trunc(mtimeMs) });
    } catch {
      refused.push({ shown, reason: text.unreadable });
    }
  }
  return { pictures, refused, leftOut: [...others].sort((a, b) => b[1] - a[1]) };
}
