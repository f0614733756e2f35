import { addTo, type FileStatus, noTotals, type Totals } from './snapshot.ts';

/** What the queue shows, kept up to date change by change. */
export interface View {
  /** Shows how a file is now; null: it is not shown (yet, or any more). */
  show(id: string, file: FileStatus | null): void;
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
      list = [...files];
      positions.clear();
      for (const [position, { id }] of files.entries()) positions.set(id, position);
      holes = 0;
    }
    return files;
  }

  function hide(id: string): void {
    const position = positions.get(id);
    if (position === undefined) return;
    list[position] = null;
    positions.delete(id);
    holes += 1;
  }

  return {
    show(id, file) {
      const position = positions.get(id) ?? list.length;
      const shown = list[position];
      if (shown) addTo(totals, shown, -1);
      if (!file) {
        hide(id);
        return;
      }
      addTo(totals, file, 1);
      list[position] = file;
      positions.set(id, position);
    },
    files: compact,
    totals: () => ({ ...totals }),
  };
}
