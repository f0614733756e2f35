/** One row of pictures side by side. */
export interface Row {
  /** Index of the first picture in it, and of the first one after it. */
  start: number;
  end: number;
  /** Pixels. */
  height: number;
  /** Pixels, whole ones: with the gaps they add up to the width, unless the row is the short last one. */
  widths: number[];
}

export interface RowShape {
  /** Pixels from edge to edge. */
  width: number;
  /** The height that rows come near to. */
  target: number;
  gap: number;
}

/** A last row that would be this much higher than the target stays short instead. */
const STRETCH = 1.3;

function rowHeight(sum: number, count: number, { width, gap }: RowShape): number {
  return (width - gap * (count - 1)) / sum;
}

/** How bad a row of this height looks: rows too high count a little less than rows too low. */
function badness(height: number, target: number): number {
  const off = height > target ? (height / target - 1) * 0.8 : target / height - 1;
  return off * off;
}

/** How bad a last row looks that ends before the edge: the more, the emptier it is. */
const emptiness = (height: number, target: number): number => 0.35 * (1 - target / height);

/** Where to break `ratios` (width by height) into rows so that heights differ least from the target, summed up. */
function breaks(ratios: readonly number[], shape: RowShape): number[] {
  const count = ratios.length;
  const cost = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(count + 1);
  cost[0] = 0;
  for (let start = 0; start < count; start++) {
    const before = cost[start] ?? 0;
    let sum = 0;
    for (let end = start + 1; end <= count; end++) {
      sum += ratios[end - 1] ?? 1;
      const height = rowHeight(sum, end - start, shape);
      // Lower than half the target: longer rows are only worse.
      if (end - start > 1 && height < shape.target / 2) break;
      const short = end === count && height > shape.target * STRETCH;
      const total = before + (short ? emptiness(height, shape.target) : badness(height, shape.target));
      if (total < (cost[end] ?? 0)) {
        cost[end] = total;
        from[end] = start;
      }
    }
  }
  const ends: number[] = [];
  for (let end = count; end > 0; end = from[end] ?? 0) ends.unshift(end);
  return ends;
}

/** Splits pixels by shares into whole ones that add up to it. */
function split(total: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  let done = 0;
  let at = 0;
  return shares.map((share) => {
    done += share;
    const next = Math.round((done / sum) * total);
    const width = next - at;
    at = next;
    return width;
  });
}

/**
 * Lays pictures out in rows that fill the width, in order and uncropped: the rows whose heights come nearest to
 * the target over all of them (Knuth and Plass, "Breaking Paragraphs into Lines", 1981, with pictures for words).
 * A last row too thin to fill the width keeps the target height.
 *
 * @param ratios width by height of each picture, above 0
 */
export function justify(ratios: readonly number[], shape: RowShape): Row[] {
  let start = 0;
  return breaks(ratios, shape).map((end) => {
    const shares = ratios.slice(start, end);
    const sum = shares.reduce((all, share) => all + share, 0);
    const full = rowHeight(sum, shares.length, shape);
    const short = end === ratios.length && full > shape.target * STRETCH;
    const height = short ? shape.target : full;
    const room = short ? Math.round(height * sum) : shape.width - shape.gap * (shares.length - 1);
    const row = { start, end, height: Math.max(1, Math.round(height)), widths: split(room, shares) };
    start = end;
    return row;
  });
}

/** Lays pictures out as equal squares, as many in a row as come nearest to the target; at least three. */
export function tileSquares(count: number, { width, target, gap }: RowShape): Row[] {
  const columns = Math.max(3, Math.round((width + gap) / (target + gap)));
  const widths = split(
    width - gap * (columns - 1),
    Array.from({ length: columns }, () => 1),
  );
  const height = Math.max(1, Math.round(Math.max(...widths)));
  return Array.from({ length: Math.ceil(count / columns) }, (_, row) => {
    const start = row * columns;
    const end = Math.min(count, start + columns);
    return { start, end, height, widths: widths.slice(0, end - start) };
  });
}
