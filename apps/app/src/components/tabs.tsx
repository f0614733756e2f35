import type { Href } from 'expo-router';
import { Platform, ScrollView, View, type ViewStyle } from 'react-native';
import { stylesheet, TARGET, useLayout } from '@/lib/theme';
import { Badge } from './badge';
import { Text } from './text';
import { Touch, type TouchState } from './touch';

export interface Tab {
  key: string;
  title: string;
  href: Href;
  onPress?: () => void;
  /** How many things wait there, and what they are for who does not see the number. */
  count?: number;
  note?: string;
}

const useStyles = stylesheet(({ colors, radius, space }) => ({
  scroll: { flexGrow: 0 },
  row: { flexDirection: 'row', gap: space.lg },
  rowWide: { gap: space.xl },
  tab: { minHeight: TARGET + 2, justifyContent: 'center', borderRadius: radius.sm } as ViewStyle,
  words: { flexDirection: 'row', alignItems: 'center', gap: space.xs },
  bar: {
    position: 'absolute',
    bottom: 0,
    start: 0,
    end: 0,
    height: 3,
    borderTopStartRadius: 3,
    borderTopEndRadius: 3,
    backgroundColor: 'transparent',
  },
  /** Read out alone: a name beside the words that are seen would have to repeat them. */
  said: { position: 'absolute', width: 1, height: 1, overflow: 'hidden', opacity: 0 },
  barHovered: { backgroundColor: colors.line },
  barChosen: { backgroundColor: colors.accentInk },
}));

/** The parts of a page, each at its own address. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  const styles = useStyles();
  const { wide } = useLayout();
  return (
    <ScrollView
      horizontal
      showsHorizontalScrollIndicator={false}
      style={styles.scroll}
      contentContainerStyle={[styles.row, wide && styles.rowWide]}
      role="navigation"
      aria-label={label}
    >
      {tabs.map(({ key, title, href, onPress, count, note }) => {
        const chosen = key === current;
        return (
          <Touch
            key={key}
            {...(onPress ? { onPress, role: 'link' as const } : { href })}
            {...({ 'aria-current': chosen ? 'page' : undefined } as object)}
            {...(Platform.OS === 'web' ? {} : { 'aria-selected': chosen })}
            {...(note && Platform.OS !== 'web' ? { label: `${title}, ${note}` } : {})}
            style={styles.tab}
          >
            {({ hovered }: TouchState) => (
              <>
                <View style={styles.words}>
                  <Text variant="label" tone={chosen ? 'ink' : 'soft'}>
                    {title}
                  </Text>
                  {count ? (
                    <View aria-hidden={note !== undefined}>
                      <Badge tone="accent">{String(count)}</Badge>
                    </View>
                  ) : null}
                  {note && Platform.OS === 'web' ? <Text style={styles.said}>{`, ${note}`}</Text> : null}
                </View>
                <View style={[styles.bar, hovered && styles.barHovered, chosen && styles.barChosen]} />
              </>
            )}
          </Touch>
        );
      })}
    </ScrollView>
  );
}
