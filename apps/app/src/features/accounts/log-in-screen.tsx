import { useMutation } from '@tanstack/react-query';
import { useGlobalSearchParams, useRouter } from 'expo-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { api } from '@/lib/api';
import { ADDRESS_AUTOFILL } from '@/lib/passkeys';
import { isProblem } from '@/lib/problems';
import { logIn, useSession } from '@/lib/session';
import { InviteNotice } from '../invites/invite-notice';
import { noteSuspension } from '../moderation/suspension';
import { AuthPage, LinkLine, TextLink } from './auth-page';
import { usePasskeyLogIn } from './passkey-log-in';
import { faultOfEmail } from './validity';

/** Log in with e-mail and password, or with a passkey. */
export function LogInScreen() {
  const { t } = useTranslation();
  const router = useRouter();
  const { email: known, next } = useGlobalSearchParams<{ email?: string; next?: string }>();
  const ended = useSession(({ state }) => state.status === 'out' && state.ended);
  const [email, setEmail] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => logIn(email.trim(), password),
    onError: (cause) => {
      if (noteSuspension(cause)) return router.push('/suspended');
      if (!isProblem(cause, 'email-unverified')) return;
      void api.resendVerification({ body: { email: email.trim() } }).catch(() => {});
      router.push({ pathname: '/verify', params: { email: email.trim(), ...(next ? { next } : {}) } });
    },
  });
  const passkey = usePasskeyLogIn();
  const emailFault = faultOfEmail(email);
  const submit = () => {
    setTried(true);
    if (!emailFault && password !== '' && !isPending) mutate();
  };

  return (
    <AuthPage
      title={t('account.logInTitle')}
      body={t('account.logInBody')}
      notice={ended ? <Notice>{t('account.ended')}</Notice> : <InviteNotice />}
      onSubmit={submit}
      error={error ?? passkey.error}
      after={
        <LinkLine
          text={t('account.noAccount')}
          title={t('account.signUp')}
          href={{ pathname: '/sign-up', params: next ? { next } : {} }}
        />
      }
    >
      <TextField
        label={t('account.email')}
        value={email}
        onChangeText={setEmail}
        error={tried ? emailFault : null}
        inputMode="email"
        autoCapitalize="none"
        autoCorrect={false}
        autoComplete={ADDRESS_AUTOFILL}
        textContentType="username"
        autoFocus={!known}
      />
      <View>
        <TextField
          label={t('account.password')}
          value={password}
          onChangeText={setPassword}
          error={tried && password === '' ? t('account.passwordMissing') : null}
          password
          autoComplete="current-password"
          textContentType="password"
        />
        <View style={{ alignItems: 'flex-end' }}>
          <TextLink
            title={t('account.forgot')}
            href={{ pathname: '/forgot', params: email ? { email } : {} }}
          />
        </View>
      </View>
      <Button
        title={t('account.logIn')}
        variant="primary"
        size="large"
        block
        loading={isPending}
        onPress={submit}
      />
      {passkey.works ? (
        <Button
          title={t('account.logInByPasskey')}
          icon="key"
          size="large"
          block
          loading={passkey.isPending}
          onPress={passkey.ask}
        />
      ) : null}
    </AuthPage>
  );
}
