import { useRouter } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/empty-state';
import { Loading } from '@/components/loading';
import { Screen } from '@/components/screen';
import { Text } from '@/components/text';
import { useMe } from '@/lib/session';
import { MailTroubleNotice } from '../settings/mail-trouble-notice';
import { GroupChoices } from './group-choices';
import { LetterChoiceForm } from './letter-choices';
import { useNotifications } from './queries';

/** What is written to me, how often, and of which groups. */
export function NotificationsScreen() {
  const { t } = useTranslation();
  const router = useRouter();
  const { email, mailTrouble } = useMe();
  const { data, error, refetch } = useNotifications();
  return (
    <Screen title={t('notifications.title')} width={760} back={() => router.dismissTo('/account')}>
      <Text tone="soft">{t('notifications.about', { email })}</Text>
      <MailTroubleNotice trouble={mailTrouble} />
      {data ? (
        <>
          <LetterChoiceForm letters={data.letters} />
          {data.letters.photos === 'off' ? null : <GroupChoices muted={data.mutedGroups} />}
        </>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading rows={[96, 64, 64]} />
      )}
    </Screen>
  );
}
