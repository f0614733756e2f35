import { View } from 'react-native';
import { create } from 'zustand';
import { Text } from '@/components/text';
import { stylesheet } from '@/lib/theme';
import { dayTitle } from './day';
import type { FeedItem } from './feed-items';
import { useIsSelecting } from './selection';

const useStyles = stylesheet(({ colors, radius, space, elevation }) => ({
  place: { position: 'absolute', top: space.sm, zIndex: 3, pointerEvents: 'none' },
  pill: {
    paddingHorizontal: space.md,
    paddingVertical: 6,
    borderRadius: radius.full,
    backgroundColor: colors.raised,
    boxShadow: elevation.menu,
  },
}));

/** The day of the first line on the screen; null where its own heading says it. */
const useTopDay = create<{ day: number | null }>(() => ({ day: null }));

/** Tells which line is the first on the screen, and of which day it is. */
export function noteTopLine(item: FeedItem | undefined, dayOfFirst: number | null): void {
  const day =
    !item || item.kind === 'day' ? null : item.kind === 'band' ? (item.blocks[0]?.day ?? null) : dayOfFirst;
  if (useTopDay.getState().day !== day) useTopDay.setState({ day });
}

/** Stays at the top while the photos of its day pass below; the headings say the same to screen readers. */
export function StickyDay({ inset }: { inset: number }) {
  const styles = useStyles();
  const day = useTopDay((top) => top.day);
  // It would lie over the box of the first photo.
  const selecting = useIsSelecting();
  if (day === null || selecting) return null;
  return (
    <View style={[styles.place, { start: inset }]} aria-hidden testID="sticky-day">
      <View style={styles.pill}>
        <Text variant="label">{dayTitle(day, true)}</Text>
      </View>
    </View>
  );
}
