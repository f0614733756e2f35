import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Form } from '@/components/form';
import { Notice } from '@/components/notice';
import { Sheet } from '@/components/sheet';
import { Text } from '@/components/text';
import { TextField } from '@/components/text-field';
import { api } from '@/lib/api';
import { PasskeyError, wasCancelled } from '@/lib/passkey-error';
import { passkeysWork, signWithPasskey } from '@/lib/passkeys';
import { explain, isProblem } from '@/lib/problems';
import { useMe } from '@/lib/session';
import { useLayout } from '@/lib/theme';
import { usePasskeys } from './passkey-queries';

/**
 * Runs what the server allows only to who has shown a short while ago to be the owner: asks for that when it has to and
 * then runs it again. `check` is the dialog, to be drawn. Rejects as the work does; as cancelled if nobody showed it.
 */
export function useIdentityCheck() {
  const waiting = useRef<((confirmed: boolean) => void) | null>(null);
  const [open, setOpen] = useState(false);
  const settle = (confirmed: boolean) => {
    setOpen(false);
    waiting.current?.(confirmed);
    waiting.current = null;
  };
  const run = async <T,>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!isProblem(error, 'confirmation-required')) throw error;
    }
    const confirmed = await new Promise<boolean>((resolve) => {
      waiting.current = resolve;
      setOpen(true);
    });
    if (!confirmed) throw new PasskeyError('cancelled');
    return work();
  };
  return { run, check: open ? <IdentityDialog onDone={settle} /> : null };
}

/** Asks for the password or a passkey of the account. */
function IdentityDialog({ onDone }: { onDone: (confirmed: boolean) => void }) {
  const { t } = useTranslation();
  const { wide } = useLayout();
  const me = useMe();
  const { data: passkeys } = usePasskeys();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: async (by: 'password' | 'passkey') =>
      api.confirmIdentity({
        body:
          by === 'password'
            ? { password }
            : { passkey: await signWithPasskey(await api.prepareConfirmation()) },
      }),
    onSuccess: () => onDone(true),
  });
  const submit = () => {
    setTried(true);
    if (password !== '' && !isPending) mutate('password');
  };
  return (
    <Sheet
      open
      onClose={() => onDone(false)}
      title={t('identity.title')}
      plain
      footer={
        <>
          <Button
            title={t('identity.password')}
            variant="primary"
            loading={isPending && variables === 'password'}
            onPress={submit}
            block={!wide}
          />
          {passkeysWork() && passkeys && passkeys.length > 0 ? (
            <Button
              title={t('identity.passkey')}
              icon="key"
              loading={isPending && variables === 'passkey'}
              onPress={() => mutate('passkey')}
              block={!wide}
            />
          ) : null}
          <Button title={t('common.cancel')} variant="quiet" onPress={() => onDone(false)} block={!wide} />
        </>
      }
    >
      <Text tone="soft">{t('identity.body')}</Text>
      <Form onSubmit={submit}>
        <TextField
          label={t('account.password')}
          hint={me.email}
          value={password}
          onChangeText={setPassword}
          error={tried && password === '' ? t('account.passwordMissing') : null}
          password
          autoComplete="current-password"
          textContentType="password"
          autoFocus
        />
      </Form>
      {error && !wasCancelled(error) ? (
        <Notice tone="danger">
          {isProblem(error, 'wrong-credentials') ? t('identity.wrong') : explain(error)}
        </Notice>
      ) : null}
    </Sheet>
  );
}
