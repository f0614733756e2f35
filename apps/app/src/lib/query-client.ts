import { QueryClient } from '@tanstack/react-query';
import { ConnectionError, ProblemError } from '@wmory/contract';
import { onReachable } from './reachability';

const passing = new Set(['overloaded', 'request-timeout', 'unavailable', 'internal']);

/** Whether asking again soon may help. */
const mayPass = (error: unknown) =>
  error instanceof ConnectionError || (error instanceof ProblemError && passing.has(error.code));

/** What the server said, kept in memory alone. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      // Whether there is a network is found out by asking; a paused query would look like a slow one.
      networkMode: 'always',
      retry: (failures, error) => failures < 1 && mayPass(error),
      retryDelay: 700,
    },
    mutations: { networkMode: 'always' },
  },
});

onReachable((reachable) => {
  if (reachable) void queryClient.invalidateQueries();
});
