import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'expo-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { TextField } from '@/components/text-field';
import { api } from '@/lib/api';
import { forgetLinkToken } from '@/lib/link-token';
import { isProblem } from '@/lib/problems';
import { AuthPage, LinkLine } from './auth-page';
import { faultOfPassword } from './validity';

/** Sets a new password with a token of a letter. */
export function ResetForm({ token, notice }: { token: string; notice?: ReactNode }) {
  const { t } = useTranslation();
  const router = useRouter();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const fault = faultOfPassword(password);
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => api.resetPassword({ body: { token, password } }),
    // The token is spent: it need not stay in the address.
    onSuccess: forgetLinkToken,
  });
  const submit = () => {
    setTried(true);
    if (!fault && !isPending) mutate();
  };
  if (isSuccess) {
    return (
      <AuthPage
        title={t('account.resetDoneTitle')}
        body={t('account.resetDoneBody')}
        onSubmit={() => router.replace('/log-in')}
      >
        <Button title={t('account.logIn')} variant="primary" size="large" block href="/log-in" />
      </AuthPage>
    );
  }
  return (
    <AuthPage
      title={t('account.resetTitle')}
      body={t('account.resetBody')}
      notice={notice}
      onSubmit={submit}
      error={error}
      after={
        isProblem(error, 'code-invalid') ? <LinkLine title={t('account.resetAgain')} href="/forgot" /> : null
      }
    >
      <TextField
        label={t('account.newPassword')}
        hint={t('account.passwordHint')}
        value={password}
        onChangeText={setPassword}
        error={tried ? fault : null}
        maxLength={128}
        password
        autoComplete="new-password"
        textContentType="newPassword"
        autoFocus
      />
      <Button
        title={t('account.reset')}
        variant="primary"
        size="large"
        block
        loading={isPending}
        onPress={submit}
      />
    </AuthPage>
  );
}
