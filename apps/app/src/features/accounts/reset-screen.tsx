import { useRouter } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { useLinkToken } from '@/lib/link-token';
import { AuthPage } from './auth-page';
import { ResetForm } from './reset-form';

/** Set a new password with the link of a letter. */
export function ResetScreen() {
  const { t } = useTranslation();
  const router = useRouter();
  const token = useLinkToken() ?? '';
  if (token === '') {
    return (
      <AuthPage
        title={t('account.resetBadTitle')}
        body={t('account.resetBadBody')}
        onSubmit={() => router.replace('/forgot')}
      >
        <Button title={t('account.resetAgain')} variant="primary" size="large" block href="/forgot" />
      </AuthPage>
    );
  }
  return <ResetForm token={token} />;
}
