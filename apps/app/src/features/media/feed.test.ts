import type { Photo } from '@wmory/contract';
import fc from 'fast-check';
import type { Order } from './day';
import {
  type Checkpoint,
  checkpointOf,
  dropPhotos,
  entryOf,
  extendFeed,
  type Feed,
  nextLook,
  type Page,
  placeAdditions,
  placePhotos,
  positionOf,
  raiseFeed,
  refreshFeed,
  shortenFeed,
  startFeed,
  TOP,
} from './feed';
import { type FeedSource, wholeFeed } from './feed-source';
import { photo } from './photo.fixture';

const at = (minute: number) => new Date(Date.UTC(2026, 4, 3) + minute * 60_000).toISOString();
const make = (number: number, taken: number, added = taken) =>
  photo(number, { takenAt: at(taken), addedAt: at(added) });

/** A server with these photos and pages of three. */
function server(photos: readonly Photo[], order: Order = 'taken') {
  const sorted = [...photos].sort((a, b) => {
    const [first, second] = [positionOf(a, order), positionOf(b, order)];
    return second.time - first.time || (first.id < second.id ? 1 : -1);
  });
  return {
    sorted,
    page({ after }: Checkpoint, limit = 3): Page {
      const from = sorted.findIndex((each) => {
        if (!after) return true;
        const { time, id } = positionOf(each, order);
        return time < after.time || (time === after.time && id < after.id);
      });
      const rest = from < 0 ? [] : sorted.slice(from);
      const list = rest.slice(0, limit);
      return {
        photos: list,
        nextCursor: rest.length > limit ? `after ${list.at(-1)?.id}` : null,
        newerCursor: after ? 'newer' : null,
      };
    },
    /** The page above a photo, or above a time where there is none. */
    above(first: Photo | undefined, before: number, limit = 3): Page {
      const index = first
        ? sorted.findIndex(({ id }) => id === first.id)
        : sorted.filter((each) => positionOf(each, order).time >= before).length;
      const from = Math.max(0, index - limit);
      return {
        photos: sorted.slice(from, index),
        nextCursor: 'older',
        newerCursor: from > 0 ? 'newer' : null,
      };
    },
  };
}

const nothing: Page = { photos: [], nextCursor: null, newerCursor: null };

const ids = (feed: Feed) => feed.photos.map(({ id }) => id);
const idsOf = (photos: readonly Photo[]) => photos.map(({ id }) => id);

function loadAll(source: ReturnType<typeof server>, order: Order = 'taken'): Feed {
  let feed = startFeed(source.page(TOP), wholeFeed(order));
  while (feed.next) feed = extendFeed(feed, source.page(feed.next));
  return feed;
}

describe('a feed', () => {
  it('grows page by page to all that the server has', () => {
    const source = server([5, 1, 4, 2, 8, 7, 7].map((minute, index) => make(index + 1, minute)));
    expect(ids(loadAll(source))).toEqual(idsOf(source.sorted));
  });

  it('becomes what the server has, whatever came and went, once each page was asked for again', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(minutes, minutes, fc.func(fc.boolean()), (before, added, stays) => {
        const old = before.map((minute, index) => make(index + 1, minute));
        const fresh = added.map((minute, index) => make(index + 500, minute));
        let feed = loadAll(server(old));
        const later = server([...old.filter(({ id }) => stays(id)), ...fresh]);
        feed = placePhotos(feed, fresh);
        for (const from of feed.checkpoints) {
          // A page that has grown is asked for until it meets the next one.
          for (let next: Checkpoint | null = from; next; ) {
            const page = later.page(next);
            feed = refreshFeed(feed, next, page);
            const last = page.photos.at(-1);
            next =
              page.nextCursor && last
                ? { ...TOP, cursor: page.nextCursor, after: positionOf(last, 'taken') }
                : null;
          }
        }
        expect(ids(feed)).toEqual(idsOf(later.sorted));
      }),
    );
  });

  it('is the same object where nothing has changed', () => {
    const source = server([make(1, 1), make(2, 2), make(3, 3), make(4, 4)]);
    const feed = loadAll(source);
    const again = { ...source.page(TOP), photos: source.page(TOP).photos.map((each) => ({ ...each })) };
    expect(refreshFeed(feed, TOP, again)).toBe(feed);
    expect(placePhotos(feed, again.photos)).toBe(feed);
  });

  it('loses what was removed within the page, and nothing beyond it', () => {
    const all = [1, 2, 3, 4, 5, 6].map((minute) => make(minute, minute));
    const feed = loadAll(server(all));
    const later = server(all.filter(({ id }) => id !== all[4]?.id));
    const seen = refreshFeed(feed, TOP, later.page(TOP));
    expect(ids(seen)).toEqual(idsOf(later.sorted));
  });

  it('places a photo that changed its time, and leaves out what is beyond its end', () => {
    const source = server([10, 20, 30, 40, 50].map((minute, index) => make(index + 1, minute)));
    const feed = startFeed(source.page(TOP), wholeFeed('taken'));
    const moved = make(5, 35);
    const placed = placePhotos(feed, [moved, make(9, 5)]);
    expect(placed.photos.map(({ takenAt }) => takenAt)).toEqual([at(40), at(35), at(30)]);
  });

  it('grows both ways from where it was entered to all that the server has', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(minutes, fc.integer({ min: 0, max: 41 }), (times, minute) => {
        const source = server(times.map((time, index) => make(index + 1, time)));
        const before = Date.parse(at(minute));
        const entered = { ...wholeFeed('taken'), before };
        let feed = startFeed(source.page(entryOf(entered)), entered);
        while (feed.next || feed.newer) {
          if (feed.newer) feed = raiseFeed(feed, source.above(feed.photos[0], before));
          if (feed.next) feed = extendFeed(feed, source.page(feed.next));
        }
        expect(ids(feed)).toEqual(idsOf(source.sorted));
        for (const from of feed.checkpoints) {
          const page = source.page(from);
          expect(refreshFeed(feed, from, page)).toBe(feed);
        }
        for (const each of feed.photos)
          expect(idsOf(source.page(checkpointOf(feed, each), 100).photos)).toContain(each.id);
      }),
    );
  });

  it('that was entered further down leaves out what is above', () => {
    const source = server([10, 20, 30, 40, 50].map((minute, index) => make(index + 1, minute)));
    const entered = { ...wholeFeed('taken'), before: Date.parse(at(35)) };
    const feed = startFeed(source.page(entryOf(entered), 2), entered);
    const placed = placePhotos(feed, [make(8, 45), make(9, 25)]);
    expect(placed.photos.map(({ takenAt }) => takenAt)).toEqual([at(30), at(25), at(20)]);
  });

  it('of one person, or of what others added lately, takes in nothing else', () => {
    const by = (number: number, name: string) =>
      photo(number, { uploader: { id: `${name}`, name }, takenAt: at(number), addedAt: at(number) });
    const film = { ...by(5, 'Anna'), kind: 'video' as const };
    const all = [by(1, 'Ben'), by(2, 'Cleo'), by(3, 'Ben'), by(4, 'Anna'), film];
    const feedOf = (filter: Partial<FeedSource>, order: Order) =>
      idsOf(placePhotos(startFeed(nothing, { ...wholeFeed(order), ...filter }), all).photos);
    expect(feedOf({ uploaderId: 'Ben' }, 'taken')).toEqual(idsOf([by(3, 'Ben'), by(1, 'Ben')]));
    expect(feedOf({ kind: 'video' }, 'taken')).toEqual(idsOf([film]));
    expect(feedOf({ kind: 'image', uploaderId: 'Ben' }, 'taken')).toEqual(
      idsOf([by(3, 'Ben'), by(1, 'Ben')]),
    );
    expect(feedOf({ fresh: { since: at(1), viewerId: 'Anna' } }, 'added')).toEqual(
      idsOf([by(3, 'Ben'), by(2, 'Cleo')]),
    );
  });

  it('does not show what is in the trash', () => {
    const source = server([make(1, 1), make(2, 2)]);
    const feed = loadAll(source);
    expect(placePhotos(feed, [{ ...make(2, 2), trashedAt: at(9) }]).photos).toHaveLength(1);
    expect(ids(dropPhotos(feed, new Set([make(1, 1).id])))).toEqual([make(2, 2).id]);
  });

  it('finds the page of a photo', () => {
    const source = server([1, 2, 3, 4, 5, 6, 7].map((minute) => make(minute, minute)));
    const feed = loadAll(source);
    expect(checkpointOf(feed, make(7, 7))).toBe(feed.checkpoints[0]);
    expect(checkpointOf(feed, make(4, 4))).toBe(feed.checkpoints[1]);
    expect(checkpointOf(feed, make(1, 1))).toBe(feed.checkpoints[2]);
  });
});

describe('additions', () => {
  const known = [make(1, 50, 1), make(2, 40, 2)];
  it('of old photos appear where they belong', () => {
    let { feed } = placeAdditions(loadAll(server(known)), server(known, 'added').page(TOP));
    const old = make(3, 45, 3);
    ({ feed } = placeAdditions(feed, server([...known, old], 'added').page(TOP)));
    expect(ids(feed)).toEqual(idsOf([known[0] as Photo, old, known[1] as Photo]));
  });

  it('say whether there are more of them than the page holds', () => {
    const { feed } = placeAdditions(loadAll(server(known)), server(known, 'added').page(TOP));
    const many = [3, 4, 5, 6, 7].map((number) => make(number, number, number));
    const source = server([...known, ...many], 'added');
    const first = placeAdditions(feed, source.page(TOP));
    expect(first.reached).toBe(false);
    expect(placeAdditions(feed, source.page(TOP, 6)).reached).toBe(true);
  });
});

it('looks soon while something is prepared, and ever later if nothing comes of it', () => {
  expect(nextLook(false, 0)).toBe(20_000);
  expect(nextLook(true, 0)).toBe(1_200);
  expect(nextLook(true, 3)).toBeGreaterThan(nextLook(true, 2));
  expect(nextLook(true, 50)).toBe(20_000);
});

describe('shortenFeed', () => {
  it('keeps whole pages from the top, and goes on where they end', () => {
    const photos = Array.from({ length: 450 }, (_, index) => make(index, 10_000 - index));
    const { page, sorted } = server(photos);
    let feed = startFeed(page(TOP, 100), wholeFeed('taken'));
    expect(shortenFeed(feed)).toBe(feed);
    while (feed.next) feed = extendFeed(feed, page(feed.next, 100));
    const short = shortenFeed(feed);
    expect(ids(short)).toEqual(idsOf(sorted.slice(0, 400)));
    let again = short;
    while (again.next) again = extendFeed(again, page(again.next, 100));
    expect(ids(again)).toEqual(idsOf(sorted));
    expect(again.checkpoints).toEqual(feed.checkpoints);
  });
});
