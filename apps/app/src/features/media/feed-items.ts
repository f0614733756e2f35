import type { Photo } from '@wmory/contract';
import type { Day } from './day';
import type { Shape } from './feed-view';
import { justify, type Row, type RowShape, tileSquares } from './justify';

/** A line of the feed. */
export type FeedItem =
  | { kind: 'day'; key: string; day: number; photos: readonly Photo[]; first: boolean }
  | { kind: 'row'; key: string; photos: readonly Photo[]; widths: readonly number[]; height: number };

export interface Frame extends RowShape {
  /** Pixels left free at either side. */
  edge: number;
  round: number;
}

/** How pictures lie on a window: edge to edge on phones, with some air on wide ones. */
export function frameOf(width: number, wide: boolean, shape: Shape): Frame {
  const edge = wide ? 48 : 0;
  const phone = width < 600;
  const rows = phone ? 168 : width < 1000 ? 196 : 224;
  const squares = phone ? 128 : 172;
  return {
    edge,
    width: Math.max(1, Math.floor(width) - 2 * edge),
    target: shape === 'rows' ? rows : squares,
    gap: phone ? 3 : 6,
    round: phone ? 0 : 6,
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

/** The lines of a feed: each day with its heading and its rows. */
export function feedItems(days: readonly Day[], frame: RowShape, shape: Shape): FeedItem[] {
  return days.flatMap(({ day, photos }, index): FeedItem[] => [
    { kind: 'day', key: `day ${day}`, day, photos, first: index === 0 },
    ...rowsOf(photos, frame, shape).map(({ start, end, height, widths }): FeedItem => {
      const shown = photos.slice(start, end);
      return { kind: 'row', key: `row ${shown[0]?.id}`, photos: shown, widths, height };
    }),
  ]);
}

/** Pixels of a day's heading. */
export const headingHeight = (wide: boolean): number => (wide ? 68 : 56);

/** Pixels of a line, with the gap below it. */
export const itemHeight = (item: FeedItem, gap: number, wide: boolean): number =>
  item.kind === 'day' ? headingHeight(wide) : item.height + gap;

const sameEach = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index]);

/** Whether two lines look the same. */
export function sameItem(a: FeedItem, b: FeedItem): boolean {
  if (a === b) return true;
  if (a.kind === 'day' && b.kind === 'day')
    return a.day === b.day && a.first === b.first && sameEach(a.photos, b.photos);
  if (a.kind !== 'row' || b.kind !== 'row') return false;
  return a.height === b.height && sameEach(a.photos, b.photos) && sameEach(a.widths, b.widths);
}
