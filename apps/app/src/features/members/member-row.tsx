import type { Member } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { StyleSheet, View } from 'react-native';
import { Avatar } from '@/components/avatar';
import { Badge } from '@/components/badge';
import { IconButton } from '@/components/icon-button';
import { ListRow } from '@/components/list-row';
import { Menu, type MenuItem } from '@/components/menu';
import { formatDay } from '@/lib/format';
import { useMe } from '@/lib/session';
import { TARGET, useTheme } from '@/lib/theme';
import { useThisGroup } from '../groups/this-group';
import type { MemberTask } from './member-dialogs';

export interface MemberRowProps {
  member: Member;
  /** Whether other rows have a menu, for which this one leaves room. */
  spaced: boolean;
  onTask: (task: MemberTask) => void;
}

const styles = StyleSheet.create({ menu: { marginEnd: -12 }, space: { width: TARGET - 12 } });

/** Whether the caller can do anything to a member but look. */
export const hasTasks = (member: Member, mayTransfer: boolean, myId: string): boolean =>
  member.abilities.giveRoles.length > 0 ||
  (member.userId !== myId && (mayTransfer || member.abilities.remove));

/** A member, with what the caller may do to them. */
export function MemberRow({ member, spaced, onTask }: MemberRowProps) {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const group = useThisGroup();
  const me = useMe();
  const mine = member.userId === me.id;
  const { name, role, abilities } = member;

  const items: MenuItem[] = [];
  if (abilities.giveRoles.length > 0)
    items.push({ title: t('members.changeRole'), icon: 'shield', onPress: () => onTask('role') });
  if (group.abilities.transfer && !mine)
    items.push({ title: t('members.transfer'), icon: 'crown', onPress: () => onTask('transfer') });
  if (abilities.remove && !mine)
    items.push(
      { title: t('members.remove'), icon: 'leave', danger: true, onPress: () => onTask('remove') },
      { title: t('bans.ban'), icon: 'shield', danger: true, onPress: () => onTask('ban') },
    );

  return (
    <ListRow
      start={<Avatar id={member.userId} name={name} />}
      title={mine ? `${name} (${t('common.you')})` : name}
      note={t('members.joined', { date: formatDay(member.joinedAt, 'short') })}
      end={
        <>
          <Badge tone={role === 'owner' ? 'accent' : 'neutral'}>{t(`role.${role}`)}</Badge>
          {items.length > 0 ? (
            <View style={styles.menu}>
              <Menu
                label={t('members.actions', { name })}
                items={items}
                trigger={(trigger) => (
                  <IconButton
                    {...trigger}
                    icon="more"
                    label={t('members.actions', { name })}
                    color={colors.inkSoft}
                  />
                )}
              />
            </View>
          ) : spaced ? (
            <View style={styles.space} />
          ) : null}
        </>
      }
    />
  );
}
