import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import { createPasskey } from '@/lib/passkeys';

const key = ['me', 'passkeys'] as const;

/** My passkeys, the oldest first. */
export const usePasskeys = () =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.listPasskeys({}, { signal }),
    select: ({ passkeys }) => passkeys,
  });

function useChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queryClient.invalidateQueries({ queryKey: key }) });
}

/** Has the browser make a passkey and adds it. */
export const useAddPasskey = () =>
  useChange(async () =>
    api.addPasskey({ body: { passkey: await createPasskey(await api.preparePasskey()) } }),
  );

/** Calls a passkey something else. */
export const useRenamePasskey = () =>
  useChange(({ passkeyId, name }: { passkeyId: string; name: string }) =>
    api.renamePasskey({ params: { passkeyId }, body: { name } }),
  );

/** Removes a passkey, which opens nothing from then on. */
export const useRemovePasskey = () =>
  useChange((passkeyId: string) => api.removePasskey({ params: { passkeyId } }));
