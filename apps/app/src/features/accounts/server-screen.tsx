import { useMutation } from '@tanstack/react-query';
import { createClient } from '@wmory/contract';
import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { TextField } from '@/components/text-field';
import { readServerAddress, serverOrigin, setServerOrigin } from '@/lib/server';
import { startSession } from '@/lib/session';
import { AuthFrame } from './auth-frame';
import { AuthPage } from './auth-page';

// Any answer that this version of the API could give, a refusal too, shows that a server is there.
async function isServer(origin: string): Promise<boolean> {
  try {
    await createClient({ baseUrl: origin }).getMe();
    return true;
  } catch (error) {
    return error instanceof Error && error.name === 'ProblemError';
  }
}

/** On first start of the installed app: which server to talk to. */
export function ServerScreen() {
  const { t } = useTranslation();
  const router = useRouter();
  const [typed, setTyped] = useState(serverOrigin());
  const [fault, setFault] = useState<string | null>(null);
  const { mutate, isPending } = useMutation({
    mutationFn: isServer,
    onSuccess: async (is, origin) => {
      if (!is) return setFault(t('server.unreachable'));
      setServerOrigin(origin);
      await startSession();
      router.replace('/');
    },
  });
  const submit = () => {
    const origin = readServerAddress(typed);
    setFault(origin ? null : t('server.bad'));
    if (origin && !isPending) mutate(origin);
  };
  return (
    <AuthFrame>
      <AuthPage title={t('server.title')} body={t('server.body')} onSubmit={submit}>
        <TextField
          label={t('server.address')}
          placeholder={t('server.placeholder')}
          value={typed}
          onChangeText={setTyped}
          error={fault}
          inputMode="url"
          autoCapitalize="none"
          autoCorrect={false}
          autoFocus
        />
        <Button
          title={t('server.go')}
          variant="primary"
          size="large"
          block
          loading={isPending}
          onPress={submit}
        />
      </AuthPage>
    </AuthFrame>
  );
}
