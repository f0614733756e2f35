import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { showToast } from '@/components/toast';
import { explain } from '@/lib/problems';
import { logOut } from '@/lib/session';

/** Ends the session on this device. */
export function LogOutButton() {
  const { t } = useTranslation();
  const { mutate, isPending } = useMutation({
    mutationFn: () => logOut(),
    onError: (cause) => showToast({ message: explain(cause), tone: 'problem' }),
  });
  return <Button title={t('me.logOut')} icon="leave" loading={isPending} onPress={() => mutate()} />;
}
