import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { api } from '@/lib/api';
import { forgetLinkToken, useLinkToken } from '@/lib/link-token';
import { updateMe, useSession } from '@/lib/session';
import { AuthPage } from './auth-page';

/** Take the new address, with the link of its letter. Opening it changes nothing: mail scanners open links too. */
export function NewEmailScreen() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const isIn = useSession((store) => store.state.status) === 'in';
  const token = useLinkToken() ?? '';
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: () => api.confirmEmailChange({ body: { token } }),
    onSuccess: () => {
      forgetLinkToken();
      if (!isIn) return;
      // Whoever is logged in here may be somebody else, or be logged out by now: the next page finds out.
      api.getMe().then(updateMe, () => {});
      void queryClient.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const submit = () => {
    if (!isPending) mutate();
  };
  const onwards = isIn ? (
    <Button title={t('emailChange.toAccount')} variant="primary" size="large" block href="/account" />
  ) : (
    <Button title={t('account.logIn')} variant="primary" size="large" block href="/log-in" />
  );
  if (data) {
    return (
      <AuthPage
        title={t('emailChange.doneTitle')}
        body={t('emailChange.doneBody', { email: data.email })}
        onSubmit={() => {}}
      >
        {onwards}
      </AuthPage>
    );
  }
  if (token === '') {
    return (
      <AuthPage title={t('account.resetBadTitle')} body={t('emailChange.badBody')} onSubmit={() => {}}>
        {onwards}
      </AuthPage>
    );
  }
  return (
    <AuthPage
      title={t('emailChange.confirmTitle')}
      body={t('emailChange.confirmBody')}
      onSubmit={submit}
      error={error}
    >
      <Button
        title={t('emailChange.confirm')}
        variant="primary"
        size="large"
        block
        loading={isPending}
        onPress={submit}
      />
    </AuthPage>
  );
}
