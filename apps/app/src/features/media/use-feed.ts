import { useQuery } from '@tanstack/react-query';
import type { Photo } from '@wmory/contract';
import { useCallback, useState } from 'react';
import { groupKeys } from '@/features/groups/queries';
import { api } from '@/lib/api';
import { keepAnswer } from '@/lib/kept-answers';
import { isProblem } from '@/lib/problems';
import { queryClient } from '@/lib/query-client';
import type { Order } from './day';
import {
  type Checkpoint,
  checkpointOf,
  extendFeed,
  type Feed,
  nextLook,
  placeAdditions,
  refreshFeed,
  shortenFeed,
  startFeed,
} from './feed';
import { changeFeed, mediaKeys, readFeed, staleGroup } from './feed-cache';

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

function watchOf(groupId: string, order: Order): Watch {
  const key = `${groupId} ${order}`;
  const watch = watches.get(key) ?? { quiet: 0, unready: '', glancedAt: 0, top: null };
  watches.set(key, watch);
  return watch;
}

const listPage = (
  groupId: string,
  order: Order,
  cursor: string | null,
  limit: number,
  signal?: AbortSignal,
) =>
  api.listPhotos(
    { params: { groupId }, query: { order, limit, ...(cursor === null ? {} : { cursor }) } },
    signal ? { signal } : {},
  );

/** Asks again for the page that begins at a checkpoint. */
async function refreshPage(
  groupId: string,
  order: Order,
  from: Checkpoint,
  signal?: AbortSignal,
): Promise<void> {
  const page = await listPage(groupId, order, from.cursor, PAGE, signal);
  changeFeed(groupId, order, (feed) => refreshFeed(feed, from, page));
}

/** Catches up with what others added; null when that is more than is worth catching up with. */
async function findAdditions(groupId: string, order: Order, signal: AbortSignal): Promise<Feed | null> {
  let cursor: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await listPage(groupId, 'added', cursor, pages === 0 ? ADDITIONS : PAGE, signal);
    const feed = readFeed(groupId, order);
    if (!feed) return null;
    const placed = placeAdditions(feed, page);
    // Only once all of them are here are they known of: a look that breaks off begins again.
    if (placed.reached) return placed.feed;
    queryClient.setQueryData(mediaKeys.feed(groupId, order), { ...placed.feed, newest: feed.newest });
    cursor = page.nextCursor;
  }
  return null;
}

const unreadyOf = (feed: Feed): Photo[] => feed.photos.filter(({ state }) => state === 'processing');

async function look(groupId: string, order: Order, signal: AbortSignal): Promise<Feed> {
  const before = readFeed(groupId, order);
  const watch = watchOf(groupId, order);
  const due = Date.now() - watch.glancedAt > GLANCE;
  if (due) watch.glancedAt = Date.now();
  if (before) {
    const [first = null] = unreadyOf(before);
    const glance = first ?? (due ? (watch.top ?? before.photos[0] ?? null) : null);
    if (glance) await refreshPage(groupId, order, checkpointOf(before, glance), signal);
  }
  const feed =
    (before && (await findAdditions(groupId, order, signal))) ??
    startFeed(await listPage(groupId, order, null, PAGE, signal), order);
  if (before && feed.photos.length !== before.photos.length) staleGroup(groupId);
  const unready = unreadyOf(feed)
    .map(({ id }) => id)
    .join();
  watch.quiet = unready === watch.unready ? watch.quiet + 1 : 0;
  watch.unready = unready;
  return feed;
}

/** Tells which photo is the first on the screen, so that the page around it is kept up to date. */
export function noteTop(groupId: string, order: Order, photo: Photo): void {
  watchOf(groupId, order).top = photo;
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
export function renewAddresses(groupId: string, order: Order, photo: Photo): void {
  const feed = readFeed(groupId, order);
  if (!feed) return;
  const from = checkpointOf(feed, photo);
  const key = `${groupId} ${order} ${from.cursor}`;
  if (Date.now() - (renewed.get(key) ?? 0) < 20_000) return;
  renewed.set(key, Date.now());
  refreshPage(groupId, order, from).catch(() => {});
}

const loading = new Map<string, Promise<void>>();

/** Loads the page that follows; calls side by side share one. */
function loadMore(groupId: string, order: Order): Promise<void> {
  const key = `${groupId} ${order}`;
  const running = loading.get(key);
  if (running) return running;
  const from = readFeed(groupId, order)?.next;
  if (!from) return Promise.resolve();
  const load = listPage(groupId, order, from.cursor, PAGE)
    .then((page) =>
      changeFeed(groupId, order, (feed) =>
        feed.next?.cursor === from.cursor ? extendFeed(feed, page) : feed,
      ),
    )
    .finally(() => loading.delete(key));
  loading.set(key, load);
  return load;
}

/** A group's feed: grows by `more`, and follows what others add while it is on the screen. */
export function useFeed(groupId: string, order: Order) {
  const query = useQuery({
    queryKey: mediaKeys.feed(groupId, order),
    queryFn: ({ signal }) => look(groupId, order, signal).catch(noteLoss(groupId)),
    structuralSharing: false,
    ...keepAnswer(shortenFeed),
    staleTime: 10_000,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state: { data } }) =>
      nextLook(data !== undefined && unreadyOf(data).length > 0, watchOf(groupId, order).quiet),
  });
  const [stuck, setStuck] = useState(false);
  const more = useCallback(() => {
    setStuck(false);
    loadMore(groupId, order).catch(() => setStuck(true));
  }, [groupId, order]);
  return { feed: query.data, error: query.error, refetch: query.refetch, more, stuck };
}
