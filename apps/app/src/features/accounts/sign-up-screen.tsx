import { useMutation } from '@tanstack/react-query';
import { useLocalSearchParams, useRouter } from 'expo-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { TextField } from '@/components/text-field';
import { api } from '@/lib/api';
import { InviteNotice } from '../invites/invite-notice';
import { AuthPage, LinkLine } from './auth-page';
import { faultOfEmail, faultOfName, faultOfPassword } from './validity';

/** Make an account; the letter's code comes next. */
export function SignUpScreen() {
  const { t } = useTranslation();
  const router = useRouter();
  const { next } = useLocalSearchParams<{ next?: string }>();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.signUp({ body: { name: name.trim(), email: email.trim(), password } }),
    onSuccess: () =>
      router.push({ pathname: '/verify', params: { email: email.trim(), ...(next ? { next } : {}) } }),
  });
  const faults = { name: faultOfName(name), email: faultOfEmail(email), password: faultOfPassword(password) };
  const submit = () => {
    setTried(true);
    if (!faults.name && !faults.email && !faults.password && !isPending) mutate();
  };

  return (
    <AuthPage
      title={t('account.signUpTitle')}
      body={t('account.signUpBody')}
      notice={<InviteNotice />}
      onSubmit={submit}
      error={error}
      after={
        <LinkLine
          text={t('account.haveAccount')}
          title={t('account.logIn')}
          href={{ pathname: '/log-in', params: next ? { next } : {} }}
        />
      }
    >
      <TextField
        label={t('account.name')}
        value={name}
        onChangeText={setName}
        error={tried ? faults.name : null}
        maxLength={60}
        autoComplete="name"
        textContentType="name"
        autoFocus
      />
      <TextField
        label={t('account.email')}
        value={email}
        onChangeText={setEmail}
        error={tried ? faults.email : null}
        inputMode="email"
        autoCapitalize="none"
        autoCorrect={false}
        autoComplete="email"
        textContentType="username"
      />
      <TextField
        label={t('account.password')}
        hint={t('account.passwordHint')}
        value={password}
        onChangeText={setPassword}
        error={tried ? faults.password : null}
        maxLength={128}
        password
        autoComplete="new-password"
        textContentType="newPassword"
      />
      <Button
        title={t('account.signUp')}
        variant="primary"
        size="large"
        block
        loading={isPending}
        onPress={submit}
      />
    </AuthPage>
  );
}
