import { View, type ViewStyle } from 'react-native';
import { stylesheet, TARGET } from '@/lib/theme';
import { Text } from './text';
import { Touch } from './touch';

const useStyles = stylesheet(({ colors, radius, space, motion }) => ({
  row: {
    minHeight: TARGET,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.lg,
    borderRadius: radius.sm,
  },
  words: { flex: 1 },
  track: {
    width: 46,
    height: 28,
    borderRadius: radius.full,
    padding: 3,
    backgroundColor: colors.lineStrong,
    transitionProperty: 'background-color',
    transitionDuration: `${motion.quick}ms`,
  } as ViewStyle,
  on: { backgroundColor: colors.accent },
  thumb: {
    width: 22,
    height: 22,
    borderRadius: radius.full,
    backgroundColor: '#FFFFFF',
    boxShadow: '0 1px 3px rgba(0,0,0,0.3)',
  },
  thumbOn: { alignSelf: 'flex-end' },
}));

/** Something that is on or off, at once. */
export function Switch({
  label,
  hint,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  value: boolean;
  onChange: (on: boolean) => void;
}) {
  const styles = useStyles();
  return (
    <Touch
      role="switch"
      label={label}
      aria-checked={value}
      onPress={() => onChange(!value)}
      style={styles.row}
    >
      <View style={styles.words}>
        <Text variant="label">{label}</Text>
        {hint ? (
          <Text variant="small" tone="soft">
            {hint}
          </Text>
        ) : null}
      </View>
      <View style={[styles.track, value && styles.on]}>
        <View style={[styles.thumb, value && styles.thumbOn]} />
      </View>
    </Touch>
  );
}
