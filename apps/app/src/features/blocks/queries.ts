import { useMutation, useQuery } from '@tanstack/react-query';
import type { Block, Person } from '@wmory/contract';
import { groupKeys } from '@/features/groups/queries';
import { mediaKeys } from '@/features/media/feed-cache';
import { api } from '@/lib/api';
import { keepAnswer } from '@/lib/kept-answers';
import { queryClient } from '@/lib/query-client';

interface Blocks {
  blocks: Block[];
}

const blocksKey = ['me', 'blocks'] as const;

const blocksQuery = {
  queryKey: blocksKey,
  queryFn: ({ signal }: { signal: AbortSignal }) => api.listBlocks({}, { signal }),
};

/** Whom I block, the latest first. */
export const useBlocks = () =>
  useQuery({ ...blocksQuery, select: ({ blocks }: Blocks) => blocks, ...keepAnswer<Blocks>() });

/** Photos come and go anywhere in the feeds, which ask for what is new alone unless they begin anew. */
function showAnew(): void {
  queryClient.removeQueries({ queryKey: mediaKeys.all, type: 'inactive' });
  void queryClient.resetQueries({ queryKey: mediaKeys.all });
  void queryClient.invalidateQueries({ queryKey: groupKeys.all });
  void queryClient.invalidateQueries({ queryKey: blocksKey });
}

/** Blocks somebody, or changes what is hidden of whom I block. */
export const useBlockPerson = () =>
  useMutation({
    mutationFn: ({ person, hidesAll }: { person: Person; hidesAll: boolean }) =>
      api.blockPerson({ params: { userId: person.id }, body: { hidesAll } }),
    onSuccess: showAnew,
  });

/** Ends a block; answers what it was like, null where there was none. */
export const useUnblockPerson = () =>
  useMutation({
    mutationFn: async ({ id: userId }: Person): Promise<Block | null> => {
      const { blocks } = await queryClient.fetchQuery<Blocks>(blocksQuery);
      await api.unblockPerson({ params: { userId } });
      return blocks.find(({ person }) => person.id === userId) ?? null;
    },
    onSuccess: (_, { id: userId }) => {
      queryClient.setQueryData<Blocks>(
        blocksKey,
        (known) => known && { blocks: known.blocks.filter(({ person }) => person.id !== userId) },
      );
      showAnew();
    },
  });
