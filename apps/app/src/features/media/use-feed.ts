import { useQuery } from '@tanstack/react-query';
import type { Photo } from '@wmory/contract';
import { useCallback, useState } from 'react';
import { groupKeys } from '@/features/groups/queries';
import { api } from '@/lib/api';
import { keepAnswer } from '@/lib/kept-answers';
import { isProblem } from '@/lib/problems';
import { queryClient } from '@/lib/query-client';
import {
  type Checkpoint,
  checkpointOf,
  entryOf,
  extendFeed,
  type Feed,
  nextLook,
  type Page,
  placeAdditions,
  raiseFeed,
  refreshFeed,
  shortenFeed,
  startFeed,
  TOP,
} from './feed';
import { changeFeed, mediaKeys, readFeed, staleGroup } from './feed-cache';
import { type FeedSource, isFiltered, keyOfSource, wholeFeed } from './feed-source';

const PAGE = 100;
const ADDITIONS = 30;
/** Pages of additions that are caught up with; after a longer absence the feed begins anew. */
const MOST_PAGES = 5;
/** Milliseconds between two looks at what is on the screen. */
const GLANCE = 60_000;

/** What is remembered between two looks at one feed. */
interface Watch {
  /** Looks since anything that is being prepared has changed. */
  quiet: number;
  unready: string;
  /** 0: not since the app was opened; a feed of the last visit is looked at as a whole first. */
  glancedAt: number;
  /** The first photo on the screen. */
  top: Photo | null;
}
const watches = new Map<string, Watch>();

function watchOf(groupId: string, source: FeedSource): Watch {
  const key = `${groupId} ${keyOfSource(source)}`;
  const watch = watches.get(key) ?? { quiet: 0, unready: '', glancedAt: 0, top: null };
  watches.set(key, watch);
  return watch;
}

/** Of the source's photos those that come after a checkpoint, or before a cursor. */
function listPage(
  groupId: string,
  source: FeedSource,
  from: Checkpoint | { newer: string },
  limit: number,
  signal?: AbortSignal,
): Promise<Page> {
  const { order, uploaderId, kind, fresh } = source;
  const place =
    'newer' in from
      ? { cursor: from.newer, toward: 'newer' as const }
      : {
          ...(from.cursor !== null && { cursor: from.cursor }),
          ...(from.before !== null && { before: new Date(from.before).toISOString() }),
        };
  const filter = {
    ...(uploaderId !== null && { uploaderId }),
    ...(kind !== null && { kind }),
    ...(fresh && { since: fresh.since }),
  };
  const query = { order, limit, ...filter, ...place };
  return api.listPhotos({ params: { groupId }, query }, signal ? { signal } : {});
}

/** Asks again for the page that begins at a checkpoint. */
async function refreshPage(
  groupId: string,
  source: FeedSource,
  from: Checkpoint,
  signal?: AbortSignal,
): Promise<void> {
  const page = await listPage(groupId, source, from, PAGE, signal);
  changeFeed(groupId, source, (feed) => refreshFeed(feed, from, page));
}

/** Catches up with what others added; null when that is more than is worth catching up with. */
async function findAdditions(groupId: string, source: FeedSource, signal: AbortSignal): Promise<Feed | null> {
  let from = TOP;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await listPage(groupId, wholeFeed('added'), from, pages === 0 ? ADDITIONS : PAGE, signal);
    const feed = readFeed(groupId, source);
    if (!feed) return null;
    const placed = placeAdditions(feed, page);
    // Only once all of them are here are they known of: a look that breaks off begins again.
    if (placed.reached) return placed.feed;
    queryClient.setQueryData(mediaKeys.feed(groupId, source), { ...placed.feed, newest: feed.newest });
    from = { ...TOP, cursor: page.nextCursor };
  }
  return null;
}

const unreadyOf = (feed: Feed): Photo[] => feed.photos.filter(({ state }) => state === 'processing');

async function look(groupId: string, source: FeedSource, signal: AbortSignal): Promise<Feed> {
  const before = readFeed(groupId, source);
  const watch = watchOf(groupId, source);
  const due = Date.now() - watch.glancedAt > GLANCE;
  if (due) watch.glancedAt = Date.now();
  if (before) {
    const [first = null] = unreadyOf(before);
    const glance = first ?? (due ? (watch.top ?? before.photos[0] ?? null) : null);
    if (glance) await refreshPage(groupId, source, checkpointOf(before, glance), signal);
  }
  const feed =
    (before && (await findAdditions(groupId, source, signal))) ??
    startFeed(await listPage(groupId, source, entryOf(source), PAGE, signal), source);
  if (before && feed.photos.length !== before.photos.length) staleGroup(groupId);
  const unready = unreadyOf(feed)
    .map(({ id }) => id)
    .join();
  watch.quiet = unready === watch.unready ? watch.quiet + 1 : 0;
  watch.unready = unready;
  return feed;
}

/** Tells which photo is the first on the screen, so that the page around it is kept up to date. */
export function noteTop(groupId: string, source: FeedSource, photo: Photo): void {
  watchOf(groupId, source).top = photo;
}

/** Who is not let in any more is not in the group any more: the pages around the feed learn of it at once. */
const noteLoss =
  (groupId: string) =>
  (error: unknown): never => {
    if (isProblem(error, 'not-found'))
      void queryClient.invalidateQueries({ queryKey: groupKeys.one(groupId), exact: true });
    throw error;
  };

const renewed = new Map<string, number>();

/** Asks again for the page of a photo whose signed address does not work any more; not more often than it helps. */
export function renewAddresses(groupId: string, source: FeedSource, photo: Photo): void {
  const feed = readFeed(groupId, source);
  if (!feed) return;
  const from = checkpointOf(feed, photo);
  const key = `${groupId} ${keyOfSource(source)} ${from.cursor}`;
  if (Date.now() - (renewed.get(key) ?? 0) < 20_000) return;
  renewed.set(key, Date.now());
  refreshPage(groupId, source, from).catch(() => {});
}

const loading = new Map<string, Promise<void>>();

/** Loads a page that the feed goes on with; calls side by side share one. */
function loadPage(key: string, load: () => Promise<void>): Promise<void> {
  const running = loading.get(key) ?? load().finally(() => loading.delete(key));
  loading.set(key, running);
  return running;
}

async function loadMore(groupId: string, source: FeedSource): Promise<void> {
  const from = readFeed(groupId, source)?.next;
  if (!from) return;
  await loadPage(`older ${groupId} ${keyOfSource(source)}`, async () => {
    const page = await listPage(groupId, source, from, PAGE);
    changeFeed(groupId, source, (feed) =>
      feed.next?.cursor === from.cursor ? extendFeed(feed, page) : feed,
    );
  });
}

async function loadNewer(groupId: string, source: FeedSource): Promise<void> {
  const newer = readFeed(groupId, source)?.newer;
  if (!newer) return;
  await loadPage(`newer ${groupId} ${keyOfSource(source)}`, async () => {
    const page = await listPage(groupId, source, { newer }, PAGE);
    changeFeed(groupId, source, (feed) => (feed.newer === newer ? raiseFeed(feed, page) : feed));
  });
}

/** A group's feed: grows by `more` and upwards by `newer`, and follows what others add while it is on the screen. */
export function useFeed(groupId: string, source: FeedSource) {
  const query = useQuery({
    queryKey: mediaKeys.feed(groupId, source),
    queryFn: ({ signal }) => look(groupId, source, signal).catch(noteLoss(groupId)),
    structuralSharing: false,
    // Others are found again from here.
    ...(isFiltered(source) || source.before !== null ? {} : keepAnswer(shortenFeed)),
    staleTime: 10_000,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state: { data } }) =>
      nextLook(data !== undefined && unreadyOf(data).length > 0, watchOf(groupId, source).quiet),
  });
  const [stuck, setStuck] = useState(false);
  const more = useCallback(() => {
    setStuck(false);
    loadMore(groupId, source).catch(() => setStuck(true));
  }, [groupId, source]);
  const newer = useCallback(() => {
    // Whoever goes on scrolling tries again.
    loadNewer(groupId, source).catch(() => {});
  }, [groupId, source]);
  return { feed: query.data, error: query.error, refetch: query.refetch, more, newer, stuck };
}
