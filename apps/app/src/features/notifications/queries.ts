import { useMutation, useQuery } from '@tanstack/react-query';
import type { LetterChoices, Notifications } from '@wmory/contract';
import { api } from '@/lib/api';
import { keepAnswer } from '@/lib/kept-answers';
import { queryClient } from '@/lib/query-client';

const key = ['me', 'notifications'] as const;

/** Which letters I get, of those that can be turned off. */
export const useNotifications = () =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.getNotifications({}, { signal }),
    ...keepAnswer<Notifications>(),
  });

/** Shows a change before the server has it; answers what takes that back. */
async function showAhead(change: (known: Notifications) => Notifications): Promise<() => void> {
  await queryClient.cancelQueries({ queryKey: key });
  const before = queryClient.getQueryData<Notifications>(key);
  if (before) queryClient.setQueryData(key, change(before));
  return () => queryClient.setQueryData(key, before);
}

const askAgain = () => queryClient.invalidateQueries({ queryKey: key });

/** Chooses of which kinds letters come, and how often. */
export const useChooseLetters = () =>
  useMutation({
    mutationFn: (wish: Partial<LetterChoices>) => api.updateNotifications({ body: wish }),
    onMutate: (wish) => showAhead((known) => ({ ...known, letters: { ...known.letters, ...wish } })),
    onError: (_error, _wish, takeBack) => takeBack?.(),
    onSettled: askAgain,
  });

/** Leaves a group out of letters about new photos, or takes it in again. */
export const useMuteGroup = () =>
  useMutation({
    mutationFn: ({ groupId, muted }: { groupId: string; muted: boolean }) =>
      (muted ? api.muteGroup : api.unmuteGroup)({ params: { groupId } }),
    onMutate: ({ groupId, muted }) =>
      showAhead((known) => {
        const others = known.mutedGroups.filter((id) => id !== groupId);
        return { ...known, mutedGroups: muted ? [...others, groupId] : others };
      }),
    onError: (_error, _wish, takeBack) => takeBack?.(),
    onSettled: askAgain,
  });
