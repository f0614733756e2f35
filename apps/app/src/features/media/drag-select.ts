import type { RefObject } from 'react';
import type { View } from 'react-native';

/** The list scrolls with the finger; photos are selected one by one. */
export function useDragSelect(_feed: RefObject<View | null>, _shownIds: () => readonly string[]): void {}
