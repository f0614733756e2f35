import type { ReactNode } from 'react';
import { View } from 'react-native';
import { stylesheet, useTheme } from '@/lib/theme';
import { Icon } from './icon';
import type { IconName } from './icon-paths';
import { Text } from './text';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  box: {
    flexDirection: 'row',
    gap: space.md,
    padding: 14,
    borderRadius: radius.md,
    alignItems: 'flex-start',
  },
  danger: { backgroundColor: colors.dangerSoft },
  info: { backgroundColor: colors.accentSoft },
  text: { flex: 1 },
}));

/** Something to know, said in place: why a form was refused, or what comes next. */
export function Notice({
  tone = 'info',
  icon,
  children,
}: {
  tone?: 'info' | 'danger';
  icon?: IconName;
  children: ReactNode;
}) {
  const styles = useStyles();
  const { colors } = useTheme();
  const ink = tone === 'danger' ? colors.dangerInk : colors.onAccentSoft;
  return (
    <View style={[styles.box, styles[tone]]} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon name={icon ?? (tone === 'danger' ? 'alert' : 'info')} size={20} color={ink} />
      <Text variant="small" style={[styles.text, { color: ink }]}>
        {children}
      </Text>
    </View>
  );
}
