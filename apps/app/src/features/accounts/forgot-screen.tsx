import { useMutation } from '@tanstack/react-query';
import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { TextField } from '@/components/text-field';
import { api } from '@/lib/api';
import { AuthPage, LinkLine } from './auth-page';
import { faultOfEmail } from './validity';

/** Ask for a letter with a link to set a new password. */
export function ForgotScreen() {
  const { t } = useTranslation();
  const { email: known } = useLocalSearchParams<{ email?: string }>();
  const [email, setEmail] = useState(known ?? '');
  const [tried, setTried] = useState(false);
  const fault = faultOfEmail(email);
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => api.forgotPassword({ body: { email: email.trim() } }),
  });
  const submit = () => {
    setTried(true);
    if (!fault && !isPending) mutate();
  };
  const after = <LinkLine title={t('account.backToLogIn')} href="/log-in" />;
  if (isSuccess) {
    return (
      <AuthPage
        title={t('account.forgotSentTitle')}
        body={t('account.forgotSentBody', { email: email.trim() })}
        onSubmit={() => {}}
        after={after}
      >
        {null}
      </AuthPage>
    );
  }
  return (
    <AuthPage
      title={t('account.forgotTitle')}
      body={t('account.forgotBody')}
      onSubmit={submit}
      error={error}
      after={after}
    >
      <TextField
        label={t('account.email')}
        value={email}
        onChangeText={setEmail}
        error={tried ? fault : null}
        inputMode="email"
        autoCapitalize="none"
        autoComplete="email"
        autoFocus
      />
      <Button
        title={t('account.forgotSend')}
        variant="primary"
        size="large"
        block
        loading={isPending}
        onPress={submit}
      />
    </AuthPage>
  );
}
