import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { startSession, useSession } from '@/lib/session';
import { stylesheet, useTheme } from '@/lib/theme';
import { Button } from './button';
import { EmptyState } from './empty-state';
import { Mark } from './mark';

const useStyles = stylesheet(({ colors }) => ({
  page: { flex: 1, backgroundColor: colors.ground, alignItems: 'center', justifyContent: 'center' },
}));

/** What is shown until it is known who is there, or while the server does not say. */
export function StartPage() {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const status = useSession((store) => store.state.status);
  return (
    <View style={styles.page} aria-busy={status === 'starting'}>
      {status === 'unreachable' ? (
        <EmptyState icon="offline" title={t('failure.startTitle')} body={t('failure.startBody')} alert>
          <Button
            title={t('common.retry')}
            icon="refresh"
            variant="primary"
            onPress={() => void startSession()}
          />
        </EmptyState>
      ) : (
        <Mark size={56} first={colors.accentInk} second={colors.ink} />
      )}
    </View>
  );
}
