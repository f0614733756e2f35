import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MyJoinRequest } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Card, Section } from '@/components/card';
import { EmptyState } from '@/components/empty-state';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { SectionError } from '@/components/section-error';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { formatDay, formatDistance } from '@/lib/format';
import { explain } from '@/lib/problems';
import { useTheme } from '@/lib/theme';

const KEY = ['join-requests'];

/** Takes an open request of one's own back. */
function useWithdraw() {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (requestId: string) => api.withdrawJoinRequest({ params: { requestId } }),
    onSuccess: () => showToast({ message: t('requests.withdrawn') }),
    onError: (error) => showToast({ message: explain(error), tone: 'problem' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

/** What came of following an invite where admins let in: they were asked, or have said no lately. */
export function JoinOutcome({ request, onWithdrawn }: { request: MyJoinRequest; onWithdrawn: () => void }) {
  const { t } = useTranslation();
  const { mutate: withdraw, isPending } = useWithdraw();
  const { groupName: group, endsAt, id } = request;
  const date = formatDay(endsAt);
  if (request.state === 'declined') {
    return (
      <EmptyState
        icon="people"
        title={t('requests.declinedTitle')}
        body={t('requests.declinedBody', { group, date })}
      >
        <Button title={t('failure.home')} href="/groups" />
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="clock"
      title={t('requests.pendingTitle')}
      body={t('requests.pendingBody', { group, date })}
    >
      <Button title={t('failure.home')} variant="primary" href="/groups" />
      <Button
        title={t('requests.withdraw')}
        loading={isPending}
        onPress={() => withdraw(id, { onSuccess: onWithdrawn })}
      />
    </EmptyState>
  );
}

/** Where one has asked to join, until there is an answer that has been seen. */
export function MyJoinRequests() {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { mutate: withdraw } = useWithdraw();
  const {
    data: requests,
    error,
    refetch,
  } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.listMyJoinRequests({}, { signal }),
    select: (answer) => answer.requests,
  });
  if (error && !requests)
    return (
      <Section title={t('requests.mine')}>
        <SectionError error={error} onRetry={() => void refetch()} />
      </Section>
    );
  // Most people have asked nowhere: what is not there most of the time is not announced.
  if (!requests || requests.length === 0) return null;
  return (
    <Section title={t('requests.mine')}>
      <Card list>
        {requests.map(({ id, groupName, state, askedAt, endsAt }) => (
          <ListRow
            key={id}
            start={<Icon name="clock" color={colors.inkSoft} />}
            title={groupName}
            note={
              state === 'pending'
                ? t('requests.minePending', { when: formatDistance(askedAt) })
                : t('requests.mineDeclined', { date: formatDay(endsAt) })
            }
            end={
              state === 'pending' ? (
                <Button
                  title={t('requests.withdraw')}
                  label={`${t('requests.withdraw')}: ${groupName}`}
                  onPress={() => withdraw(id)}
                />
              ) : undefined
            }
          />
        ))}
      </Card>
    </Section>
  );
}
