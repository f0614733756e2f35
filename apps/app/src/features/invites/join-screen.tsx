import type { MyJoinRequest } from '@wmory/contract';
import { useRouter } from 'expo-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { Loading } from '@/components/loading';
import { usePageTitle } from '@/components/page-title';
import { Skeleton } from '@/components/skeleton';
import { StartPage } from '@/components/start-page';
import { showToast } from '@/components/toast';
import { useLinkToken } from '@/lib/link-token';
import { explain, isProblem } from '@/lib/problems';
import { useSession } from '@/lib/session';
import { AuthFrame } from '../accounts/auth-frame';
import { ReportDialog } from '../moderation/report-dialog';
import { InviteCard } from './invite-card';
import { JoinOutcome } from './join-outcome';
import { keepPendingInvite, pendingInvite } from './pending-invite';
import { useInvitePreview, useJoinGroup } from './queries';

/** Where an invite link leads: what it is for, and a way in. */
export function JoinScreen() {
  const { t } = useTranslation();
  const router = useRouter();
  const status = useSession((store) => store.state.status);
  const inLink = useLinkToken();
  const token = inLink ?? pendingInvite();
  const preview = useInvitePreview(token);
  const joining = useJoinGroup();
  const [asked, setAsked] = useState<MyJoinRequest | null>(null);
  const [reporting, setReporting] = useState(false);
  const dead = isProblem(preview.error, 'invite-invalid') || isProblem(preview.error, 'malformed-request');
  usePageTitle(preview.data ? t('join.title', { group: preview.data.groupName }) : t('join.join'));

  useEffect(() => {
    if (inLink) keepPendingInvite(inLink);
  }, [inLink]);
  useEffect(() => {
    if (dead) keepPendingInvite(null);
  }, [dead]);

  const join = async () => {
    if (!token) return;
    const answer = await joining.mutateAsync(token).catch(() => null);
    if (!answer) return;
    keepPendingInvite(null);
    if (answer.outcome === 'joined') {
      showToast({ message: t('join.joined', { group: answer.group.name }) });
      router.replace(`/groups/${answer.group.id}`);
    } else {
      setAsked(answer.request);
    }
  };

  if (status === 'starting' || status === 'unreachable') return <StartPage />;
  return (
    <AuthFrame>
      {asked ? (
        <JoinOutcome request={asked} onWithdrawn={() => router.replace('/groups')} />
      ) : token === null || dead ? (
        <EmptyState
          level={1}
          icon="link"
          title={t('join.badTitle')}
          body={t(token === null ? 'join.incompleteBody' : 'join.badBody')}
        >
          <Button title={t(status === 'in' ? 'failure.home' : 'failure.start')} href="/" />
        </EmptyState>
      ) : preview.data ? (
        <InviteCard
          invite={preview.data}
          loggedIn={status === 'in'}
          joining={joining.isPending}
          problem={joining.error ? explain(joining.error) : null}
          onJoin={() => void join()}
          onReport={() => setReporting(true)}
        />
      ) : preview.error ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : (
        <Loading style={{ gap: 14 }}>
          <Skeleton width="45%" height={18} />
          <Skeleton width="80%" height={34} />
          <Skeleton width="60%" height={18} />
        </Loading>
      )}
      {reporting && token !== null ? (
        <ReportDialog subject={{ kind: 'invite', token }} onClose={() => setReporting(false)} />
      ) : null}
    </AuthFrame>
  );
}
