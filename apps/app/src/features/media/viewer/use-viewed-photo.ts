import { useQuery } from '@tanstack/react-query';
import type { Photo } from '@wmory/contract';
import { useEffect, useMemo } from 'react';
import { api } from '@/lib/api';
import { isProblem } from '@/lib/problems';
import { groupByDay } from '../day';
import { mediaKeys } from '../feed-cache';
import { useShownSource } from '../feed-place';
import { useFeed } from '../use-feed';

/** Pages of the feed that are looked through for a photo that was opened by its address. */
const MOST_PAGES = 5;
/** Neighbours left before the next page is loaded. */
const AHEAD = 12;

/** A photo with those around it, in the order in which the feed shows them. */
export interface Viewed {
  /** Undefined: not known yet. */
  photo: Photo | undefined;
  previous: Photo | null;
  next: Photo | null;
  /** From 1; null for a photo whose place in the feed is not loaded. */
  index: number | null;
  count: number;
  gone: boolean;
  error: unknown;
  refetch: () => unknown;
}

export function useViewedPhoto(groupId: string, photoId: string): Viewed {
  const source = useShownSource(groupId);
  const { order } = source;
  const { feed, error: lost, refetch, more, newer, stuck } = useFeed(groupId, source);
  const photos = useMemo(
    () => (feed ? groupByDay(feed.photos, order).flatMap((day) => day.photos) : []),
    [feed, order],
  );
  const at = photos.findIndex(({ id }) => id === photoId);
  const listed = photos[at];
  const single = useQuery({
    queryKey: mediaKeys.photo(groupId, photoId),
    queryFn: ({ signal }) => api.getPhoto({ params: { groupId, photoId } }, { signal }),
    // Where there is no feed to find it in, it is shown without its neighbours.
    enabled: (feed !== undefined || lost !== null) && listed === undefined,
    refetchInterval: ({ state: { data } }) => (data?.state === 'processing' ? 3000 : false),
  });
  const pages = feed?.checkpoints.length ?? 0;
  const wanted = listed ? at > photos.length - AHEAD : pages < MOST_PAGES;
  useEffect(() => {
    if (feed?.next && wanted && !stuck) more();
  }, [feed, wanted, stuck, more]);
  const wantsNewer = listed !== undefined && at < AHEAD;
  useEffect(() => {
    if (feed?.newer && wantsNewer) newer();
  }, [feed, wantsNewer, newer]);
  return {
    photo: listed ?? single.data,
    previous: photos[at - 1] ?? null,
    next: at < 0 ? null : (photos[at + 1] ?? null),
    index: at < 0 || feed?.newer ? null : at + 1,
    count: photos.length,
    gone:
      listed === undefined &&
      (isProblem(single.error, 'not-found') || isProblem(single.error, 'malformed-request')),
    error: listed === undefined ? single.error : null,
    refetch: () => {
      if (!feed) void refetch();
      return single.refetch();
    },
  };
}
