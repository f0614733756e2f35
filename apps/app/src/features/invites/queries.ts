import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { GivenRole } from '@wmory/contract';
import * as Crypto from 'expo-crypto';
import { api } from '@/lib/api';
import { groupKeys } from '../groups/queries';

export interface InviteWish {
  role: GivenRole;
  expiresInHours: number;
  /** Null: as many as come. */
  maxUses: number | null;
}

/** The invites of a group that can still be used. */
export const useInvites = (groupId: string, enabled: boolean) =>
  useQuery({
    queryKey: groupKeys.invites(groupId),
    queryFn: ({ signal }) => api.listInvites({ params: { groupId } }, { signal }),
    select: ({ invites }) => invites,
    enabled,
  });

/** Makes an invite; its link is in the answer, this once. */
export function useCreateInvite(groupId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: InviteWish) =>
      api.createInvite({ params: { groupId }, body: wish }, { idempotencyKey: Crypto.randomUUID() }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: groupKeys.invites(groupId) }),
    gcTime: 0,
  });
}

/** Ends an invite. */
export function useRevokeInvite(groupId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (inviteId: string) => api.revokeInvite({ params: { groupId, inviteId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: groupKeys.invites(groupId) }),
  });
}

/** What an invite leads to. */
export const useInvitePreview = (token: string | null) =>
  useQuery({
    queryKey: ['invite', token],
    queryFn: ({ signal }) => api.previewInvite({ body: { token: token ?? '' } }, { signal }),
    enabled: token !== null,
    staleTime: 5 * 60_000,
  });

/** Joins the group of an invite; doing it twice does it once. */
export function useJoinGroup() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => api.joinGroup({ body: { token } }),
    onSuccess: (answer) => {
      if (answer.outcome !== 'joined') return;
      queryClient.setQueryData(groupKeys.one(answer.group.id), answer.group);
      void queryClient.invalidateQueries({ queryKey: groupKeys.list });
    },
  });
}
