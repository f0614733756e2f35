import { advance, type EntryEvent } from './advance.ts';
import { type ActiveStatus, activeStatuses, type Entry, hasEnded } from './entry.ts';
import type { KeptJournal } from './keep-journal.ts';
import type { Lanes } from './plan.ts';
import { createView, type View } from './view.ts';

/** The files and what is known of each; told of events, it tells of changes. */
export interface Queue<H> extends Pick<View, 'files' | 'totals'> {
  get(id: string): Entry<H> | undefined;
  all(): Entry<H>[];
  lane: Lanes<H>;
  /** Appends those whose id is new. */
  append(list: readonly Entry<H>[]): void;
  /** Drops a file that has ended. */
  drop(id: string): void;
  dispatch(id: string, event: EntryEvent): void;
}

export type OnChange<H> = (before: Entry<H> | null, after: Entry<H> | null, event: EntryEvent | null) => void;

/** A change costs the same however many files there are. */
export function createQueue<H>(journal: KeptJournal<H>, onChange: OnChange<H>): Queue<H> {
  const entries = new Map<string, Entry<H>>();
  const view = createView();
  const lanes = new Map<string, Map<string, Entry<H>>>(activeStatuses.map((status) => [status, new Map()]));

  function change(before: Entry<H> | null, after: Entry<H> | null, event: EntryEvent | null): void {
    if (before && before.status !== after?.status) lanes.get(before.status)?.delete(before.source.id);
    if (after) lanes.get(after.status)?.set(after.source.id, after);
    view.change(before, after);
    journal.note(before, after);
    onChange(before, after, event);
  }

  return {
    files: view.files,
    totals: view.totals,
    get: (id) => entries.get(id),
    all: () => [...entries.values()],
    lane: (status: ActiveStatus) => lanes.get(status) as Map<string, Entry<H>>,
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
  };
}
