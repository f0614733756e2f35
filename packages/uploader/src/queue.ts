import { advance, type EntryEvent } from './advance.ts';
import { type Entry, hasEnded } from './entry.ts';
import type { KeptJournal } from './keep-journal.ts';
import { type FileStatus, statusOf } from './snapshot.ts';

/** The files and what is known of each; told of events, it tells of changes. */
export interface Queue<H> {
  get(id: string): Entry<H> | undefined;
  all(): Iterable<Entry<H>>;
  /** Appends those whose id is new. */
  append(list: readonly Entry<H>[]): void;
  /** Drops a file that has ended. */
  drop(id: string): void;
  dispatch(id: string, event: EntryEvent): void;
  /** In the order they were added; the same object for a file that has not changed. */
  show(): FileStatus[];
}

export type OnChange<H> = (before: Entry<H> | null, after: Entry<H> | null, event: EntryEvent | null) => void;

export function createQueue<H>(journal: KeptJournal<H>, onChange: OnChange<H>): Queue<H> {
  const entries = new Map<string, Entry<H>>();
  const shown = new WeakMap<Entry<H>, FileStatus>();

  function change(before: Entry<H> | null, after: Entry<H> | null, event: EntryEvent | null): void {
    journal.note(before, after);
    onChange(before, after, event);
  }

  return {
    get: (id) => entries.get(id),
    all: () => entries.values(),
    append(list) {
      for (const entry of list) {
        if (entries.has(entry.source.id)) continue;
        entries.set(entry.source.id, entry);
        change(null, entry, null);
      }
    },
    drop(id) {
      const entry = entries.get(id);
      if (!entry || !hasEnded(entry)) return;
      entries.delete(id);
      change(entry, null, null);
    },
    dispatch(id, event) {
      const before = entries.get(id);
      if (!before) return;
      const after = advance(before, event);
      if (after === before) return;
      entries.set(id, after);
      change(before, after, event);
    },
    show: () =>
      [...entries.values()].map((entry) => {
        const status = shown.get(entry) ?? statusOf(entry);
        shown.set(entry, status);
        return status;
      }),
  };
}
