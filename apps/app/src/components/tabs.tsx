import type { Href } from 'expo-router';
import { ScrollView, View, type ViewStyle } from 'react-native';
import { stylesheet, TARGET } from '@/lib/theme';
import { Text } from './text';
import { Touch, type TouchState } from './touch';

export interface Tab {
  key: string;
  title: string;
  href: Href;
  onPress?: () => void;
}

const useStyles = stylesheet(({ colors, radius, space }) => ({
  scroll: { flexGrow: 0 },
  row: { flexDirection: 'row', gap: space.xl },
  tab: { minHeight: TARGET + 2, justifyContent: 'center', borderRadius: radius.sm } as ViewStyle,
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
  barHovered: { backgroundColor: colors.line },
  barChosen: { backgroundColor: colors.accentInk },
}));

/** The parts of a page, each at its own address. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  const styles = useStyles();
  return (
    <ScrollView
      horizontal
      showsHorizontalScrollIndicator={false}
      style={styles.scroll}
      contentContainerStyle={styles.row}
      role="navigation"
      aria-label={label}
    >
      {tabs.map(({ key, title, href, onPress }) => {
        const chosen = key === current;
        return (
          <Touch
            key={key}
            {...(onPress ? { onPress, role: 'link' as const } : { href })}
            {...({ 'aria-current': chosen ? 'page' : undefined } as object)}
            aria-selected={chosen}
            style={styles.tab}
          >
            {({ hovered }: TouchState) => (
              <>
                <Text variant="label" tone={chosen ? 'ink' : 'soft'}>
                  {title}
                </Text>
                <View style={[styles.bar, hovered && styles.barHovered, chosen && styles.barChosen]} />
              </>
            )}
          </Touch>
        );
      })}
    </ScrollView>
  );
}
