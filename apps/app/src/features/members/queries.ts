import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ExitTerms, GivenRole } from '@wmory/contract';
import { api } from '@/lib/api';
import { keepAnswer } from '@/lib/kept-answers';
import { queryClient } from '@/lib/query-client';
import { groupKeys } from '../groups/queries';

const membersQuery = (groupId: string) => ({
  queryKey: groupKeys.members(groupId),
  queryFn: ({ signal }: { signal: AbortSignal }) => api.listMembers({ params: { groupId } }, { signal }),
});

/** Who is in the group, by role and then by name. */
export const useMembers = (groupId: string, enabled = true) =>
  useQuery({
    ...membersQuery(groupId),
    select: ({ members }) => members,
    enabled,
    ...keepAnswer(),
  });

/** The picture of somebody in the group; null where they have none, or are not in it any more. */
export const useFace = (groupId: string, userId: string | null): string | null =>
  useMembers(groupId, userId !== null).data?.find((member) => member.userId === userId)?.avatarUrl ?? null;

/** Asks who is in the group, unless that is known. */
export const loadMembers = (groupId: string) => queryClient.fetchQuery(membersQuery(groupId));

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

/** Whom to take out, and what becomes of their photos. */
interface Removal {
  userId: string;
  terms: ExitTerms;
}

export const useRemoveMember = (groupId: string) =>
  useGroupMutation(({ userId, terms }: Removal) =>
    api.removeMember({ params: { groupId, userId }, query: { terms } }),
  );

export const useBanMember = (groupId: string) =>
  useGroupMutation(({ userId, terms }: Removal) =>
    api.banMember({ params: { groupId }, body: { userId, terms } }),
  );

/** Whom no invite lets in. */
export const useBans = (groupId: string, enabled: boolean) =>
  useQuery({
    queryKey: groupKeys.bans(groupId),
    queryFn: ({ signal }) => api.listBans({ params: { groupId } }, { signal }),
    select: ({ bans }) => bans,
    enabled,
  });

export const useLiftBan = (groupId: string) =>
  useGroupMutation((userId: string) => api.liftBan({ params: { groupId, userId } }));

/** Who asks to join, the first first. */
export const useJoinRequests = (groupId: string, enabled: boolean) =>
  useQuery({
    queryKey: groupKeys.requests(groupId),
    queryFn: ({ signal }) => api.listJoinRequests({ params: { groupId } }, { signal }),
    select: ({ requests }) => requests,
    enabled,
  });

export const useApproveRequest = (groupId: string) =>
  useGroupMutation((requestId: string) => api.approveJoinRequest({ params: { groupId, requestId } }));

export const useDeclineRequest = (groupId: string) =>
  useGroupMutation((requestId: string) => api.declineJoinRequest({ params: { groupId, requestId } }));

/** Makes another member the owner. */
export const useTransferGroup = (groupId: string) =>
  useGroupMutation((userId: string) => api.transferGroup({ params: { groupId }, body: { userId } }));
