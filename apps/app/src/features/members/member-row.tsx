import type { Group, Member } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { StyleSheet, View } from 'react-native';
import { Avatar } from '@/components/avatar';
import { Badge } from '@/components/badge';
import { IconButton } from '@/components/icon-button';
import type { IconName } from '@/components/icon-paths';
import { ListRow } from '@/components/list-row';
import { Menu } from '@/components/menu';
import { formatDay } from '@/lib/format';
import { useMe } from '@/lib/session';
import { TARGET, useLayout, useTheme } from '@/lib/theme';
import { useThisGroup } from '../groups/this-group';
import type { MemberTask } from './member-dialogs';

export interface MemberRowProps {
  member: Member;
  /** Whether other rows have a menu, for which this one leaves room. */
  spaced: boolean;
  onTask: (task: MemberTask | 'unblock') => void;
}

const styles = StyleSheet.create({
  marks: { gap: 4 },
  marksWide: { flexDirection: 'row', gap: 8 },
  menu: { marginEnd: -12 },
  space: { width: TARGET - 12 },
});

const looks = {
  role: { title: 'members.changeRole', icon: 'shield' },
  transfer: { title: 'members.transfer', icon: 'crown' },
  report: { title: 'report.member', icon: 'flag' },
  block: { title: 'blocks.block', icon: 'block' },
  unblock: { title: 'blocks.unblock', icon: 'block' },
  remove: { title: 'members.remove', icon: 'leave', danger: true },
  ban: { title: 'bans.ban', icon: 'shield', danger: true },
} as const satisfies Record<MemberTask | 'unblock', { title: string; icon: IconName; danger?: boolean }>;

/** What somebody may do to a member of the group, in the order of the menu. */
export function tasksOn({ userId, abilities, blocked }: Member, group: Group, myId: string) {
  const tasks: (MemberTask | 'unblock')[] = abilities.giveRoles.length > 0 ? ['role'] : [];
  if (userId === myId) return tasks;
  if (group.abilities.transfer) tasks.push('transfer');
  tasks.push('report', blocked ? 'unblock' : 'block');
  if (abilities.remove) tasks.push('remove', 'ban');
  return tasks;
}

/** A member, with what the caller may do to them. */
export function MemberRow({ member, spaced, onTask }: MemberRowProps) {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { wide } = useLayout();
  const group = useThisGroup();
  const me = useMe();
  const mine = member.userId === me.id;
  const { name, role } = member;

  const items = tasksOn(member, group, me.id).map((task) => ({
    ...looks[task],
    title: t(looks[task].title),
    onPress: () => onTask(task),
  }));

  return (
    <ListRow
      start={<Avatar id={member.userId} name={name} url={member.avatarUrl} />}
      title={mine ? `${name} (${t('common.you')})` : name}
      note={t('members.joined', { date: formatDay(member.joinedAt, 'short') })}
      end={
        <>
          <View style={[styles.marks, wide && styles.marksWide]}>
            {member.blocked ? <Badge tone="danger">{t('blocks.mark')}</Badge> : null}
            <Badge tone={role === 'owner' ? 'accent' : 'neutral'}>{t(`role.${role}`)}</Badge>
          </View>
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
