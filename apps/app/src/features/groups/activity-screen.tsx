import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/card';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { Loading } from '@/components/loading';
import { MoreButton } from '@/components/more-button';
import { Screen } from '@/components/screen';
import { api } from '@/lib/api';
import { byDay, nameOfDay } from './activity';
import { ActivityRow } from './activity-row';
import { groupKeys } from './queries';
import { useThisGroup } from './this-group';

/** Who did what in the group, in sentences, the latest first. */
export function ActivityScreen() {
  const { t } = useTranslation();
  const { id: groupId } = useThisGroup();
  const query = useInfiniteQuery({
    queryKey: groupKeys.audit(groupId),
    queryFn: ({ pageParam, signal }) =>
      api.listGroupAudit(
        { params: { groupId }, query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const { data, error, isPending, refetch } = query;
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];

  return (
    <Screen title={t('groups.activity')} part toRead width={860}>
      {isPending ? (
        <Loading rows={[56, 56, 56, 56]} />
      ) : error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : entries.length === 0 ? (
        <EmptyState icon="activity" title={t('activity.emptyTitle')} body={t('activity.emptyBody')} />
      ) : (
        byDay(entries).map(({ day, happenings }) => (
          <Section key={day} title={nameOfDay(day)}>
            <Card list>
              {happenings.map(({ entry, count }) => (
                <ActivityRow key={entry.id} entry={entry} count={count} />
              ))}
            </Card>
          </Section>
        ))
      )}
      <MoreButton title={t('activity.older')} query={query} />
    </Screen>
  );
}
