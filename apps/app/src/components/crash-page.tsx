import type { ErrorBoundaryProps } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { startAfresh } from '@/lib/start-afresh';
import { stylesheet } from '@/lib/theme';
import { Button } from './button';
import { EmptyState } from './empty-state';

const useStyles = stylesheet(({ colors }) => ({ page: { flex: 1, backgroundColor: colors.ground } }));

/** Stands in for a page that threw while it was drawn. */
export function CrashPage({ retry }: ErrorBoundaryProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <View style={styles.page}>
      <EmptyState icon="alert" title={t('failure.crashTitle')} body={t('failure.crashBody')} alert>
        <Button
          title={t('failure.reload')}
          icon="refresh"
          variant="primary"
          onPress={() => startAfresh(retry)}
        />
      </EmptyState>
    </View>
  );
}
