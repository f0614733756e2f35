import type { Entry } from './entry.ts';
import { addTo, type FileStatus, noTotals, statusOf, type Totals } from './snapshot.ts';

/** What the queue shows, kept up to date change by change. */
export interface View {
  /** Follows a file from one state to the next; null: not there (yet, or any more). */
  change(before: Entry<unknown> | null, after: Entry<unknown> | null): void;
  /** In the order they were added; the same object for a file that has not changed. */
  files(): FileStatus[];
  totals(): Totals;
}

export function createView(): View {
  let list: (FileStatus | null)[] = [];
  const positions = new Map<string, number>();
  const totals = noTotals();
  let holes = 0;

  /** Closes the gaps that dropped files have left. */
  function compact(): FileStatus[] {
    const files = list.filter((file) => file !== null);
    if (holes > 0) {
      list = files;
      positions.clear();
      for (const [position, { id }] of files.entries()) positions.set(id, position);
      holes = 0;
    }
    return files;
  }

  return {
    change(before, after) {
      const id = (after ?? before)?.source.id ?? '';
      const position = positions.get(id) ?? list.length;
      const shown = list[position];
      if (shown) addTo(totals, shown, -1);
      if (!after) {
        list[position] = null;
        positions.delete(id);
        holes += 1;
        return;
      }
      const file = statusOf(after);
      addTo(totals, file, 1);
      list[position] = file;
      positions.set(id, position);
    },
    files: compact,
    totals: () => ({ ...totals }),
  };
}
