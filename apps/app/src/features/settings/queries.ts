import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';

/** Where things about the account lie in the query cache. */
export const meKeys = { sessions: ['me', 'sessions'] as const, quota: ['me', 'quota'] as const };

/** Today's upload quota. */
export const useQuota = () =>
  useQuery({ queryKey: meKeys.quota, queryFn: ({ signal }) => api.getQuota({}, { signal }) });

/** Where I am logged in, the most recently used first. */
export const useSessions = () =>
  useQuery({
    queryKey: meKeys.sessions,
    queryFn: ({ signal }) => api.listSessions({}, { signal }),
    select: ({ sessions }) => sessions,
  });

/** Logs another device out. */
export function useEndSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) => api.endSession({ params: { sessionId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: meKeys.sessions }),
  });
}
