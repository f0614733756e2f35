import { useMemo } from 'react';
import { create } from 'zustand';
import { type FeedFilter, type FeedSource, keyOfSource, wholeFeed } from './feed-source';
import { useFeedView } from './feed-view';

interface Places {
  /** Before which time a feed was entered, by its group and by what is looked for in it. */
  entries: Record<string, number | null>;
  /** What is shown of each group. */
  shown: Record<string, FeedSource>;
}

const usePlaces = create<Places>(() => ({ entries: {}, shown: {} }));

const keyOfEntry = (groupId: string, filter: FeedFilter, order: FeedSource['order']): string =>
  `${groupId} ${keyOfSource({ ...filter, order, before: null })}`;

/** What is shown of a group: what is looked for, from where it was entered last. */
export function useSource(groupId: string, { uploaderId, kind, fresh }: FeedFilter): FeedSource {
  const chosen = useFeedView(({ order }) => order);
  const order = fresh ? 'added' : chosen;
  const { since, viewerId } = fresh ?? { since: null, viewerId: null };
  const before = usePlaces(
    ({ entries }) => entries[keyOfEntry(groupId, { uploaderId, kind, fresh }, order)] ?? null,
  );
  return useMemo(
    () => ({
      order,
      uploaderId,
      kind,
      fresh: since === null || viewerId === null ? null : { since, viewerId },
      before,
    }),
    [order, uploaderId, kind, since, viewerId, before],
  );
}

/** Enters a feed anew: before a time, or at the top. */
export function enterFeed(groupId: string, source: FeedSource, before: number | null): void {
  tops.delete(keyOfTop(groupId, { ...source, before }));
  const key = keyOfEntry(groupId, source, source.order);
  usePlaces.setState(({ entries }) => ({ entries: { ...entries, [key]: before } }));
}

/** Tells what is shown of a group. */
export function noteSource(groupId: string, source: FeedSource): void {
  if (usePlaces.getState().shown[groupId] === source) return;
  usePlaces.setState(({ shown }) => ({ shown: { ...shown, [groupId]: source } }));
}

/** What was shown of a group last. */
export function useShownSource(groupId: string): FeedSource {
  const order = useFeedView((view) => view.order);
  const shown = usePlaces((places) => places.shown[groupId]);
  return useMemo(() => shown ?? wholeFeed(order), [shown, order]);
}

/** What is at the top of the window. */
export interface Top {
  /** Null: the start of the feed. */
  photoId: string | null;
  /** Whether it is the heading above that photo. */
  heading: boolean;
  /** How many pixels of its line are above the window. */
  beyond: number;
}

const tops = new Map<string, Top>();
const keyOfTop = (groupId: string, source: FeedSource): string => `${groupId} ${keyOfSource(source)}`;

/** Where a feed was left, to be changed as it moves: the same object for the same feed. */
export function topOf(groupId: string, source: FeedSource): Top {
  const key = keyOfTop(groupId, source);
  const top = tops.get(key) ?? { photoId: null, heading: false, beyond: 0 };
  tops.set(key, top);
  return top;
}

const useTop = create<{ month: string | null }>(() => ({ month: null }));

/** Tells of which month the photo at the top of the window is. */
export function noteMonth(month: string): void {
  if (useTop.getState().month !== month) useTop.setState({ month });
}

/** The month of the photo at the top of the window. */
export const useTopMonth = (): string | null => useTop(({ month }) => month);
