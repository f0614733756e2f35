import type { Person } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { showToast } from '@/components/toast';
import { explain } from '@/lib/problems';
import { useBlockPerson, useUnblockPerson } from './queries';

const sayProblem = (error: unknown) => showToast({ message: explain(error), tone: 'problem' });

/** Ends blocks without asking, and offers to undo that; `ending` is whose block is being ended. */
export function useUnblock() {
  const { t } = useTranslation();
  const { mutateAsync: block } = useBlockPerson();
  const { mutateAsync, isPending, variables } = useUnblockPerson();
  // Promises, since the list may be gone with its last row before there is something to say.
  const unblock = async (person: Person) => {
    try {
      const ended = await mutateAsync(person);
      const undo = (hidesAll: boolean) => ({
        title: t('common.undo'),
        onPress: () => void block({ person, hidesAll }).catch(sayProblem),
      });
      showToast({
        message: t('blocks.unblocked', { name: person.name }),
        ...(ended && { action: undo(ended.hidesAll) }),
      });
    } catch (error) {
      sayProblem(error);
    }
  };
  return { unblock, ending: isPending ? (variables?.id ?? null) : null };
}
