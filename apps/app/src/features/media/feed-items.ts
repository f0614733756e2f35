import type { Photo } from '@wmory/contract';
import type { Day } from './day';
import type { Shape } from './feed-view';
import { justify, type Row, type RowShape, tileSquares } from './justify';

/** A day that is too short for a row of its own, with its heading above it. */
export interface Block {
  day: number;
  photos: readonly Photo[];
  widths: readonly number[];
  /** Pixels, of the heading too. */
  width: number;
}

/** A line of the feed: a day's heading, a row of its photos, or several short days side by side. */
export type FeedItem =
  | { kind: 'day'; key: string; day: number; photos: readonly Photo[]; first: boolean }
  | { kind: 'row'; key: string; photos: readonly Photo[]; widths: readonly number[]; height: number }
  | { kind: 'band'; key: string; photos: readonly Photo[]; blocks: readonly Block[]; height: number };

export interface Frame extends RowShape {
  /** Pixels left free at either side. */
  edge: number;
  round: number;
  /** Pixels between short days. */
  apart: number;
}

/**
 * How pictures lie on a window: edge to edge on phones, with some air on wide ones.
 *
 * @param size of pictures, 1 being the usual one
 */
export function frameOf(width: number, wide: boolean, shape: Shape, size: number): Frame {
  const edge = wide ? 48 : 0;
  const phone = width < 600;
  const rows = phone ? 150 : width < 1000 ? 196 : 224;
  const squares = phone ? 128 : 172;
  return {
    edge,
    width: Math.max(1, Math.floor(width) - 2 * edge),
    target: Math.round((shape === 'rows' ? rows : squares) * size),
    gap: phone ? 3 : 6,
    round: phone ? 0 : 6,
    apart: phone ? 12 : 24,
  };
}

/** Of a photo whose size is not known yet. */
const UNKNOWN = 1;
/** Panoramas and long screenshots are cropped to these, so that no row is a thread or a tower. */
const NARROWEST = 0.4;
const WIDEST = 4;

/** Width by height, as it is laid out. */
export function ratioOf({ width, height }: Pick<Photo, 'width' | 'height'>): number {
  if (!width || !height) return UNKNOWN;
  return Math.min(WIDEST, Math.max(NARROWEST, width / height));
}

const rowsOf = (photos: readonly Photo[], frame: RowShape, shape: Shape): Row[] =>
  shape === 'squares' ? tileSquares(photos.length, frame) : justify(photos.map(ratioOf), frame);

/** No day is narrower than its heading. */
const NARROWEST_BLOCK = 150;

/** The lines of one day. */
function dayItems({ day, photos }: Day, rows: readonly Row[], first: boolean): FeedItem[] {
  return [
    { kind: 'day', key: `day ${day}`, day, photos, first },
    ...rows.map(({ start, end, height, widths }): FeedItem => {
      const shown = photos.slice(start, end);
      return { kind: 'row', key: `row ${shown[0]?.id}`, photos: shown, widths, height };
    }),
  ];
}

/** A day as a block, where it leaves room beside it; else null. */
function blockOf({ day, photos }: Day, rows: readonly Row[], { width, gap, apart }: Frame): Block | null {
  const [row, second] = rows;
  if (!row || second) return null;
  const taken = row.widths.reduce((sum, each) => sum + each, gap * (row.widths.length - 1));
  const block = { day, photos, widths: row.widths, width: Math.max(taken, NARROWEST_BLOCK) };
  return block.width + apart + NARROWEST_BLOCK <= width ? block : null;
}

/** How a feed lies that was not entered at its top. */
export interface Entry {
  /** Whether the first day is the first of all. */
  atTop: boolean;
  /** The day that it was entered at, which begins a line whatever is above it. */
  day: number | null;
}

/**
 * The lines of a feed: each day with its heading and its rows; days that follow one another and are too short to
 * fill a row share one. The first day of all stands alone, as the controls are beside its heading.
 */
export function feedItems(
  days: readonly Day[],
  frame: Frame,
  shape: Shape,
  entry: Entry = { atTop: true, day: null },
): FeedItem[] {
  const items: FeedItem[] = [];
  let band: { day: Day; rows: Row[]; block: Block }[] = [];
  const flush = () => {
    const [first, second] = band;
    if (first && second) {
      const blocks = band.map(({ block }) => block);
      const photos = blocks.flatMap((block) => block.photos);
      items.push({
        kind: 'band',
        key: `band ${first.block.day}`,
        photos,
        blocks,
        height: first.rows[0]?.height ?? 0,
      });
    } else if (first) items.push(...dayItems(first.day, first.rows, false));
    band = [];
  };
  for (const [index, day] of days.entries()) {
    const rows = rowsOf(day.photos, frame, shape);
    const first = entry.atTop && index === 0;
    const block = first ? null : blockOf(day, rows, frame);
    const taken = band.reduce((sum, each) => sum + each.block.width + frame.apart, 0);
    if (!block || taken + block.width > frame.width || day.day === entry.day) flush();
    if (block) band.push({ day, rows, block });
    else items.push(...dayItems(day, rows, first));
  }
  flush();
  return items;
}

/** Pixels of a day's heading. */
export const headingHeight = (wide: boolean): number => (wide ? 68 : 56);

/** Pixels of a line, with the gap below it. */
export function itemHeight(item: FeedItem, gap: number, wide: boolean): number {
  const heading = item.kind === 'row' ? 0 : headingHeight(wide);
  return heading + (item.kind === 'day' ? 0 : item.height + gap);
}

const sameEach = <T>(a: readonly T[], b: readonly T[], same = Object.is): boolean =>
  a.length === b.length && a.every((each, index) => same(each, b[index]));

const sameBlock = (a: Block, b: Block | undefined): boolean =>
  b !== undefined && a.day === b.day && sameEach(a.widths, b.widths) && sameEach(a.photos, b.photos);

/** Whether two lines look the same. */
export function sameItem(a: FeedItem, b: FeedItem): boolean {
  if (a === b) return true;
  if (!sameEach(a.photos, b.photos)) return false;
  if (a.kind === 'day') return b.kind === 'day' && a.day === b.day && a.first === b.first;
  if (a.kind === 'row') return b.kind === 'row' && a.height === b.height && sameEach(a.widths, b.widths);
  return b.kind === 'band' && a.height === b.height && sameEach(a.blocks, b.blocks, sameBlock);
}

/** The line that shows a photo, or the heading above it that begins with it, where there is one; -1: none does. */
export function lineOf(items: readonly FeedItem[], photoId: string, heading = false): number {
  const line = items.findIndex(
    ({ kind, photos }) => kind !== 'day' && photos.some(({ id }) => id === photoId),
  );
  const above = items[line - 1];
  return heading && above?.kind === 'day' && above.photos[0]?.id === photoId ? line - 1 : line;
}
