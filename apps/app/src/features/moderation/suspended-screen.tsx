import { useQuery } from '@tanstack/react-query';
import { Redirect } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/empty-state';
import { Loading } from '@/components/loading';
import { usePageTitle } from '@/components/page-title';
import { Text } from '@/components/text';
import { api } from '@/lib/api';
import { formatDay } from '@/lib/format';
import { stylesheet } from '@/lib/theme';
import { DecisionView } from './decision-card';
import { useSuspension } from './suspension';

const useStyles = stylesheet(({ space }) => ({
  page: { gap: space.xl },
  head: { gap: space.sm },
}));

/** Why an account is suspended, and the appeal against it, for who cannot log in. */
export function SuspendedScreen() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { suspension } = useSuspension();
  const ticket = suspension?.ticket ?? '';
  usePageTitle(t('suspended.title'));
  const { data, error, refetch } = useQuery({
    queryKey: ['suspension', ticket],
    queryFn: () => api.viewSuspension({ body: { ticket } }),
    enabled: suspension !== null,
    gcTime: 0,
  });
  if (!suspension) return <Redirect href="/log-in" />;
  const send = (decisionId: string) => async (text: string) => {
    await api.appealSuspension({ body: { ticket, decisionId, text } });
    await refetch();
  };
  return (
    <View style={styles.page}>
      <View style={styles.head}>
        <Text variant="title" level={1}>
          {t('suspended.title')}
        </Text>
        <Text tone="soft">
          {suspension.until
            ? t('suspended.until', { date: formatDay(suspension.until) })
            : t('suspended.forever')}
        </Text>
      </View>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        data.decisions.map((decision) => (
          <DecisionView key={decision.id} decision={decision} send={send(decision.id)} />
        ))
      ) : (
        <Loading rows={[200]} />
      )}
      <Button title={t('account.backToLogIn')} href="/log-in" />
    </View>
  );
}
