import type { Passkey } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Badge } from '@/components/badge';
import { Icon } from '@/components/icon';
import { IconButton } from '@/components/icon-button';
import { ListRow } from '@/components/list-row';
import { Menu } from '@/components/menu';
import { formatDay, formatDistance } from '@/lib/format';
import { useTheme } from '@/lib/theme';

/** A passkey, with what its owner can do to it. */
export function PasskeyRow({
  passkey,
  onTask,
}: {
  passkey: Passkey;
  onTask: (task: 'rename' | 'remove') => void;
}) {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { name, createdAt, lastUsedAt, synced } = passkey;
  const added = formatDay(createdAt, 'short');
  const label = t('passkeys.actions', { name });
  return (
    <ListRow
      start={<Icon name="key" color={colors.inkSoft} />}
      title={name}
      note={
        lastUsedAt
          ? t('passkeys.used', { added, used: formatDistance(lastUsedAt) })
          : t('passkeys.unused', { added })
      }
      end={
        <>
          {synced ? <Badge>{t('passkeys.synced')}</Badge> : null}
          <View style={{ marginEnd: -12 }}>
            <Menu
              label={label}
              items={[
                { title: t('passkeys.rename'), icon: 'pencil', onPress: () => onTask('rename') },
                { title: t('passkeys.remove'), icon: 'trash', danger: true, onPress: () => onTask('remove') },
              ]}
              trigger={(trigger) => (
                <IconButton {...trigger} icon="more" label={label} color={colors.inkSoft} />
              )}
            />
          </View>
        </>
      }
    />
  );
}
