import { useMutation } from '@tanstack/react-query';
import { type LetterChange, OptionalLetter } from '@wmory/contract';
import { useGlobalSearchParams } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { api } from '@/lib/api';
import { useLinkToken } from '@/lib/link-token';
import { queryClient } from '@/lib/query-client';
import { AuthPage, LinkLine } from '../accounts/auth-page';

/** What letters a token is from; those about photos, where it says nothing that is known. */
const kindOf = (token: string): OptionalLetter => {
  const parsed = OptionalLetter.safeParse(token.split('.')[1]);
  return parsed.success ? parsed.data : 'photos';
};

/** The token of the link in a letter, or of the address that a mail program opened. */
function useToken(): string {
  const { token } = useGlobalSearchParams<{ token?: string }>();
  return useLinkToken() ?? token ?? '';
}

/** Ends a kind of letters with the link of one of them, without a log-in, and undoes that. Opening the link changes nothing. */
export function UnsubscribeScreen() {
  const { t } = useTranslation();
  const token = useToken();
  const kind = kindOf(token);
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: (choice: LetterChange['now']) => api.chooseByLetter({ body: { token, choice } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['me', 'notifications'] }),
  });
  const press = (choice: LetterChange['now']) => {
    if (!isPending) mutate(choice);
  };
  const choose = <LinkLine title={t('notifications.choose')} href="/account/notifications" />;
  if (token === '') {
    return (
      <AuthPage
        title={t('account.resetBadTitle')}
        body={t('emailChange.badBody')}
        onSubmit={() => {}}
        after={choose}
      >
        {null}
      </AuthPage>
    );
  }
  if (data?.now === 'off') {
    const before = data.before === 'off' ? null : data.before;
    return (
      <AuthPage
        title={t('notifications.stoppedTitle')}
        body={t(`notifications.stopped.${data.kind}`)}
        onSubmit={() => {}}
        error={error}
        after={choose}
      >
        {before ? (
          <Button
            title={t('notifications.getAgain')}
            size="large"
            block
            loading={isPending}
            onPress={() => press(before)}
          />
        ) : null}
      </AuthPage>
    );
  }
  return (
    <AuthPage
      title={t(data ? 'notifications.againTitle' : 'notifications.stopTitle')}
      body={t(`notifications.${data ? 'again' : 'stop'}.${kind}`)}
      onSubmit={() => press('off')}
      error={error}
      after={choose}
    >
      <Button
        title={t('notifications.stopButton')}
        variant={data ? 'secondary' : 'primary'}
        size="large"
        block
        loading={isPending}
        onPress={() => press('off')}
      />
    </AuthPage>
  );
}
