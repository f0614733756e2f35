import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { api } from '@/lib/api';
import { forgetLinkToken, useLinkToken } from '@/lib/link-token';
import { updateMe, useSession } from '@/lib/session';
import { AuthPage, LinkLine } from './auth-page';

/** Keep an account that is to be deleted, with the link of a letter. Opening the link keeps nothing yet. */
export function KeepAccountScreen() {
  const { t } = useTranslation();
  const token = useLinkToken() ?? '';
  const state = useSession((store) => store.state);
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => api.keepAccountByLink({ body: { token } }),
    onSuccess: () => {
      forgetLinkToken();
      if (state.status === 'in') updateMe({ ...state.me, deletionAt: null });
    },
  });
  const submit = () => {
    if (!isPending) mutate();
  };
  const on =
    state.status === 'in' ? (
      <Button title={t('emailChange.toAccount')} variant="primary" size="large" block href="/account" />
    ) : (
      <Button title={t('account.backToLogIn')} variant="primary" size="large" block href="/log-in" />
    );
  if (isSuccess)
    return (
      <AuthPage title={t('deletion.keptTitle')} body={t('deletion.keptBody')} onSubmit={() => {}}>
        {on}
      </AuthPage>
    );
  if (token === '')
    return (
      <AuthPage title={t('account.resetBadTitle')} body={t('emailChange.badBody')} onSubmit={() => {}}>
        {on}
      </AuthPage>
    );
  return (
    <AuthPage
      title={t('deletion.keepTitle')}
      body={t('deletion.keepBody')}
      onSubmit={submit}
      error={error}
      after={error ? <LinkLine title={t('account.backToLogIn')} href="/log-in" /> : null}
    >
      <Button
        title={t('deletion.keep')}
        variant="primary"
        size="large"
        block
        loading={isPending}
        onPress={submit}
      />
    </AuthPage>
  );
}
