import { useRouter } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/empty-state';
import { IconButton } from '@/components/icon-button';
import { Screen } from '@/components/screen';
import { useMe } from '@/lib/session';
import { useTwoPanes } from './queue';
import { QueueList } from './queue-list';

/** The queue on a phone; beside it where there is room, what to do first. */
export function QueueScreen() {
  const { t } = useTranslation();
  const twoPanes = useTwoPanes();
  const me = useMe();
  const router = useRouter();
  if (twoPanes) {
    return (
      <Screen title={t('moderation.title')} bare>
        <EmptyState icon="shield" title={t('moderation.choose')} body={t('moderation.chooseBody')} />
      </Screen>
    );
  }
  return (
    <Screen
      title={t('moderation.title')}
      back={() => router.dismissTo('/account')}
      actions={
        me.moderator ? (
          <IconButton icon="activity" label={t('moderation.history.title')} href="/moderation/history" />
        ) : null
      }
    >
      <QueueList />
    </Screen>
  );
}
