/** Where each line begins, in pixels, and at the end where the last one ends. */
export function offsetsOf<T>(items: readonly T[], heightOf: (item: T) => number): Float64Array {
  const offsets = new Float64Array(items.length + 1);
  for (const [index, item] of items.entries()) offsets[index + 1] = (offsets[index] ?? 0) + heightOf(item);
  return offsets;
}

/** The line at a height; the nearest one outside of all. */
export function lineAt(offsets: Float64Array, y: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Lines from `first` up to `end`, without it. */
export interface Lines {
  first: number;
  end: number;
}

/**
 * Pixels beyond the window that have to be there, and that are drawn once something has to be: behind, and ahead of where
 * it is going. What lies between the two is what is drawn at once: a line or two, so that no frame has much to do.
 */
const NEAR = { behind: 120, ahead: 440 };
const FAR = { behind: 200, ahead: 640 };

function between(
  offsets: Float64Array,
  { top, height, direction }: Window,
  { behind, ahead }: typeof NEAR,
): Lines {
  const [above, below] = direction < 0 ? [ahead, behind] : [behind, ahead];
  return {
    first: lineAt(offsets, top - above),
    end: Math.min(offsets.length - 1, lineAt(offsets, top + height + below) + 1),
  };
}

interface Window {
  top: number;
  height: number;
  /** Below 0: up. */
  direction: number;
}

/**
 * The lines to draw for a window: those that are drawn already as long as they reach over it, so that most scrolling
 * draws nothing, else some more than that, most of them where it is going.
 */
export function linesFor(offsets: Float64Array, window: Window, drawn: Lines | null): Lines {
  const needed = between(offsets, window, NEAR);
  if (drawn && drawn.first <= needed.first && drawn.end >= needed.end) return drawn;
  return between(offsets, window, FAR);
}
