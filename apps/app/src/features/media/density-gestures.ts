import type { RefObject } from 'react';
import type { View } from 'react-native';

/** There is no wheel; how photos are shown is chosen in the menu. */
export function useDensityGestures(_feed: RefObject<View | null>, _on: boolean): void {}
