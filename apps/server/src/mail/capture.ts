import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { Clock } from '../clock.ts';
import type { Letter, Mailer } from './port.ts';

export interface CapturedLetter extends Letter {
  id: string;
  /** UTC milliseconds. */
  sentAt: number;
}

/** A mailer that sends nothing: it keeps the last letters, for the mailbox page and for tests. */
export interface Capture extends Mailer {
  /** Newest first. */
  letters(): readonly CapturedLetter[];
}

export interface CaptureOptions {
  /** One file a letter, for its owner's eyes only; they outlive a restart. */
  dir: string;
  /** Letters to keep; 100 unless given. */
  keep?: number;
  clock?: Clock;
}

/** Opens the mailbox in a folder; makes it where it is not there yet. */
export function createCapture({ dir, keep = 100, clock = Date.now }: CaptureOptions): Capture {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const letters = readLetters(dir);
  const pathOf = (id: string): string => join(dir, `${id}.json`);

  async function prune(): Promise<void> {
    const old = letters.splice(keep);
    await Promise.all(old.map(({ id }) => rm(pathOf(id), { force: true })));
  }

  return {
    letters: () => letters,
    async send(sent) {
      const letter: CapturedLetter = { id: uuidv7(), sentAt: clock(), ...sent };
      const path = pathOf(letter.id);
      await writeFile(`${path}.tmp`, JSON.stringify(letter), { mode: 0o600, flush: true });
      await rename(`${path}.tmp`, path);
      letters.unshift(letter);
      await prune();
    },
    async close() {},
  };
}

/** Ids are in order of time, so file names are too. Clears what a crash left half written. */
function readLetters(dir: string): CapturedLetter[] {
  const names = readdirSync(dir).sort().reverse();
  for (const name of names) if (name.endsWith('.tmp')) rmSync(join(dir, name));
  return names.filter((name) => name.endsWith('.json')).flatMap((name) => readLetter(join(dir, name)));
}

/** None when the file is damaged: a mailbox for development keeps no server from starting. */
function readLetter(path: string): CapturedLetter[] {
  try {
    return [JSON.parse(readFileSync(path, 'utf8')) as CapturedLetter];
  } catch {
    return [];
  }
}
