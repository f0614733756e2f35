import { useInfiniteQuery } from '@tanstack/react-query';
import { type Case, CaseReason, CaseState } from '@wmory/contract';
import { useGlobalSearchParams, useRouter } from 'expo-router';
import { api } from '@/lib/api';
import { useLayout } from '@/lib/theme';
import { moderationKeys } from './queries';

/** Which cases are shown; it stands in the address, so that a link or a reload shows the same. */
export interface QueueFilter {
  /** Null: wherever the person may judge. */
  scope: 'platform' | { groupId: string } | null;
  state: CaseState | 'waiting';
  reason: CaseReason | null;
}

const PAGE = 50;
/** Milliseconds between two looks at what waits. */
const LOOK = 60_000;

const one = (param: string | string[] | undefined): string => (typeof param === 'string' ? param : '');

/** Whether there is room for the queue beside a case, beside the sidebar. */
export const useTwoPanes = (): boolean => useLayout().width >= 1180;

/** The address of the queue, or of one of its cases, that keeps the filter. */
export function addressOf({ scope, state, reason }: QueueFilter, caseId?: string): string {
  const params = new URLSearchParams();
  if (scope === 'platform') params.set('tier', 'platform');
  else if (scope) params.set('group', scope.groupId);
  if (state !== 'waiting') params.set('state', state);
  if (reason) params.set('reason', reason);
  const query = params.toString();
  return `/moderation${caseId ? `/${caseId}` : ''}${query === '' ? '' : `?${query}`}`;
}

/** The filter of the address, with the way to change it. */
export function useQueueFilter(): { filter: QueueFilter; caseId: string; change: (to: QueueFilter) => void } {
  const params = useGlobalSearchParams();
  const router = useRouter();
  const [tier, groupId, caseId] = [one(params['tier']), one(params['group']), one(params['caseId'])];
  const state = CaseState.safeParse(params['state']);
  const reason = CaseReason.safeParse(params['reason']);
  return {
    filter: {
      scope: tier === 'platform' ? 'platform' : groupId === '' ? null : { groupId },
      state: state.data ?? 'waiting',
      reason: reason.data ?? null,
    },
    caseId,
    change: (to) => router.replace(addressOf(to) as '/moderation'),
  };
}

const queryOf = ({ scope, state, reason }: QueueFilter) => ({
  state,
  ...(scope === 'platform' ? { tier: scope } : scope ? { groupId: scope.groupId } : {}),
  ...(reason ? { reason } : {}),
});

/** The cases that I may see, those that wait longest first. */
export const useQueue = (filter: QueueFilter) =>
  useInfiniteQuery({
    queryKey: [...moderationKeys.cases, 'list', queryOf(filter)],
    queryFn: ({ pageParam, signal }) =>
      api.listCases(
        {
          query: {
            ...queryOf(filter),
            order: filter.state === 'waiting' || filter.state === 'appealed' ? 'oldest' : 'newest',
            limit: PAGE,
            ...(pageParam ? { cursor: pageParam } : {}),
          },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    select: ({ pages }) => pages.flatMap((page) => page.cases),
    refetchInterval: LOOK,
  });

/** The case so many places on from another in the queue; the first one from none. */
export function stepFrom(cases: readonly Case[], caseId: string, by: 1 | -1): Case | undefined {
  const at = cases.findIndex(({ id }) => id === caseId);
  return at < 0 ? (by > 0 ? cases[0] : undefined) : cases[at + by];
}
