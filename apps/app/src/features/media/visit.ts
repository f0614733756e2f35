import type { Group } from '@wmory/contract';
import { useCallback, useEffect, useRef } from 'react';
import { create } from 'zustand';
import { groupKeys } from '@/features/groups/queries';
import { api } from '@/lib/api';
import { queryClient } from '@/lib/query-client';
import type { Feed } from './feed';

/** What was new when somebody came. */
export interface Visit {
  since: string;
  /** As far as it is counted. */
  count: number;
}

const useVisits = create<Record<string, Visit>>(() => ({}));

/** What was new in a group when it was come to last; null: nothing was. */
export const useVisit = (groupId: string): Visit | null => useVisits((visits) => visits[groupId] ?? null);

type Groups = { groups: Group[] };

/** Says that all has been seen that was added up to then; the next visit says so again where this one cannot. */
async function markSeen(groupId: string, through: string): Promise<void> {
  await api.markSeen({ params: { groupId }, body: { through } });
  const seen = (group: Group): Group =>
    group.id === groupId ? { ...group, seenAt: through, newCount: 0 } : group;
  queryClient.setQueryData<Group>(groupKeys.one(groupId), (group) => group && seen(group));
  queryClient.setQueryData<Groups>(groupKeys.list, (list) => list && { groups: list.groups.map(seen) });
}

async function latestAddition(groupId: string): Promise<string | null> {
  const query = { order: 'added', limit: 1 } as const;
  return (await api.listPhotos({ params: { groupId }, query })).photos[0]?.addedAt ?? null;
}

/** The group as it was a moment ago at most: what was kept of an earlier visit knows nothing of what came since. */
const askGroup = (groupId: string): Promise<Group> =>
  queryClient.fetchQuery({
    queryKey: groupKeys.one(groupId),
    queryFn: ({ signal }) => api.getGroup({ params: { groupId } }, { signal }),
    staleTime: 5_000,
  });

/** Keeps what is new to who comes to a feed, and tells the server what they have seen of it once it is shown. */
export function useMarkSeen(group: Group, feed: Feed | undefined, focused: boolean): void {
  const { id, newCount, seenAt } = group;
  const came = useRef(false);
  const note = useCallback((found: Pick<Group, 'id' | 'newCount' | 'seenAt'>) => {
    if (found.newCount === 0 || !found.seenAt || came.current) return;
    came.current = true;
    useVisits.setState({ [found.id]: { since: found.seenAt, count: found.newCount } });
  }, []);
  useEffect(() => note({ id, newCount, seenAt }), [note, id, newCount, seenAt]);

  const there = feed !== undefined && focused;
  const marked = useRef(seenAt);
  const through = feed?.newest ? new Date(feed.newest.time).toISOString() : null;
  useEffect(() => {
    if (!there) return;
    const mark = async () => {
      // Until others' additions are looked at, the latest is not known.
      const latest = through ?? (newCount > 0 || !seenAt ? await latestAddition(id) : null);
      if (latest === null || (marked.current && latest <= marked.current)) return;
      marked.current = latest;
      // Marked before it is heard of, what is new would be new to nobody.
      if (!came.current) note(await askGroup(id));
      await markSeen(id, latest);
    };
    mark().catch(() => {
      marked.current = seenAt;
    });
  }, [id, there, through, newCount, seenAt, note]);
}
