import { useMutation } from '@tanstack/react-query';
import type { ServerInfo } from '@wmory/contract';
import { useGlobalSearchParams, useRouter } from 'expo-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Loading } from '@/components/loading';
import { Skeleton } from '@/components/skeleton';
import { Text } from '@/components/text';
import { TextField } from '@/components/text-field';
import { isProblem } from '@/lib/problems';
import { InviteNotice } from '../invites/invite-notice';
import { pendingInvite } from '../invites/pending-invite';
import { useInvitePreview } from '../invites/queries';
import { AuthPage, LinkLine } from './auth-page';
import { ChallengeWidget } from './challenge-widget';
import { signUp, useServer } from './sign-up';
import { SignUpByInvite } from './sign-up-by-invite';
import { faultOfDomain, faultOfEmail, faultOfName, faultOfPassword } from './validity';

/** Make an account, as far as the server takes new people; the letter's code comes next. */
export function SignUpScreen() {
  const server = useServer();
  const invite = useInvitePreview(pendingInvite());
  if (server.isPending)
    return (
      <Loading style={{ gap: 26 }}>
        <Skeleton width="70%" height={32} />
        <Skeleton height={50} round={10} />
        <Skeleton height={50} round={10} />
        <Skeleton height={50} round={10} />
      </Loading>
    );
  const dead = isProblem(invite.error, 'invite-invalid') || isProblem(invite.error, 'malformed-request');
  if (server.data?.signUp.policy === 'invite' && (pendingInvite() === null || dead))
    return <SignUpByInvite dead={dead} />;
  return <SignUpForm server={server.data ?? openServer} />;
}

/** Where the server does not say, it says no to what it does not take. */
const openServer: ServerInfo = { signUp: { policy: 'open' }, challenge: { kind: 'none' } };

function SignUpForm({ server }: { server: ServerInfo }) {
  const { t } = useTranslation();
  const router = useRouter();
  const { next } = useGlobalSearchParams<{ next?: string }>();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [widgetToken, setWidgetToken] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const { challenge } = server;
  const domains = server.signUp.policy === 'domains' ? server.signUp.domains : null;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const fields = { name: name.trim(), email: email.trim(), password };
      return signUp({ ...fields, invite: pendingInvite(), widgetToken }, challenge.kind);
    },
    onError: () => {
      setWidgetToken(null);
      setRound((before) => before + 1);
    },
    onSuccess: () =>
      router.push({ pathname: '/verify', params: { email: email.trim(), ...(next ? { next } : {}) } }),
  });
  const faults = {
    name: faultOfName(name),
    email: faultOfEmail(email) ?? (domains && faultOfDomain(email, domains)),
    password: faultOfPassword(password),
  };
  const unproven = challenge.kind === 'widget' && widgetToken === null;
  const submit = () => {
    setTried(true);
    if (!faults.name && !faults.email && !faults.password && !unproven && !isPending) mutate();
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
        {...(domains
          ? { hint: t('signUp.domains', { count: domains.length, domains: domains.join(', ') }) }
          : {})}
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
      {challenge.kind === 'widget' ? (
        <ChallengeWidget challenge={challenge} onToken={setWidgetToken} round={round} />
      ) : null}
      <Button
        title={t('account.signUp')}
        variant="primary"
        size="large"
        block
        disabled={unproven}
        loading={isPending}
        onPress={submit}
      />
      {isPending && challenge.kind === 'proof-of-work' ? (
        <Text variant="small" tone="soft" centred role="status">
          {t('signUp.working')}
        </Text>
      ) : null}
    </AuthPage>
  );
}
