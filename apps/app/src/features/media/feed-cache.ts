import type { Photo } from '@wmory/contract';
import { groupKeys } from '@/features/groups/queries';
import { queryClient } from '@/lib/query-client';
import type { Order } from './day';
import { dropPhotos, type Feed, placePhotos } from './feed';

/** Where feeds and the trash lie in the query cache. */
export const mediaKeys = {
  feeds: (groupId: string) => [...groupKeys.media(groupId), 'feed'] as const,
  feed: (groupId: string, order: Order) => [...groupKeys.media(groupId), 'feed', order] as const,
  photo: (groupId: string, photoId: string) => [...groupKeys.media(groupId), 'photo', photoId] as const,
  trash: (groupId: string) => [...groupKeys.media(groupId), 'trash'] as const,
};

export const readFeed = (groupId: string, order: Order): Feed | undefined =>
  queryClient.getQueryData<Feed>(mediaKeys.feed(groupId, order));

/** Changes a feed that is loaded. */
export function changeFeed(groupId: string, order: Order, change: (feed: Feed) => Feed): void {
  const feed = readFeed(groupId, order);
  if (!feed) return;
  const changed = change(feed);
  if (changed !== feed) queryClient.setQueryData(mediaKeys.feed(groupId, order), changed);
}

function changeFeeds(groupId: string, change: (feed: Feed) => Feed): void {
  changeFeed(groupId, 'taken', change);
  changeFeed(groupId, 'added', change);
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
}
