import { type AuditAction, type AuditEntry, Role } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Avatar } from '@/components/avatar';
import { Icon } from '@/components/icon';
import type { IconName } from '@/components/icon-paths';
import { Text } from '@/components/text';
import { formatTime } from '@/lib/format';
import { stylesheet, useTheme } from '@/lib/theme';
import { isPhotoAction } from './activity';

const useStyles = stylesheet(({ space, colors, radius }) => ({
  row: {
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.md,
    minHeight: 60,
    paddingHorizontal: space.lg,
    paddingVertical: space.sm,
  },
  words: { flex: 1, minWidth: 0 },
  server: {
    width: 36,
    height: 36,
    borderRadius: radius.full,
    backgroundColor: colors.sunken,
    alignItems: 'center',
    justifyContent: 'center',
  },
}));

const otherIcons: Partial<Record<AuditAction, IconName>> = {
  'group.transferred': 'crown',
  'group.inherited': 'crown',
  'member.joined': 'invite',
  'member.left': 'leave',
  'member.removed': 'leave',
  'member.role-changed': 'shield',
  'member.banned': 'shield',
  'member.ban-lifted': 'shield',
};

const iconOf = (action: AuditAction): IconName => {
  if (action.startsWith('photo.'))
    return action === 'photo.added'
      ? 'image'
      : action === 'photo.restored'
        ? 'restore'
        : action === 'photo.edited'
          ? 'pencil'
          : 'trash';
  if (action.startsWith('invite.')) return 'link';
  if (action.startsWith('join.')) return 'invite';
  return otherIcons[action] ?? 'activity';
};

export interface ActivityRowProps {
  entry: AuditEntry;
  /** How many such in a row this stands for. */
  count: number;
}

/** What happened, as a sentence. */
export function ActivityRow({ entry, count }: ActivityRowProps) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const { actor, action, subject, details, at } = entry;
  const role = Role.safeParse(details['to']);
  const named = typeof details['name'] === 'string' ? details['name'] : null;
  const values = {
    // Of an account that was deleted, the name is gone.
    actor: actor ? actor.name || t('activity.goneActor') : t('activity.server'),
    subject: subject?.name || t('activity.gonePerson'),
  };
  const sentence =
    action === 'member.role-changed' && role.success
      ? t('audit.roleChangedTo', { ...values, role: t(`role.${role.data}`) })
      : action === 'group.updated' && named
        ? t('audit.renamedTo', { ...values, name: named })
        : isPhotoAction(action)
          ? t(`auditMany.${action}`, { ...values, count })
          : t(`audit.${action}`, values);
  return (
    <View style={styles.row}>
      {actor ? (
        <Avatar id={actor.id} name={values.actor} size={36} />
      ) : (
        <View style={styles.server}>
          <Icon name="device" size={18} color={colors.inkSoft} />
        </View>
      )}
      <View style={styles.words}>
        <Text variant="body">{sentence}</Text>
        <Text variant="caption" tone="soft">
          {formatTime(at)}
        </Text>
      </View>
      <Icon name={iconOf(action)} size={20} color={colors.inkSoft} />
    </View>
  );
}
