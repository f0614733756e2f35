import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api';

/** How much of mine there is in each group. */
export const useShares = () =>
  useQuery({
    queryKey: ['me', 'export'],
    queryFn: ({ signal }) => api.exportSummary({}, { signal }),
    select: ({ groups }) => groups,
  });
