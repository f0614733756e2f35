import { useIsFocused } from 'expo-router';
import { type RefObject, useEffect, useRef } from 'react';
import type { WindowListHandle } from '@/components/window-list';
import type { FeedItem } from '../feed-items';
import { focusTile } from './focus-tile';

let lastViewed: string | null = null;
/** Remembers which photo the viewer shows, to come back to. */
export const noteViewed = (photoId: string): void => {
  lastViewed = photoId;
};

/** When the viewer closes, the feed shows the photo that was looked at last, and the keyboard is on it. */
export function useReturnToPhoto(list: RefObject<WindowListHandle | null>, items: readonly FeedItem[]): void {
  const focused = useIsFocused();
  const current = useRef(items);
  current.current = items;
  useEffect(() => {
    const photoId = lastViewed;
    if (!focused || photoId === null) return;
    lastViewed = null;
    const index = current.current.findIndex(
      ({ kind, photos }) => kind !== 'day' && photos.some(({ id }) => id === photoId),
    );
    if (index < 0) return;
    list.current?.show(index, 'middle', false);
    const soon = setTimeout(() => focusTile(photoId), 60);
    return () => clearTimeout(soon);
  }, [focused, list]);
}
