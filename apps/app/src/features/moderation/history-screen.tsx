import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocalSearchParams, useRouter } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Card, Section } from '@/components/card';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { Loading } from '@/components/loading';
import { MoreButton } from '@/components/more-button';
import { Screen } from '@/components/screen';
import { Text } from '@/components/text';
import { byDay, nameOfDay } from '@/features/groups/activity';
import { ActivityRow } from '@/features/groups/activity-row';
import { api } from '@/lib/api';
import { stylesheet } from '@/lib/theme';

const useStyles = stylesheet(({ space }) => ({
  filter: { flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center', gap: space.md },
}));

/** All that happened on the server, or what one person did, or what happened to one thing; for moderators. */
export function HistoryScreen() {
  const styles = useStyles();
  const { t } = useTranslation();
  const router = useRouter();
  const { actor, subject, group, name } = useLocalSearchParams<Record<string, string>>();
  const filter = {
    ...(actor ? { actorId: actor } : subject ? { subjectId: subject } : group ? { groupId: group } : {}),
  };
  const query = useInfiniteQuery({
    queryKey: ['moderation', 'history', filter],
    queryFn: ({ pageParam, signal }) =>
      api.listPlatformAudit(
        { query: { ...filter, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const { data, error, isPending, refetch } = query;
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const filtered = Object.keys(filter).length > 0;
  return (
    <Screen
      title={t('moderation.history.title')}
      width={860}
      toRead
      back={() => router.dismissTo('/moderation')}
      actions={<Button title={t('moderation.case.back')} variant="quiet" href="/moderation" />}
    >
      {filtered ? (
        <View style={styles.filter}>
          <Text tone="soft">
            {actor
              ? t('moderation.history.of', { name: name || t('activity.gonePerson') })
              : t(group ? 'moderation.history.inGroup' : 'moderation.history.about')}
          </Text>
          <Button title={t('moderation.history.all')} href="/moderation/history" />
        </View>
      ) : null}
      {isPending ? (
        <Loading rows={[56, 56, 56, 56]} />
      ) : error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : entries.length === 0 ? (
        <EmptyState
          icon="activity"
          title={t('moderation.history.emptyTitle')}
          body={t('moderation.history.emptyBody')}
        />
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
