import type { ReactElement, Ref } from 'react';

export interface WindowListHandle {
  /** Scrolls to a line at once, so that it is at the top or in the middle; not where it is in sight already, if so wished. */
  show: (index: number, where?: 'top' | 'middle', evenIfSeen?: boolean) => void;
}

export interface WindowListProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  /** Pixels; known before anything is drawn, so that nothing ever moves. */
  heightOf: (item: T) => number;
  /** The same function each time, or all lines are drawn anew. */
  renderItem: (item: T) => ReactElement;
  /** Whether two items look the same. */
  same?: (a: T, b: T) => boolean;
  /** What kind of line it is, where there are several. */
  kindOf?: (item: T) => string;
  /** Pixels, before it is known how large it is. */
  size: { width: number; height: number };
  foot?: ReactElement;
  /** Index of the line that is at the top to begin with. */
  start?: number;
  /** Pixels of that line above the window, to begin with; kept up to date where the list can tell. */
  place?: { beyond: number };
  /** The line that shows what another one did which is not there any more; -1: there is none. */
  findLike?: (items: readonly T[], gone: T) => number;
  /** Called when the start comes near, where there is more above it. */
  onStart?: () => void;
  /** Called with the first line in sight when it becomes that. */
  onTop?: (item: T) => void;
  /** Called when the end comes near. */
  onEnd?: () => void;
  testID?: string;
  ref?: Ref<WindowListHandle>;
}
