import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';

interface Selection {
  ids: ReadonlySet<string>;
  /** Where a range begins. */
  anchor: string | null;
}

const none: Selection = { ids: new Set(), anchor: null };

/** The photos that are selected in the feed on the screen. */
const useSelection = create<Selection>(() => none);

/** Of each of these whether it is selected. */
export const useSelectedAmong = (list: readonly { id: string }[]): readonly boolean[] =>
  useSelection(useShallow(({ ids }) => list.map(({ id }) => ids.has(id))));
export const useIsSelecting = (): boolean => useSelection(({ ids }) => ids.size > 0);
export const useSelectedIds = (): ReadonlySet<string> => useSelection(({ ids }) => ids);
/** Whether all, some or none of these are selected. */
export const useSelectedOf = (list: readonly { id: string }[]): 'all' | 'some' | 'none' =>
  useSelection(({ ids }) => {
    const count = ids.size === 0 ? 0 : list.filter(({ id }) => ids.has(id)).length;
    return count === 0 ? 'none' : count === list.length ? 'all' : 'some';
  });

export const isSelecting = (): boolean => useSelection.getState().ids.size > 0;

export const clearSelection = (): void => useSelection.setState(none);

/** Selects photos or takes them off the selection. */
export function select(ids: readonly string[], on: boolean): void {
  const next = new Set(useSelection.getState().ids);
  for (const id of ids) {
    if (on) next.add(id);
    else next.delete(id);
  }
  useSelection.setState({ ids: next, anchor: ids.at(-1) ?? null });
}

export const toggleSelected = (id: string): void => select([id], !useSelection.getState().ids.has(id));

/** Selects everything from where the selection was last touched to here, in the order of the feed. */
export function selectTo(id: string, order: readonly string[]): void {
  const { anchor } = useSelection.getState();
  const from = anchor === null ? -1 : order.indexOf(anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) {
    select([id], true);
    return;
  }
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  // The anchor stays, so that another range can be tried from it.
  const next = new Set([...useSelection.getState().ids, ...range]);
  useSelection.setState({ ids: next, anchor });
}

/** What was selected before photos were dragged over, and which of them came first. */
let drag: { from: string; before: ReadonlySet<string> } | null = null;

/** Begins to select what is dragged over. */
export function beginDrag(id: string): void {
  drag = { from: id, before: useSelection.getState().ids };
}

/** Selects from where the drag began to here, and no more what lies beyond. */
export function dragTo(id: string, order: readonly string[]): void {
  if (!drag) return;
  const from = order.indexOf(drag.from);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return;
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  useSelection.setState({ ids: new Set([...drag.before, ...range]), anchor: drag.from });
}

/** Drops what is not there any more. */
export function keepSelected(there: ReadonlySet<string>): void {
  const { ids } = useSelection.getState();
  const next = [...ids].filter((id) => there.has(id));
  if (next.length !== ids.size) useSelection.setState({ ids: new Set(next) });
}
