import { ConnectionError } from '@wmory/contract';
import { View } from 'react-native';
import { startSession, useSession } from '@/lib/session';
import { stylesheet, useTheme } from '@/lib/theme';
import { ErrorState } from './empty-state';
import { Mark } from './mark';

const useStyles = stylesheet(({ colors }) => ({
  page: { flex: 1, backgroundColor: colors.ground, alignItems: 'center', justifyContent: 'center' },
}));

const lost = new ConnectionError();

/** What is shown until it is known who is there, or while the server does not say. */
export function StartPage() {
  const styles = useStyles();
  const { colors } = useTheme();
  const status = useSession((store) => store.state.status);
  return (
    <View style={styles.page} aria-busy={status === 'starting'}>
      {status === 'unreachable' ? (
        <ErrorState error={lost} onRetry={() => void startSession()} />
      ) : (
        <Mark size={56} first={colors.accentInk} second={colors.ink} />
      )}
    </View>
  );
}
