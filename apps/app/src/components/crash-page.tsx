import type { ErrorBoundaryProps } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { startAfresh } from '@/lib/start-afresh';
import { stylesheet } from '@/lib/theme';
import { Button } from './button';
import { EmptyState } from './empty-state';

const useStyles = stylesheet(({ colors }) => ({ page: { flex: 1, backgroundColor: colors.ground } }));

// A script that is asked for late, while offline or after the server was updated.
const isAbsentScript = (error: Error): boolean =>
  /^(AsyncRequireError|ChunkLoadError)$/.test(error.name) || /^Loading module/.test(error.message);

/** Stands in for a page that threw while it was drawn. */
export function CrashPage({ error, retry }: ErrorBoundaryProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const absent = isAbsentScript(error);
  return (
    <View style={styles.page}>
      <EmptyState
        icon="alert"
        title={t(absent ? 'failure.title' : 'failure.crashTitle')}
        body={t(absent ? 'failure.connection' : 'failure.crashBody')}
        alert
      >
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
