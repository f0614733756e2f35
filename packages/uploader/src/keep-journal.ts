import { type Entry, isSafe, newEntry } from './entry.ts';
import type { Journal, JournalRecord } from './ports.ts';

export interface KeptJournal<H> {
  /** Follows a file from one state to the next; null: not there (yet, or any more). */
  note(before: Entry<H> | null, after: Entry<H> | null): void;
  load(): Promise<Entry<H>[]>;
  /** False once a write has failed, until one succeeds. */
  isKept(): boolean;
}

function recordOf<H>({ source, sha256, size }: Entry<H>): JournalRecord<H> {
  return { source, digest: sha256 === null ? null : { sha256, size } };
}

/** Safe and cancelled files need not outlive the process; refused and failed ones are kept to be tried again. */
function isWorthKeeping(entry: Entry<unknown> | null): boolean {
  return entry !== null && !isSafe(entry) && entry.status !== 'cancelled';
}

/**
 * Writes what changes to the journal: one write at a time, everything that changed meanwhile in the next. It saves before
 * it removes: a still goes once its film knows the photo.
 * A journal that fails never holds up an upload; `onChange` is called when `isKept` changes.
 */
export function keepJournal<H>(journal: Journal<H> | undefined, onChange: () => void): KeptJournal<H> {
  let pending = new Map<string, Entry<H> | null>();
  let writing = false;
  let kept = true;

  async function write(port: Journal<H>): Promise<void> {
    writing = true;
    while (pending.size > 0) {
      const batch = pending;
      pending = new Map();
      const before = kept;
      try {
        const saved = [...batch.values()].filter((entry) => entry !== null);
        const removed = [...batch].filter(([, entry]) => entry === null).map(([id]) => id);
        if (saved.length > 0) await port.save(saved.map(recordOf));
        if (removed.length > 0) await port.remove(removed);
        kept = true;
      } catch {
        kept = false;
      }
      if (kept !== before) onChange();
    }
    writing = false;
  }

  return {
    note(before, after) {
      const id = (after ?? before)?.source.id;
      if (!journal || id === undefined) return;
      const keep = isWorthKeeping(after);
      const same = before?.sha256 === after?.sha256 && before?.source === after?.source;
      if (keep === isWorthKeeping(before) && same) return;
      pending.set(id, keep ? after : null);
      if (!writing) queueMicrotask(() => void (writing || write(journal)));
    },
    async load() {
      const records = (await journal?.load()) ?? [];
      return records.map(({ source, digest }) => {
        const entry = newEntry(source);
        return digest ? { ...entry, status: 'authorising', ...digest } : entry;
      });
    },
    isKept: () => kept,
  };
}
