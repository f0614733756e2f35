import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { GivenRole } from '@wmory/contract';
import { api } from '@/lib/api';
import { keepAnswer } from '@/lib/kept-answers';
import { groupKeys } from '../groups/queries';

/** Who is in the group, by role and then by name. */
export const useMembers = (groupId: string) =>
  useQuery({
    queryKey: groupKeys.members(groupId),
    queryFn: ({ signal }) => api.listMembers({ params: { groupId } }, { signal }),
    select: ({ members }) => members,
    ...keepAnswer(),
  });

function useGroupMutation<Input>(mutationFn: (input: Input) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    // Counts, roles and abilities all follow from the group: ask for it again with what lies below it.
    onSettled: () => queryClient.invalidateQueries({ queryKey: groupKeys.all }),
  });
}

export const useChangeRole = (groupId: string) =>
  useGroupMutation(({ userId, role }: { userId: string; role: GivenRole }) =>
    api.changeRole({ params: { groupId, userId }, body: { role } }),
  );

export const useRemoveMember = (groupId: string) =>
  useGroupMutation((userId: string) => api.removeMember({ params: { groupId, userId } }));

/** Makes another member the owner. */
export const useTransferGroup = (groupId: string) =>
  useGroupMutation((userId: string) => api.transferGroup({ params: { groupId }, body: { userId } }));
