import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { CodeField } from '@/components/code-field';
import { TextField } from '@/components/text-field';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { explain } from '@/lib/problems';
import { verifyEmail } from '@/lib/session';
import { AuthPage, LinkLine } from './auth-page';
import { useCountdown } from './countdown';
import { faultOfEmail } from './validity';

/** Asks for the six digits of the letter, and first for the address where it is not known. */
export function VerifyByCode({ knownEmail }: { knownEmail: string }) {
  const [email, setEmail] = useState(knownEmail);
  return email === '' ? (
    <AskEmail onEmail={setEmail} />
  ) : (
    <EnterCode email={email} onOther={() => setEmail('')} />
  );
}

function AskEmail({ onEmail }: { onEmail: (email: string) => void }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const fault = faultOfEmail(email);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.resendVerification({ body: { email: email.trim() } }),
    onSuccess: () => onEmail(email.trim()),
  });
  const submit = () => {
    setTried(true);
    if (!fault && !isPending) mutate();
  };
  return (
    <AuthPage
      title={t('account.verifyLinkTitle')}
      body={t('account.verifyAsk')}
      onSubmit={submit}
      error={error}
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
        title={t('account.resend')}
        variant="primary"
        size="large"
        block
        loading={isPending}
        onPress={submit}
      />
    </AuthPage>
  );
}

function EnterCode({ email, onOther }: { email: string; onOther: () => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const { seconds, restart } = useCountdown(60);
  const verifying = useMutation({
    mutationFn: (digits: string) => verifyEmail({ email, code: digits }),
    onError: () => setCode(''),
  });
  const resending = useMutation({
    mutationFn: () => api.resendVerification({ body: { email } }),
    onSuccess: () => {
      restart();
      verifying.reset();
      showToast({ message: t('account.resent') });
    },
    onError: (cause) => showToast({ message: explain(cause), tone: 'problem' }),
  });
  const submit = (digits: string) => {
    if (digits.length === 6 && !verifying.isPending) verifying.mutate(digits);
  };
  return (
    <AuthPage
      title={t('account.verifyTitle')}
      body={t('account.verifyBody', { email })}
      onSubmit={() => submit(code)}
      after={
        <>
          <Button
            title={seconds > 0 ? t('account.resendIn', { count: seconds }) : t('account.resend')}
            variant="quiet"
            block
            disabled={seconds > 0}
            loading={resending.isPending}
            onPress={() => resending.mutate()}
          />
          <LinkLine title={t('account.otherEmail')} onPress={onOther} />
        </>
      }
    >
      <CodeField
        label={t('account.verifyCode')}
        value={code}
        onChange={(digits) => {
          setCode(digits);
          if (digits !== '') verifying.reset();
        }}
        onComplete={submit}
        error={verifying.error ? explain(verifying.error) : null}
      />
      <Button
        title={t('account.verify')}
        variant="primary"
        size="large"
        block
        disabled={code.length < 6}
        loading={verifying.isPending}
        onPress={() => submit(code)}
      />
    </AuthPage>
  );
}
