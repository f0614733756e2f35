import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PartingTerms } from '@wmory/contract';
import { api } from '@/lib/api';
import { updateMe, useMe } from '@/lib/session';
import { groupKeys } from '../groups/queries';

const key = ['me', 'deletion'] as const;

/** The deletion of my account that waits; null where none does. */
export const useDeletion = () =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.getDeletion({}, { signal }),
    select: ({ deletion }) => deletion,
  });

export interface DeletionWish {
  photos: PartingTerms;
  groups: { groupId: string; photos: PartingTerms }[];
}

/** Has my account deleted in two weeks. */
export function useRequestDeletion() {
  const me = useMe();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: DeletionWish) => api.requestDeletion({ body }),
    onSuccess: (deletion) => {
      queryClient.setQueryData(key, { deletion });
      updateMe({ ...me, deletionAt: deletion.finalAt });
      return queryClient.invalidateQueries({ queryKey: groupKeys.all });
    },
  });
}

/** Keeps my account. One that stays anyway, as it was kept elsewhere, is none to keep and all is well. */
export function useKeepAccount() {
  const me = useMe();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.keepAccount(),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: key });
      await queryClient.invalidateQueries({ queryKey: groupKeys.all });
    },
    onSuccess: () => updateMe({ ...me, deletionAt: null }),
  });
}
