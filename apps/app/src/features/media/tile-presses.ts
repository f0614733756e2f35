import type { RefObject } from 'react';
import type { View } from 'react-native';
import type { FeedContext } from './feed-context';

/** Each tile hears its own presses. */
export function useTilePresses(_feed: RefObject<View | null>, _context: FeedContext): void {}
