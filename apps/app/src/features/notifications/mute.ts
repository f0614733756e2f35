import { useTranslation } from 'react-i18next';
import { showToast } from '@/components/toast';
import { explain } from '@/lib/problems';
import { useMuteGroup } from './queries';

interface Muted {
  id: string;
  name: string;
}

/** Mutes a group without asking, or hears it again, and offers to undo that. */
export function useMute() {
  const { t } = useTranslation();
  const { mutateAsync } = useMuteGroup();
  return async function mute({ id: groupId, name }: Muted, muted: boolean): Promise<void> {
    const set = (to: boolean) => mutateAsync({ groupId, muted: to });
    const sayProblem = (error: unknown) => showToast({ message: explain(error), tone: 'problem' });
    try {
      await set(muted);
      showToast({
        message: t(muted ? 'notifications.nowMuted' : 'notifications.nowHeard', { name }),
        action: { title: t('common.undo'), onPress: () => void set(!muted).catch(sayProblem) },
      });
    } catch (error) {
      sayProblem(error);
    }
  };
}
