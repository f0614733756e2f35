import type { Photo } from '@wmory/contract';
import { groupKeys } from '@/features/groups/queries';
import { queryClient } from '@/lib/query-client';
import { dropPhotos, type Feed, placePhotos } from './feed';
import { type FeedSource, keyOfSource } from './feed-source';

/** Where feeds and the trash lie in the query cache. */
export const mediaKeys = {
  /** Of every group. */
  all: ['media'] as const,
  feeds: (groupId: string) => [...groupKeys.media(groupId), 'feed'] as const,
  feed: (groupId: string, source: FeedSource) =>
    [...groupKeys.media(groupId), 'feed', keyOfSource(source)] as const,
  months: (groupId: string) => [...groupKeys.media(groupId), 'months'] as const,
  photo: (groupId: string, photoId: string) => [...groupKeys.media(groupId), 'photo', photoId] as const,
  trash: (groupId: string) => [...groupKeys.media(groupId), 'trash'] as const,
};

export const readFeed = (groupId: string, source: FeedSource): Feed | undefined =>
  queryClient.getQueryData<Feed>(mediaKeys.feed(groupId, source));

/** Changes a feed that is loaded. */
export function changeFeed(groupId: string, source: FeedSource, change: (feed: Feed) => Feed): void {
  const feed = readFeed(groupId, source);
  if (!feed) return;
  const changed = change(feed);
  if (changed !== feed) queryClient.setQueryData(mediaKeys.feed(groupId, source), changed);
}

function changeFeeds(groupId: string, change: (feed: Feed) => Feed): void {
  for (const [, feed] of queryClient.getQueriesData<Feed>({ queryKey: mediaKeys.feeds(groupId) }))
    if (feed) changeFeed(groupId, feed.source, change);
}

/** Shows photos that are new or have changed, wherever they belong. */
export function showPhotos(groupId: string, photos: readonly Photo[]): void {
  changeFeeds(groupId, (feed) => placePhotos(feed, photos));
  for (const photo of photos) queryClient.setQueryData(mediaKeys.photo(groupId, photo.id), photo);
}

/** Takes photos away from where they are shown. */
export function hidePhotos(groupId: string, photoIds: readonly string[]): void {
  const ids = new Set(photoIds);
  changeFeeds(groupId, (feed) => dropPhotos(feed, ids));
}

/** The group's count and cover may have changed; so may its trash. */
export function staleGroup(groupId: string): void {
  void queryClient.invalidateQueries({ queryKey: groupKeys.one(groupId), exact: true });
  void queryClient.invalidateQueries({ queryKey: groupKeys.list });
  void queryClient.invalidateQueries({ queryKey: mediaKeys.trash(groupId) });
  void queryClient.invalidateQueries({ queryKey: mediaKeys.months(groupId) });
}
