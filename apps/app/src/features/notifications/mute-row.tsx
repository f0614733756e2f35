import type { Group } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/card';
import { EndButton } from '@/components/end-button';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { SectionError } from '@/components/section-error';
import { useMute } from './mute';
import { useNotifications } from './queries';

/** Whether letters tell what is new in a group, once that is known; who gets no such letters is led to where to choose. */
export function MuteRow({ group }: { group: Group }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useNotifications();
  const mute = useMute();
  if (!data) return error ? <SectionError error={error} onRetry={() => void refetch()} /> : null;
  const silent = data.mutedGroups.includes(group.id);
  const start = <Icon name={silent || data.letters.photos === 'off' ? 'bell-off' : 'bell'} />;
  const title = t('notifications.photosRow');
  return (
    <Card list>
      {data.letters.photos === 'off' ? (
        <ListRow title={title} note={t('notifications.allOff')} start={start} href="/account/notifications" />
      ) : (
        <ListRow
          title={title}
          note={t(silent ? 'notifications.muted' : 'notifications.heard')}
          start={start}
          end={
            <EndButton
              title={t(silent ? 'notifications.hear' : 'notifications.mute')}
              label={t(silent ? 'notifications.hearLabel' : 'notifications.muteLabel', { name: group.name })}
              onPress={() => void mute(group, !silent)}
            />
          }
        />
      )}
    </Card>
  );
}
