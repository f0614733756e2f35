import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/card';
import { EndButton } from '@/components/end-button';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Loading } from '@/components/loading';
import { SectionError } from '@/components/section-error';
import { Text } from '@/components/text';
import { useTheme } from '@/lib/theme';
import { useGroups } from '../groups/queries';
import { useMute } from './mute';

/** My groups, with which of them letters about new photos leave out. */
export function GroupChoices({ muted }: { muted: readonly string[] }) {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { data: groups, error, refetch } = useGroups();
  const mute = useMute();
  if (groups?.length === 0) return null;
  if (!groups)
    return (
      <Section title={t('notifications.groups')}>
        {error ? <SectionError error={error} onRetry={() => void refetch()} /> : <Loading rows={[64, 64]} />}
      </Section>
    );
  return (
    <Section title={t('notifications.groups')}>
      <Text variant="small" tone="soft">
        {t('notifications.groupsHint')}
      </Text>
      <Card list>
        {groups.map((group) => {
          const silent = muted.includes(group.id);
          return (
            <ListRow
              key={group.id}
              title={group.name}
              note={t(silent ? 'notifications.muted' : 'notifications.heard')}
              start={<Icon name={silent ? 'bell-off' : 'bell'} color={colors.inkSoft} />}
              end={
                <EndButton
                  title={t(silent ? 'notifications.hear' : 'notifications.mute')}
                  label={t(silent ? 'notifications.hearLabel' : 'notifications.muteLabel', {
                    name: group.name,
                  })}
                  onPress={() => void mute(group, !silent)}
                />
              }
            />
          );
        })}
      </Card>
    </Section>
  );
}
