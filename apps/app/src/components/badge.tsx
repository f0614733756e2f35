import { View } from 'react-native';
import { stylesheet } from '@/lib/theme';
import { Text } from './text';

export type BadgeTone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  badge: {
    borderRadius: radius.full,
    paddingHorizontal: 10,
    paddingVertical: 3,
    alignSelf: 'center',
    flexShrink: 0,
    gap: space.xs,
  },
  neutral: { backgroundColor: colors.press },
  accent: { backgroundColor: colors.accentSoft },
  success: { backgroundColor: colors.successSoft },
  warning: { backgroundColor: colors.warningSoft },
  danger: { backgroundColor: colors.dangerSoft },
  neutralInk: { color: colors.inkSoft },
  accentInk: { color: colors.onAccentSoft },
  successInk: { color: colors.successInk },
  warningInk: { color: colors.warningInk },
  dangerInk: { color: colors.dangerInk },
}));

/** A word about the thing beside it, such as a role. */
export function Badge({ children, tone = 'neutral' }: { children: string; tone?: BadgeTone }) {
  const styles = useStyles();
  return (
    <View style={[styles.badge, styles[tone]]}>
      <Text variant="caption" style={styles[`${tone}Ink`]}>
        {children}
      </Text>
    </View>
  );
}
