import { useQuery } from '@tanstack/react-query';
import i18n from 'i18next';
import { useGroups } from '@/features/groups/queries';
import { api } from '@/lib/api';
import { useMe } from '@/lib/session';
import { moderationKeys } from './queries';

interface Waiting {
  count: number;
  /** Whether there are more than were counted. */
  more: boolean;
}

const PAGE = 50;
/** Milliseconds between two looks. */
const LOOK = 5 * 60_000;

/** "3 cases wait". */
export const sayWaiting = ({ count, more }: Waiting): string =>
  more ? i18n.t('moderation.waitingMany', { count }) : i18n.t('moderation.waiting', { count });

/** Whether I judge in one group, or anywhere; what waits for me there; and why that is not known. */
export function useJudging(groupId?: string) {
  const me = useMe();
  const { data: groups, error: unlisted, refetch: listAgain } = useGroups();
  const judges =
    me.moderator || (groups ?? []).some(({ id, abilities }) => abilities.moderate && (groupId ?? id) === id);
  const {
    data,
    error: uncounted,
    refetch: countAgain,
  } = useQuery({
    queryKey: [...moderationKeys.cases, 'waiting', groupId ?? null],
    queryFn: ({ signal }) =>
      api.listCases({ query: { limit: PAGE, ...(groupId ? { groupId } : {}) } }, { signal }),
    enabled: judges,
    refetchInterval: LOOK,
  });
  const waiting: Waiting | null =
    judges && data ? { count: data.cases.length, more: data.nextCursor !== null } : null;
  const [error, again] = judges
    ? [data ? null : uncounted, countAgain]
    : [groups ? null : unlisted, listAgain];
  return { judges, waiting, error, retry: () => void again() };
}

/** How many cases wait for me, in one group or anywhere; null where I judge nothing or it is not known. */
export const useWaiting = (groupId?: string): Waiting | null => useJudging(groupId).waiting;
