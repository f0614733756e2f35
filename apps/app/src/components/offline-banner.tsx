import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { queryClient } from '@/lib/query-client';
import { useReachable } from '@/lib/reachability';
import { stylesheet, useTheme } from '@/lib/theme';
import { Icon } from './icon';
import { Text } from './text';

const useStyles = stylesheet(({ colors, space }) => ({
  banner: {
    backgroundColor: colors.warningSoft,
    flexDirection: 'row',
    alignItems: 'center',
    justifyContent: 'center',
    gap: space.sm,
    paddingHorizontal: space.lg,
    paddingBottom: 9,
  },
  words: { color: colors.warningInk, flexShrink: 1 },
}));

const EVERY = 8000;

/** Says that the server does not answer, and asks it again from time to time. */
export function OfflineBanner() {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const insets = useSafeAreaInsets();
  const reachable = useReachable();
  useEffect(() => {
    if (reachable) return;
    const asking = setInterval(() => void queryClient.refetchQueries({ type: 'active' }), EVERY);
    return () => clearInterval(asking);
  }, [reachable]);
  if (reachable) return null;
  return (
    <View style={[styles.banner, { paddingTop: 9 + insets.top }]} role="status" aria-live="polite">
      <Icon name="offline" size={18} color={colors.warningInk} />
      <Text variant="caption" style={styles.words}>
        {t('failure.offline')}
      </Text>
    </View>
  );
}
