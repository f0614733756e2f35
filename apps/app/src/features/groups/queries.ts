import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Group, GroupRules } from '@wmory/contract';
import * as Crypto from 'expo-crypto';
import { useCallback, useRef } from 'react';
import { api } from '@/lib/api';
import { keepAnswer } from '@/lib/kept-answers';
import { forgetPictures } from '@/lib/service-worker';

/** Where things about groups lie in the query cache; what lies below a group goes with it. */
export const groupKeys = {
  all: ['groups'] as const,
  list: ['groups', 'list'] as const,
  one: (groupId: string) => ['groups', 'one', groupId] as const,
  members: (groupId: string) => ['groups', 'one', groupId, 'members'] as const,
  invites: (groupId: string) => ['groups', 'one', groupId, 'invites'] as const,
  succession: (groupId: string) => ['groups', 'one', groupId, 'succession'] as const,
  requests: (groupId: string) => ['groups', 'one', groupId, 'requests'] as const,
  bans: (groupId: string) => ['groups', 'one', groupId, 'bans'] as const,
  audit: (groupId: string) => ['groups', 'one', groupId, 'audit'] as const,
  /** All about its photos. */
  media: (groupId: string) => ['media', groupId] as const,
};

/** The groups I am in, the most recently active first. */
export const useGroups = () =>
  useQuery({
    queryKey: groupKeys.list,
    queryFn: ({ signal }) => api.listGroups({}, { signal }),
    select: ({ groups }) => groups,
    ...keepAnswer(),
  });

/** One group; drawn at once from the list where it is known there. */
export function useGroup(groupId: string) {
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: groupKeys.one(groupId),
    queryFn: ({ signal }) => api.getGroup({ params: { groupId } }, { signal }),
    placeholderData: () =>
      queryClient
        .getQueryData<{ groups: Group[] }>(groupKeys.list)
        ?.groups.find((group) => group.id === groupId),
    ...keepAnswer(),
  });
}

/** Makes a group. A try that is repeated after a lost answer makes no second one. */
export function useCreateGroup() {
  const queryClient = useQueryClient();
  const attempt = useRef<{ name: string; key: string } | null>(null);
  return useMutation({
    mutationFn: (name: string) => {
      if (attempt.current?.name !== name) attempt.current = { name, key: Crypto.randomUUID() };
      return api.createGroup({ body: { name } }, { idempotencyKey: attempt.current.key });
    },
    onSuccess: (group) => {
      attempt.current = null;
      queryClient.setQueryData(groupKeys.one(group.id), group);
      return queryClient.invalidateQueries({ queryKey: groupKeys.list });
    },
  });
}

/** Renames a group or chooses its cover. */
export function useUpdateGroup(groupId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: { name?: string; coverPhotoId?: string | null }) =>
      api.updateGroup({ params: { groupId }, body: change }),
    onSuccess: (group) => {
      queryClient.setQueryData(groupKeys.one(groupId), group);
      return queryClient.invalidateQueries({ queryKey: groupKeys.list });
    },
  });
}

/** Changes how a group is run. */
export function useUpdateRules(groupId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<GroupRules>) => api.updateRules({ params: { groupId }, body: change }),
    onSuccess: (group) => {
      queryClient.setQueryData(groupKeys.one(groupId), group);
      return queryClient.invalidateQueries({ queryKey: groupKeys.list });
    },
  });
}

/** Who would own the group if its owner went. */
export const useSuccession = (groupId: string, enabled: boolean) =>
  useQuery({
    queryKey: groupKeys.succession(groupId),
    queryFn: ({ signal }) => api.getSuccession({ params: { groupId } }, { signal }),
    enabled,
    staleTime: 0,
  });

/**
 * Forgets a group that the person is not in any more, with its pictures; the list is asked for again. A page that still
 * asks for the group forgets what is `inactive` alone: the rest it would ask for anew.
 */
export function useForgetGroup() {
  const queryClient = useQueryClient();
  return useCallback(
    (groupId: string, type: 'all' | 'inactive' = 'all') => {
      queryClient.removeQueries({ queryKey: groupKeys.one(groupId), type });
      queryClient.removeQueries({ queryKey: groupKeys.media(groupId), type });
      void forgetPictures(groupId);
      void queryClient.invalidateQueries({ queryKey: groupKeys.list });
    },
    [queryClient],
  );
}
