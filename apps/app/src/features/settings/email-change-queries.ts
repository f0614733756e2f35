import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';

const key = ['me', 'email'] as const;

/** The change of address that waits to be confirmed; null where none does. */
export const useEmailChange = () =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.getEmailChange({}, { signal }),
    select: ({ change }) => change,
  });

function useChange<Input = void, Output = void>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queryClient.invalidateQueries({ queryKey: key }) });
}

/** Has a letter sent to the address that the account is to have. */
export const useRequestEmailChange = () =>
  useChange((email: string) => api.requestEmailChange({ body: { email } }));

/** Has the letter sent again. */
export const useResendEmailChange = () => useChange(() => api.resendEmailChange());

/** Gives the change up. */
export const useCancelEmailChange = () => useChange(() => api.cancelEmailChange());
