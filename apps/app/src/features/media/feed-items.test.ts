import { dayOf, groupByDay } from './day';
import { feedItems, frameOf, itemHeight, lineOf, ratioOf } from './feed-items';
import { photo } from './photo.fixture';

const on = (number: number, day: number) =>
  photo(number, { takenAt: `2026-05-${String(day).padStart(2, '0')}T10:00:00.000Z` });
const items = (photos: ReturnType<typeof on>[], width = 1000) =>
  feedItems(groupByDay(photos, 'taken'), frameOf(width, false, 'rows', 1), 'rows');

describe('the lines of a feed', () => {
  it('are headings and rows', () => {
    const day = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => on(number, 9));
    const [heading, ...rows] = items(day);
    expect(heading).toMatchObject({ kind: 'day', first: true });
    expect(rows.every(({ kind }) => kind === 'row')).toBe(true);
    expect(rows.flatMap(({ photos }) => photos)).toEqual(day);
  });

  it('put short days side by side, but not the first one', () => {
    const lines = items([on(4, 9), on(3, 8), on(2, 7), on(1, 6)]);
    expect(lines.map(({ kind }) => kind)).toEqual(['day', 'row', 'band']);
    const [, , band] = lines;
    expect(band?.kind === 'band' && band.blocks.map(({ photos }) => photos.length)).toEqual([1, 1, 1]);
  });

  it('begin anew at the day that the feed was entered at, whatever comes in above it', () => {
    const photos = [on(9, 19), on(8, 18), on(7, 17), on(6, 16), on(5, 15)];
    const [, , entered] = photos;
    if (!entered) throw new Error('There is no photo');
    const day = dayOf(entered, 'taken');
    const linesOf = (from: number) =>
      feedItems(groupByDay(photos.slice(from), 'taken'), frameOf(1400, true, 'rows', 1), 'rows', {
        atTop: false,
        day,
      });
    const alone = linesOf(2);
    for (const from of [0, 1]) {
      const lines = linesOf(from);
      expect(lines.slice(-alone.length).map(({ key }) => key)).toEqual(alone.map(({ key }) => key));
      const line = lineOf(lines, entered.id, true);
      expect(lines[line]?.photos[0]).toBe(entered);
    }
    expect(lineOf(alone, photos[0]?.id ?? '')).toBe(-1);
  });

  it('begin another band where the width ends', () => {
    const lines = items(
      [9, 8, 7, 6, 5].map((day) => on(day, day)),
      700,
    );
    const frame = frameOf(700, false, 'rows', 1);
    for (const line of lines) {
      if (line.kind !== 'band') continue;
      const taken = line.blocks.reduce(
        (sum, { width }) => sum + width,
        frame.apart * (line.blocks.length - 1),
      );
      expect(taken).toBeLessThanOrEqual(frame.width);
    }
    expect(lines.filter(({ kind }) => kind === 'band').length).toBeGreaterThan(0);
    expect(lines.flatMap((line) => (line.kind === 'day' ? [] : line.photos))).toHaveLength(5);
  });

  it('have the height that the list counts on', () => {
    const [heading, row] = items([on(1, 9)]);
    if (row?.kind !== 'row' || !heading) throw new Error('There is no row');
    expect(itemHeight(row, 6, false)).toBe(row.height + 6);
    expect(itemHeight(heading, 6, true)).toBeGreaterThan(itemHeight(heading, 6, false));
  });

  it('have every key once', () => {
    const keys = items([9, 9, 8, 7, 6, 5].map((day, index) => on(index + 1, day))).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

it('crops only panoramas and towers', () => {
  expect(ratioOf({ width: 4000, height: 3000 })).toBeCloseTo(4 / 3);
  expect(ratioOf({ width: 12_000, height: 1000 })).toBe(4);
  expect(ratioOf({ width: 1000, height: 9000 })).toBe(0.4);
  expect(ratioOf({ width: null, height: null })).toBe(1);
});
