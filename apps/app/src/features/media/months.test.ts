import fc from 'fast-check';
import { wholeFeed } from './feed-source';
import { endOfMonth, indexOfMonth, latestOf, monthAt, needsScrubber, spread, yearsOf } from './months';
import { photo } from './photo.fixture';

const months = fc
  .uniqueArray(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 80 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers
        .sort((a, b) => b - a)
        .map((number) =>
          fc.integer({ min: 1, max: 5000 }).map((count) => ({
            month: `${1980 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`,
            count,
          })),
        ),
    ),
  );

describe('the months of a feed', () => {
  it('are offered where photos take more than three windows, and are of more months than one', () => {
    const of = (...counts: number[]) =>
      counts.map((count, index) => ({ month: `2026-0${9 - index}`, count }));
    // Fifteen to a window on a phone, sixty on a desk.
    const onPhone = [of(), of(500), of(15, 30), of(15, 31)].map((list) => needsScrubber(list, 1 / 15));
    expect(onPhone).toEqual([false, false, false, true]);
    expect([of(90, 90), of(91, 90)].map((list) => needsScrubber(list, 1 / 60))).toEqual([false, true]);
  });

  it('lie on a line in their order, each with room, and are found where they lie', () => {
    fc.assert(
      fc.property(months, (list) => {
        const starts = spread(list);
        expect(starts).toHaveLength(list.length + 1);
        expect(starts[0]).toBe(0);
        for (const [index] of list.entries()) {
          const [from = 0, to = 0] = [starts[index], starts[index + 1]];
          expect(to - from).toBeGreaterThan(0.3 / list.length - 1e-9);
          expect(monthAt(starts, from)).toBe(index);
          expect(monthAt(starts, (from + to) / 2)).toBe(index);
        }
        expect(monthAt(starts, -1)).toBe(0);
        expect(monthAt(starts, 2)).toBe(list.length - 1);
      }),
    );
  });

  it('are told by years, each once and none over another', () => {
    fc.assert(
      fc.property(months, (list) => {
        const years = yearsOf(list, spread(list), 0.05);
        expect(new Set(years.map(({ year }) => year)).size).toBe(years.length);
        for (const [index, { at }] of years.entries())
          if (index > 0) expect(at - (years[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(0.05 - 1e-9);
      }),
    );
  });

  it('end where the next begins', () => {
    expect(endOfMonth('2025-12')).toBe(Date.UTC(2026, 0, 1));
    expect(endOfMonth('2026-02')).toBe(Date.UTC(2026, 2, 1));
  });

  it('give way to the next older one where a month is not there', () => {
    const list = [
      { month: '2026-05', count: 1 },
      { month: '2025-01', count: 1 },
    ];
    expect(
      ['2026-06', '2026-05', '2026-04', '2025-01', '2020-01'].map((each) => indexOfMonth(list, each)),
    ).toEqual([0, 0, 1, 1, 1]);
  });

  it('are known to begin in what is loaded where nothing later can be missing', () => {
    const taken = (number: number, takenAt: string) => photo(number, { takenAt });
    const photos = [taken(1, '2026-05-03T00:00:00.000Z'), taken(2, '2026-04-03T00:00:00.000Z')];
    const source = wholeFeed('taken');
    const find = (month: string, before: number | null, isWhole: boolean) =>
      latestOf(photos, month, { source: { ...source, before }, isWhole })?.id ?? null;
    expect(find('2026-04', null, false)).toBe(photos[1]?.id);
    expect(find('2026-05', null, true)).toBe(photos[0]?.id);
    expect(find('2026-05', Date.UTC(2026, 4, 10), false)).toBeNull();
    expect(find('2026-05', Date.UTC(2026, 5, 1), false)).toBe(photos[0]?.id);
    expect(find('2026-03', null, true)).toBeNull();
  });
});
