import type { MediaKind, Photo } from '@wmory/contract';
import type { Order } from './day';

/** What somebody looks for in a feed. */
export interface FeedFilter {
  /** Whose photos alone. */
  uploaderId: string | null;
  /** Photos or videos alone. */
  kind: MediaKind | null;
  /** What others than the viewer added later than that alone, the latest first. */
  fresh: { since: string; viewerId: string } | null;
}

/** Which of a group's photos a feed is of, how they are ordered, and where it was entered. */
export interface FeedSource extends FeedFilter {
  order: Order;
  /** Before this time, in UTC milliseconds, as they are ordered; null: at the top. */
  before: number | null;
}

export const noFilter: FeedFilter = { uploaderId: null, kind: null, fresh: null };

/** All of a group's photos, from the top. */
export const wholeFeed = (order: Order): FeedSource => ({ ...noFilter, order, before: null });

export const isFiltered = ({ uploaderId, kind, fresh }: FeedFilter): boolean =>
  uploaderId !== null || kind !== null || fresh !== null;

/** The same for the same source, else another. */
export const keyOfSource = ({ order, uploaderId, kind, fresh, before }: FeedSource): string =>
  [order, uploaderId ?? 'all', kind ?? 'both', fresh?.since ?? 'ever', before ?? 'top'].join(' ');

/** Whether a photo that the group shows belongs into the feed, wherever that was entered. */
export const isOf = (
  { uploaderId, kind, fresh }: FeedFilter,
  { uploader, addedAt, kind: own }: Photo,
): boolean =>
  (uploaderId === null || uploader?.id === uploaderId) &&
  (kind === null || own === kind) &&
  (fresh === null || (addedAt > fresh.since && uploader?.id !== fresh.viewerId));
