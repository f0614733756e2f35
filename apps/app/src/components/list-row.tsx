import type { Href } from 'expo-router';
import type { ReactNode } from 'react';
import { View, type ViewStyle } from 'react-native';
import { stylesheet, useTheme } from '@/lib/theme';
import { Icon } from './icon';
import { Text } from './text';
import { Touch, type TouchState } from './touch';

export interface ListRowProps {
  title: string;
  /** A line or two below. */
  note?: string | undefined;
  start?: ReactNode;
  end?: ReactNode;
  onPress?: () => void;
  href?: Href;
  danger?: boolean;
}

const useStyles = stylesheet(({ colors, space, motion }) => ({
  row: {
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.md,
    minHeight: 64,
    paddingHorizontal: space.lg,
    paddingVertical: space.md - 2,
    transitionProperty: 'background-color',
    transitionDuration: `${motion.quick}ms`,
  } as ViewStyle,
  lit: { backgroundColor: colors.hover },
  words: { flex: 1, minWidth: 0, gap: 1 },
}));

/** A line of a list: a person, a session, a thing to go to. */
export function ListRow({ title, note, start, end, onPress, href, danger = false }: ListRowProps) {
  const styles = useStyles();
  const { colors } = useTheme();
  const content = (
    <>
      {start}
      <View style={styles.words}>
        <Text variant="label" tone={danger ? 'danger' : 'ink'} numberOfLines={2}>
          {title}
        </Text>
        {note ? (
          <Text variant="small" tone="soft" numberOfLines={2}>
            {note}
          </Text>
        ) : null}
      </View>
      {end ?? (href === undefined ? null : <Icon name="chevron-end" size={20} color={colors.inkSoft} />)}
    </>
  );
  if (!onPress && href === undefined) return <View style={styles.row}>{content}</View>;
  return (
    <Touch
      {...(onPress ? { onPress } : {})}
      {...(href === undefined ? {} : { href })}
      style={({ pressed, hovered }: TouchState) => [styles.row, (pressed || hovered) && styles.lit]}
    >
      {content}
    </Touch>
  );
}
