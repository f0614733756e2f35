import { useLocalSearchParams, useRouter } from 'expo-router';
import { useCallback, useMemo } from 'react';
import { useMe } from '@/lib/session';
import { type FeedFilter, noFilter } from './feed-source';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What the address says is looked for in the feed; what it cannot be is nothing. */
export function useFilter(): FeedFilter {
  const {
    by = '',
    kind = '',
    since = '',
  } = useLocalSearchParams<{ by?: string; kind?: string; since?: string }>();
  const { id: viewerId } = useMe();
  return useMemo(() => {
    const known: FeedFilter = { ...noFilter, kind: kind === 'image' || kind === 'video' ? kind : null };
    if (moment.test(since)) return { ...known, fresh: { since, viewerId } };
    return uuid.test(by) ? { ...known, uploaderId: by } : known;
  }, [by, kind, since, viewerId]);
}

/** Looks for something else, at an address of its own. */
export function useShowFilter(groupId: string): (filter: FeedFilter) => void {
  const router = useRouter();
  return useCallback(
    ({ uploaderId, kind, fresh }) =>
      router.push({
        pathname: '/groups/[groupId]',
        params: {
          groupId,
          ...(uploaderId !== null && { by: uploaderId }),
          ...(kind !== null && { kind }),
          ...(fresh && { since: fresh.since }),
        },
      }),
    [router, groupId],
  );
}
