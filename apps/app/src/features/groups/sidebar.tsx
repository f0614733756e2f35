import type { Group } from '@wmory/contract';
import { type Href, usePathname } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { ScrollView, View, type ViewStyle } from 'react-native';
import { Badge } from '@/components/badge';
import { Icon } from '@/components/icon';
import type { IconName } from '@/components/icon-paths';
import { Loading } from '@/components/loading';
import { Logo } from '@/components/logo';
import { Text } from '@/components/text';
import { Touch, type TouchState } from '@/components/touch';
import { sayNew } from '@/lib/format';
import { useMe } from '@/lib/session';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';
import { MyAvatar } from '../faces/my-avatar';
import { sayWaiting, useWaiting } from '../moderation/waiting';
import { openCreateGroup } from './create-group';
import { GroupCover } from './group-cover';
import { useGroups } from './queries';

const useStyles = stylesheet(({ colors, radius, space, motion }) => ({
  sidebar: { width: 280, borderEndWidth: 1, borderEndColor: colors.line, paddingTop: space.xl },
  logo: { paddingHorizontal: space.xl, paddingBottom: space.xl, alignSelf: 'flex-start' },
  scroll: { flex: 1 },
  list: { paddingHorizontal: space.md, gap: 2, paddingBottom: space.lg },
  item: {
    minHeight: TARGET + 8,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.md,
    paddingHorizontal: space.md,
    borderRadius: radius.md,
    transitionProperty: 'background-color',
    transitionDuration: `${motion.quick}ms`,
  } as ViewStyle,
  hovered: { backgroundColor: colors.hover },
  here: { backgroundColor: colors.accentSoft },
  cover: { width: 36, height: 36, borderRadius: radius.sm + 2, overflow: 'hidden' },
  disc: {
    width: 36,
    height: 36,
    borderRadius: radius.sm + 2,
    alignItems: 'center',
    justifyContent: 'center',
  },
  words: { flex: 1, minWidth: 0 },
  hereInk: { color: colors.onAccentSoft },
  line: { height: 1, backgroundColor: colors.line, marginVertical: space.md, marginHorizontal: space.md },
  foot: { padding: space.md, borderTopWidth: 1, borderTopColor: colors.line },
}));

interface ItemProps {
  title: string;
  note?: string;
  icon?: IconName;
  group?: Group;
  /** It is the account of who is logged in. */
  mine?: boolean;
  href?: Href;
  onPress?: () => void;
  here?: boolean;
}

function Item({ title, note, icon, group, mine = false, href, onPress, here = false }: ItemProps) {
  const styles = useStyles();
  const { colors } = useTheme();
  return (
    <Touch
      {...(href === undefined ? { onPress: onPress ?? null } : { href })}
      {...({ 'aria-current': here ? 'page' : undefined } as object)}
      style={({ hovered }: TouchState) => [styles.item, hovered && styles.hovered, here && styles.here]}
    >
      {group ? (
        <View style={styles.cover}>
          <GroupCover cover={group.cover} markSize={20} />
        </View>
      ) : null}
      {icon ? (
        <View style={styles.disc}>
          <Icon name={icon} color={here ? colors.onAccentSoft : colors.inkSoft} />
        </View>
      ) : null}
      {mine ? <MyAvatar size={36} /> : null}
      <View style={styles.words}>
        <Text variant="label" numberOfLines={1} style={here && styles.hereInk}>
          {title}
        </Text>
        {note ? (
          <Text variant="caption" tone="soft" numberOfLines={1} style={here && styles.hereInk}>
            {note}
          </Text>
        ) : null}
      </View>
      {group && group.newCount > 0 ? <Badge tone="accent">{sayNew(group.newCount)}</Badge> : null}
    </Touch>
  );
}

/** On wide windows: the groups, a new one, the account. */
export function Sidebar() {
  const styles = useStyles();
  const { t } = useTranslation();
  const me = useMe();
  const path = usePathname();
  const { data: groups, isPending } = useGroups();
  const waiting = useWaiting();
  return (
    <View style={styles.sidebar} role="navigation" aria-label={t('groups.navigation')}>
      <Touch href="/groups" label={`WMORY, ${t('groups.title')}`} style={styles.logo}>
        <Logo />
      </Touch>
      <ScrollView style={styles.scroll} contentContainerStyle={styles.list}>
        <Item title={t('groups.title')} icon="grid" href="/groups" here={path === '/groups'} />
        <Item title={t('groups.new')} icon="plus" onPress={openCreateGroup} />
        {me.moderator || (waiting && waiting.count > 0) ? (
          <Item
            title={t('moderation.title')}
            {...(waiting && {
              note: waiting.count > 0 ? sayWaiting(waiting) : t('moderation.emptyTitle'),
            })}
            icon="shield"
            href="/moderation"
            here={path.startsWith('/moderation')}
          />
        ) : null}
        {groups && groups.length > 0 ? <View style={styles.line} /> : null}
        {isPending ? <Loading rows={[44, 44, 44]} round={10} /> : null}
        {groups?.map((group) => (
          <Item
            key={group.id}
            title={group.name}
            note={t('common.photos', { count: group.photoCount })}
            group={group}
            href={`/groups/${group.id}`}
            here={path.startsWith(`/groups/${group.id}`)}
          />
        ))}
      </ScrollView>
      <View style={styles.foot}>
        <Item title={me.name} note={me.email} mine href="/account" here={path === '/account'} />
      </View>
    </View>
  );
}
