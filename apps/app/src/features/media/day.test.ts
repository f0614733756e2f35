import { dayOf, dayTitle, groupByDay, nameOf, offsetOf, whenTaken, zoneName } from './day';
import { photo } from './photo.fixture';

const DAY = 86_400_000;
const days = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY;

describe('the day of a photo', () => {
  it('is that of the clock where it was taken, not of whoever looks', () => {
    const lateInTokyo = photo(1, { takenAt: '2026-05-03T15:30:00.000Z', takenAtOffset: 540 });
    const sameMomentInLisbon = photo(2, { takenAt: '2026-05-03T15:30:00.000Z', takenAtOffset: 60 });
    expect(dayOf(lateInTokyo, 'taken')).toBe(days('2026-05-04'));
    expect(dayOf(sameMomentInLisbon, 'taken')).toBe(days('2026-05-03'));
  });

  it('is what the camera showed where it records no offset', () => {
    const camera = photo(1, { takenAt: '2026-05-03T23:50:00.000Z', takenAtOffset: null });
    expect(offsetOf(camera)).toBe(0);
    expect(dayOf(camera, 'taken')).toBe(days('2026-05-03'));
  });

  it('is local where no camera told the time', () => {
    const screenshot = photo(1, { camera: null, takenAtOffset: null });
    expect(offsetOf(screenshot)).toBe(-new Date(screenshot.takenAt).getTimezoneOffset());
  });
});

describe('a feed by day', () => {
  it('has each day once, though time zones interleave', () => {
    const feed = [
      photo(4, { takenAt: '2026-05-04T01:00:00.000Z', takenAtOffset: 0 }),
      photo(3, { takenAt: '2026-05-04T00:30:00.000Z', takenAtOffset: -300 }),
      photo(2, { takenAt: '2026-05-04T00:10:00.000Z', takenAtOffset: 0 }),
      photo(1, { takenAt: '2026-05-03T12:00:00.000Z', takenAtOffset: 0 }),
    ];
    const grouped = groupByDay(feed, 'taken').map(({ day, photos }) => [day, photos.map(({ id }) => id)]);
    expect(grouped).toEqual([
      [days('2026-05-04'), [feed[0]?.id, feed[2]?.id]],
      [days('2026-05-03'), [feed[1]?.id, feed[3]?.id]],
    ]);
  });

  it('keeps every photo', () => {
    const feed = [3, 2, 1].map((number) => photo(number, { takenAt: `2026-05-0${number}T10:00:00.000Z` }));
    expect(groupByDay(feed, 'added').flatMap(({ photos }) => photos)).toEqual(feed);
  });
});

describe('how times are told', () => {
  const now = new Date(2026, 4, 10, 12).getTime();
  it('names the days near to now', () => {
    expect(dayTitle(days('2026-05-10'), false, now)).toBe('Today');
    expect(dayTitle(days('2026-05-09'), false, now)).toBe('Yesterday');
    expect(dayTitle(days('2026-05-02'), false, now)).toContain('Saturday');
    expect(dayTitle(days('2026-05-02'), true, now)).not.toContain('Saturday');
    expect(dayTitle(days('2024-05-02'), false, now)).toContain('2024');
  });

  it('tells the offset as people write it', () => {
    expect([0, 120, -210, 345].map(zoneName)).toEqual(['UTC', 'UTC+2', 'UTC−3:30', 'UTC+5:45']);
    expect(whenTaken(photo(1))).toMatchObject({ zone: 'UTC+2' });
    expect(whenTaken(photo(1)).time).toContain('4:05');
    expect(whenTaken(photo(1, { takenAtOffset: null })).zone).toBeNull();
  });

  it('names a photo by its caption, its photographer and its day', () => {
    expect(nameOf(photo(1, { caption: 'At the river' }))).toMatch(/^At the river\. Anna, .*3/);
  });
});
