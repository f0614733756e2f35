import type { Photo } from '@wmory/contract';
import type { Order } from './day';
import { type FeedSource, isOf } from './feed-source';

/** A place in the feed: after all that is newer, or as new with a greater id. */
export interface Position {
  time: number;
  id: string;
}

/** Where a page began, to ask for it again: at a cursor, before a time, or without either at the top. */
export interface Checkpoint {
  cursor: string | null;
  before: number | null;
  after: Position | null;
}

export const TOP: Checkpoint = { cursor: null, before: null, after: null };

/** Before a time; no id comes before the empty one. */
const beforeTime = (before: number): Checkpoint => ({
  cursor: null,
  before,
  after: { time: before, id: '' },
});

/** Where a feed is entered. */
export const entryOf = ({ before }: FeedSource): Checkpoint => (before === null ? TOP : beforeTime(before));

/** What is known of a group's feed: all photos from where the first page begins down to where the last one ends. */
export interface Feed {
  source: FeedSource;
  /** In the server's order: newest first. */
  photos: readonly Photo[];
  checkpoints: readonly Checkpoint[];
  /** Where to go on; null: all is here. */
  next: Checkpoint | null;
  /** The cursor from which newer photos are listed; null: none are. */
  newer: string | null;
  /** The latest addition that is known of; null: nobody has asked yet. */
  newest: Position | null;
}

export interface Page {
  photos: readonly Photo[];
  nextCursor: string | null;
  newerCursor: string | null;
}

export const positionOf = (photo: Photo, order: Order): Position => ({
  time: Date.parse(order === 'taken' ? photo.takenAt : photo.addedAt),
  id: photo.id,
});

/** Negative: `a` comes first. */
const compare = (a: Position, b: Position): number =>
  b.time - a.time || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/** The known object where it says the same, so that nothing is drawn again. */
function keepSame(known: ReadonlyMap<string, Photo>, fresh: Photo): Photo {
  const old = known.get(fresh.id);
  return old && JSON.stringify(old) === JSON.stringify(fresh) ? old : fresh;
}

const byId = (feed: Feed): Map<string, Photo> => new Map(feed.photos.map((photo) => [photo.id, photo]));

function sorted(photos: Photo[], order: Order): Photo[] {
  return photos
    .map((photo) => ({ photo, at: positionOf(photo, order) }))
    .sort((a, b) => compare(a.at, b.at))
    .map(({ photo }) => photo);
}

const sameList = (a: readonly Photo[], b: readonly Photo[]): boolean =>
  a.length === b.length && a.every((photo, index) => photo === b[index]);

function checkpointAfter(page: Page, order: Order): Checkpoint | null {
  const last = page.photos.at(-1);
  return page.nextCursor === null || !last
    ? null
    : { cursor: page.nextCursor, before: null, after: positionOf(last, order) };
}

/** The feed as its first page shows it. */
export function startFeed(page: Page, source: FeedSource): Feed {
  return {
    source,
    photos: page.photos,
    checkpoints: [entryOf(source)],
    next: checkpointAfter(page, source.order),
    newer: page.newerCursor,
    newest: null,
  };
}

/** The feed with the page of newer photos above it. */
export function raiseFeed(feed: Feed, page: Page): Feed {
  const { order } = feed.source;
  const [first] = page.photos;
  const fresh = new Set(page.photos.map(({ id }) => id));
  const photos = sorted([...page.photos, ...feed.photos.filter(({ id }) => !fresh.has(id))], order);
  const start =
    page.newerCursor === null ? TOP : first ? beforeTime(positionOf(first, order).time + 1) : null;
  return {
    ...feed,
    photos,
    checkpoints: start ? [start, ...feed.checkpoints] : feed.checkpoints,
    newer: page.newerCursor,
  };
}

/** The feed with the page that follows it. */
export function extendFeed(feed: Feed, page: Page): Feed {
  const { next } = feed;
  const { order } = feed.source;
  if (!next) return feed;
  const fresh = new Set(page.photos.map(({ id }) => id));
  const photos = sorted([...feed.photos.filter(({ id }) => !fresh.has(id)), ...page.photos], order);
  return { ...feed, photos, checkpoints: [...feed.checkpoints, next], next: checkpointAfter(page, order) };
}

/**
 * The feed with a page that was asked for again: between where it begins and where it ends the feed is as the
 * page says, so that what was removed goes and what was added is there. The same object where nothing changed.
 */
export function refreshFeed(feed: Feed, from: Checkpoint, page: Page): Feed {
  const { order } = feed.source;
  const known = byId(feed);
  const until = checkpointAfter(page, order);
  const fresh = page.photos.map((photo) => keepSame(known, photo));
  const ids = new Set(fresh.map(({ id }) => id));
  const others = feed.photos.filter((photo) => {
    if (ids.has(photo.id)) return false;
    const at = positionOf(photo, order);
    const before = from.after !== null && compare(at, from.after) <= 0;
    const after = until !== null && until.after !== null && compare(at, until.after) > 0;
    return before || after;
  });
  const photos = sorted([...others, ...fresh], order);
  // A page without an end reaches that of the feed; one that ends further down moves it.
  const end = feed.next?.after ?? null;
  const further = until?.after && end && compare(until.after, end) > 0;
  const next = until === null || further ? until : feed.next;
  if (sameList(photos, feed.photos) && next === feed.next) return feed;
  return { ...feed, photos, next };
}

/** The feed with single photos added or replaced; those beyond what is loaded, or not of it, are left out. */
export function placePhotos(feed: Feed, placed: readonly Photo[]): Feed {
  if (placed.length === 0) return feed;
  const { source, next, newer, checkpoints } = feed;
  const { order } = source;
  const known = byId(feed);
  const start = newer === null ? null : (checkpoints[0]?.after ?? null);
  const within = (photo: Photo) => {
    const at = positionOf(photo, order);
    return (
      (next?.after == null || compare(at, next.after) <= 0) && (start === null || compare(at, start) > 0)
    );
  };
  const fresh = placed.map((photo) => keepSame(known, photo));
  const ids = new Set(fresh.map(({ id }) => id));
  const kept = feed.photos.filter(({ id }) => !ids.has(id));
  const photos = sorted(
    [...kept, ...fresh.filter((photo) => photo.trashedAt === null && isOf(source, photo) && within(photo))],
    order,
  );
  return sameList(photos, feed.photos) ? feed : { ...feed, photos };
}

/**
 * The feed with a page of the latest additions. `reached` says whether the page goes down to what was known, so
 * that nothing newer is left out.
 */
export function placeAdditions(feed: Feed, page: Page): { feed: Feed; reached: boolean } {
  const [first] = page.photos;
  const last = page.photos.at(-1);
  const { newest } = feed;
  const placed = placePhotos(feed, page.photos);
  const top = first ? positionOf(first, 'added') : null;
  const later = top !== null && (newest === null || compare(top, newest) < 0);
  const reached =
    newest === null || page.nextCursor === null || !last || compare(positionOf(last, 'added'), newest) >= 0;
  return { feed: later ? { ...placed, newest: top } : placed, reached };
}

/** The feed without some photos. */
export function dropPhotos(feed: Feed, ids: ReadonlySet<string>): Feed {
  const photos = feed.photos.filter(({ id }) => !ids.has(id));
  return photos.length === feed.photos.length ? feed : { ...feed, photos };
}

/** Photos of a feed that are kept for when there is no network. */
const KEPT = 400;

/** The feed as far as it is kept: its first pages, whole. */
export function shortenFeed(feed: Feed): Feed {
  if (feed.photos.length <= KEPT) return feed;
  const { order } = feed.source;
  const end = feed.checkpoints.findLast(
    ({ after }) => after !== null && compare(after, positionOf(feed.photos[KEPT] as Photo, order)) <= 0,
  );
  const after = end?.after;
  if (!end || !after) return feed;
  return {
    ...feed,
    photos: feed.photos.filter((photo) => compare(positionOf(photo, order), after) <= 0),
    checkpoints: feed.checkpoints.slice(0, feed.checkpoints.indexOf(end)),
    next: end,
  };
}

/** The checkpoint whose page holds a photo. */
export function checkpointOf(feed: Feed, photo: Photo): Checkpoint {
  const at = positionOf(photo, feed.source.order);
  const before = feed.checkpoints.filter(({ after }) => after === null || compare(after, at) < 0);
  return before.at(-1) ?? TOP;
}

/** Milliseconds to the next look: soon while something is being prepared, and ever later if nothing comes of it. */
export function nextLook(processing: boolean, quietLooks: number): number {
  return processing ? Math.min(20_000, 1_200 * 1.5 ** quietLooks) : 20_000;
}
