import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type ChainEnd, createWalk, type SealedEntry } from '../modules/audit/index.ts';
import { AdminError } from './admin-error.ts';
import { readLines, toLine } from './export-folder.ts';

/** A file that entries of an audit log are added to in order, a line each. */
export interface Archive extends AsyncDisposable {
  /** Up to where it goes. */
  end(): ChainEnd;
  /** Whether there were entries in it when it was opened. */
  readonly hasEntries: boolean;
  /** How many entries were added since then. */
  added(): number;
  add(entry: SealedEntry): Promise<void>;
  /** Resolves once all of it is on the disk. */
  finish(): Promise<void>;
}

/** Its entries, in order; stops at a last line that was cut off. */
export const readArchive = (path: string): AsyncGenerator<SealedEntry> => readLines<SealedEntry>(path);

/** Characters of lines that wait to be written, about. */
const CHUNK = 1 << 16;

/**
 * Opens a file to add to it, or makes it. Rejects with `AdminError` on one that does not lead up to the log, or is
 * broken.
 *
 * @param start behind which the log begins
 */
export async function openArchive(path: string, start: ChainEnd, keys: readonly Buffer[]): Promise<Archive> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  let walk: ReturnType<typeof createWalk>;
  let kept: Awaited<ReturnType<typeof checkArchive>>;
  try {
    kept = await checkArchive(path, start, keys);
    walk = createWalk(kept.end, keys);
    // What a crash left of a last line.
    await file.truncate(kept.bytes);
  } catch (error) {
    await file.close();
    throw error;
  }
  let waiting = '';
  let added = 0;
  const flush = async (): Promise<void> => {
    await file.appendFile(waiting);
    waiting = '';
  };
  return {
    end: walk.end,
    hasEntries: kept.bytes > 0,
    added: () => added,
    async add(entry) {
      const [flaw] = walk.take(entry);
      if (flaw) {
        throw new AdminError(
          `The log is broken at entry ${flaw.seq}: "wmory admin audit verify" says more. Nothing was taken away.`,
        );
      }
      waiting += toLine(entry);
      added += 1;
      if (waiting.length > CHUNK) await flush();
    },
    async finish() {
      await flush();
      await file.sync();
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** Where a file that is there already ends, as a chain and in bytes. */
async function checkArchive(
  path: string,
  start: ChainEnd,
  keys: readonly Buffer[],
): Promise<{ end: ChainEnd; bytes: number }> {
  let walk: ReturnType<typeof createWalk> | undefined;
  let bytes = 0;
  for await (const line of wholeLines(path)) {
    const entry = JSON.parse(line) as SealedEntry;
    walk ??= createWalk({ seq: entry.seq - 1, hash: entry.prev_hash }, keys);
    if (walk.take(entry).length > 0)
      throw new AdminError(`${path} is damaged: its entry ${entry.seq} is not as it was written.`);
    bytes += Buffer.byteLength(line) + 1;
  }
  const end = walk?.end() ?? start;
  const isCutOff = end.seq < start.seq || (end.seq === start.seq && end.hash !== start.hash);
  if (isCutOff) {
    throw new AdminError(
      `${path} ends at entry ${end.seq}, and the log begins behind ${start.seq}: it belongs to another. Name another file.`,
    );
  }
  return { end, bytes };
}

async function* wholeLines(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
