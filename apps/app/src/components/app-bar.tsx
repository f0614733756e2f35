import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { stylesheet, useLayout } from '@/lib/theme';
import { IconButton } from './icon-button';
import { Text } from './text';

export interface AppBarProps {
  title: string;
  back?: (() => void) | undefined;
  actions?: ReactNode;
  /** As wide as the content below it. */
  width?: number;
}

const useStyles = stylesheet(({ space }) => ({
  bar: {
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.xs,
    minHeight: 56,
    width: '100%',
    alignSelf: 'center',
    paddingHorizontal: space.lg,
  },
  barWide: { alignSelf: 'flex-start', paddingHorizontal: space.xxxl, paddingTop: space.xxl, minHeight: 88 },
  back: { marginStart: -space.md },
  title: { flex: 1 },
  actions: { flexDirection: 'row', alignItems: 'center', gap: space.sm },
}));

/** The head of a page: its name, the way back on phones, and what to do there. */
export function AppBar({ title, back, actions, width }: AppBarProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const insets = useSafeAreaInsets();
  return (
    <View
      style={[
        styles.bar,
        wide && styles.barWide,
        { marginTop: insets.top },
        width ? { maxWidth: width } : null,
      ]}
    >
      {back && !wide ? (
        <View style={styles.back}>
          <IconButton icon="back" label={t('common.back')} onPress={back} />
        </View>
      ) : null}
      <Text variant={wide || !back ? 'title' : 'heading'} level={1} numberOfLines={1} style={styles.title}>
        {title}
      </Text>
      {actions ? <View style={styles.actions}>{actions}</View> : null}
    </View>
  );
}
