import type { Photo } from '@wmory/contract';
import type { Order } from './day';

/** What somebody looks for in a feed. */
export interface FeedFilter {
  /** Whose photos alone. */
  uploaderId: string | null;
  /** What others than the viewer added later than that alone, the latest first. */
  fresh: { since: string; viewerId: string } | null;
}

/** Which of a group's photos a feed is of, how they are ordered, and where it was entered. */
export interface FeedSource extends FeedFilter {
  order: Order;
  /** Before this time, in UTC milliseconds, as they are ordered; null: at the top. */
  before: number | null;
}

export const noFilter: FeedFilter = { uploaderId: null, fresh: null };

/** All of a group's photos, from the top. */
export const wholeFeed = (order: Order): FeedSource => ({ ...noFilter, order, before: null });

export const isFiltered = ({ uploaderId, fresh }: FeedFilter): boolean =>
  uploaderId !== null || fresh !== null;

/** The same for the same source, else another. */
export const keyOfSource = ({ order, uploaderId, fresh, before }: FeedSource): string =>
  [order, uploaderId ?? 'all', fresh?.since ?? 'ever', before ?? 'top'].join(' ');

/** Whether a photo that the group shows belongs into the feed, wherever that was entered. */
export const isOf = ({ uploaderId, fresh }: FeedFilter, { uploader, addedAt }: Photo): boolean =>
  (uploaderId === null || uploader?.id === uploaderId) &&
  (fresh === null || (addedAt > fresh.since && uploader?.id !== fresh.viewerId));
