import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { Skeleton } from '@/components/skeleton';
import { CaseRow } from './case-row';
import { addressOf, type QueueFilter, useQueue, useQueueFilter } from './queue';
import { QueueFilters } from './queue-filters';

const whole: QueueFilter = { scope: null, state: 'waiting', reason: null };

/** The cases that wait, with what narrows them down. */
export function QueueList() {
  const { t } = useTranslation();
  const { filter, caseId, change } = useQueueFilter();
  const { data: cases, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useQueue(filter);
  const filtered = filter.scope !== null || filter.state !== 'waiting' || filter.reason !== null;
  return (
    <>
      <QueueFilters />
      {error && !cases ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !cases ? (
        <View style={{ gap: 12 }} aria-busy>
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} height={76} round={14} />
          ))}
        </View>
      ) : cases.length === 0 ? (
        <EmptyState
          icon="shield"
          title={t(filtered ? 'moderation.emptyFilterTitle' : 'moderation.emptyTitle')}
          body={t(filtered ? 'moderation.emptyFilterBody' : 'moderation.emptyBody')}
        >
          {filtered ? <Button title={t('moderation.filter.reset')} onPress={() => change(whole)} /> : null}
        </EmptyState>
      ) : (
        <Card list>
          {cases.map((each) => (
            <CaseRow key={each.id} case={each} here={each.id === caseId} href={addressOf(filter, each.id)} />
          ))}
        </Card>
      )}
      {hasNextPage ? (
        <Button
          title={t('moderation.older')}
          loading={isFetchingNextPage}
          onPress={() => void fetchNextPage()}
        />
      ) : null}
    </>
  );
}
