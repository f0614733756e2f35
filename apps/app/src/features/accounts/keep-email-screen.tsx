import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { api } from '@/lib/api';
import { forgetLinkToken, useLinkToken } from '@/lib/link-token';
import { AuthPage, LinkLine } from './auth-page';
import { ResetForm } from './reset-form';

/** Keep the old address, with the link of its letter, and then choose a new password. Opening the link changes nothing. */
export function KeepEmailScreen() {
  const { t } = useTranslation();
  const token = useLinkToken() ?? '';
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: () => api.returnEmail({ body: { token } }),
    onSuccess: forgetLinkToken,
  });
  const submit = () => {
    if (!isPending) mutate();
  };
  if (data) {
    return (
      <ResetForm
        token={data.resetToken}
        notice={
          <Notice>{t(data.outcome === 'restored' ? 'emailChange.restored' : 'emailChange.stopped')}</Notice>
        }
      />
    );
  }
  if (token === '') {
    return (
      <AuthPage title={t('account.resetBadTitle')} body={t('emailChange.badBody')} onSubmit={() => {}}>
        <Button title={t('account.backToLogIn')} variant="primary" size="large" block href="/log-in" />
      </AuthPage>
    );
  }
  return (
    <AuthPage
      title={t('emailChange.keepTitle')}
      body={t('emailChange.keepBody')}
      onSubmit={submit}
      error={error}
      after={error ? <LinkLine title={t('account.backToLogIn')} href="/log-in" /> : null}
    >
      <Button
        title={t('emailChange.keep')}
        variant="primary"
        size="large"
        block
        loading={isPending}
        onPress={submit}
      />
    </AuthPage>
  );
}
