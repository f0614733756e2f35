import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { forgetLinkToken } from '@/lib/link-token';
import { verifyEmail } from '@/lib/session';
import { afterLogIn } from './after-log-in';
import { AuthPage, LinkLine } from './auth-page';

/** Opening the link changes nothing: mail scanners open links too. The button does. */
export function VerifyByLink({ token }: { token: string }) {
  const { t } = useTranslation();
  const router = useRouter();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => verifyEmail({ token }),
    onSuccess: () => {
      // The next page may look for a token of its own there.
      forgetLinkToken();
      router.replace(afterLogIn(undefined));
    },
  });
  const submit = () => {
    if (!isPending) mutate();
  };
  return (
    <AuthPage
      title={t('account.verifyLinkTitle')}
      body={t('account.verifyLinkBody')}
      onSubmit={submit}
      error={error}
      after={error ? <LinkLine title={t('account.resend')} href="/verify" /> : null}
    >
      <Button
        title={t('account.verifyLink')}
        variant="primary"
        size="large"
        block
        loading={isPending}
        onPress={submit}
      />
    </AuthPage>
  );
}
