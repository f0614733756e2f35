import { type ReactNode, useEffect } from 'react';
import { ErrorState } from '@/components/empty-state';
import { Loading } from '@/components/loading';
import { NotFoundPage } from '@/components/not-found-page';
import { Screen } from '@/components/screen';
import { Skeleton } from '@/components/skeleton';
import { isProblem } from '@/lib/problems';
import { useForgetGroup, useGroup } from './queries';
import { ThisGroupProvider } from './this-group';

/** Says that there is no such group, or not any more, and forgets what was kept of it. */
function LostGroup({ groupId }: { groupId: string }) {
  const forget = useForgetGroup();
  useEffect(() => forget(groupId, 'inactive'), [forget, groupId]);
  return <NotFoundPage />;
}

/** Lets through to a group's pages once the group is there. */
export function GroupGate({ groupId, children }: { groupId: string; children: ReactNode }) {
  const { data: group, error, refetch } = useGroup(groupId);
  if (isProblem(error, 'not-found') || isProblem(error, 'malformed-request'))
    return <LostGroup groupId={groupId} />;
  if (group) return <ThisGroupProvider group={group}>{children}</ThisGroupProvider>;
  return (
    <Screen title="WMORY" bare>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading style={{ gap: 12, paddingTop: 24 }}>
          <Skeleton width={240} height={30} />
          <Skeleton width={160} height={16} />
        </Loading>
      )}
    </Screen>
  );
}
