import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { Loading } from '@/components/loading';
import { MoreButton } from '@/components/more-button';
import { CaseRow } from './case-row';
import { addressOf, type QueueFilter, useQueue, useQueueFilter } from './queue';
import { QueueFilters } from './queue-filters';

const whole: QueueFilter = { scope: null, state: 'waiting', reason: null };

/** The cases that wait, with what narrows them down. */
export function QueueList() {
  const { t } = useTranslation();
  const { filter, caseId, change } = useQueueFilter();
  const query = useQueue(filter);
  const { data: cases, error, refetch } = query;
  const filtered = filter.scope !== null || filter.state !== 'waiting' || filter.reason !== null;
  return (
    <>
      <QueueFilters />
      {error && !cases ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !cases ? (
        <Loading rows={[76, 76, 76]} />
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
      <MoreButton title={t('moderation.older')} query={query} />
    </>
  );
}
