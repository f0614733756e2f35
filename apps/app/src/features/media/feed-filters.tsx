import type { Group, Photo } from '@wmory/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Avatar } from '@/components/avatar';
import { Icon } from '@/components/icon';
import { IconButton } from '@/components/icon-button';
import { Menu } from '@/components/menu';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { Touch, type TouchState } from '@/components/touch';
import { loadMembers, useFace, useMembers } from '@/features/members/queries';
import { formatDay, formatTime, sayNew } from '@/lib/format';
import { explain } from '@/lib/problems';
import { useMe } from '@/lib/session';
import { stylesheet, TARGET, useLayout, useTheme } from '@/lib/theme';
import { useFeedContext } from './feed-context';
import { type FeedFilter, isFiltered, noFilter } from './feed-source';
import { useShowFilter } from './use-filter';
import { useVisit } from './visit';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  bar: { flexDirection: 'row', paddingHorizontal: space.lg, paddingTop: space.xs },
  barWide: { paddingHorizontal: space.xxxl, paddingTop: space.sm },
  target: { minHeight: TARGET, justifyContent: 'center', maxWidth: '100%', borderRadius: radius.full },
  chip: {
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.xs,
    minHeight: 34,
    paddingHorizontal: space.md,
    borderRadius: radius.full,
    backgroundColor: colors.accentSoft,
  },
  faced: { paddingStart: space.xs },
  words: { color: colors.onAccentSoft, flexShrink: 1 },
  lit: { opacity: 0.85 },
}));

/** What people are called whose photos are in a feed. */
export function useNames(groupId: string, photos: readonly Photo[], wanted: boolean): Map<string, string> {
  const { data: members } = useMembers(groupId, wanted);
  return useMemo(() => {
    // Some have left, and their photos have not.
    const known = photos.flatMap(({ uploader }) => (uploader ? [[uploader.id, uploader.name] as const] : []));
    return new Map([...known, ...(members ?? []).map(({ userId, name }) => [userId, name] as const)]);
  }, [members, photos]);
}

/** "16:05" of today, else "14 March". */
export const sayWhen = (moment: string): string =>
  new Date(moment).toDateString() === new Date().toDateString() ? formatTime(moment) : formatDay(moment);

/** What is looked for, with a way to end that; else what is new. */
export function FilterBar({ group, filter, name }: { group: Group; filter: FeedFilter; name: string }) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const me = useMe();
  const visit = useVisit(group.id);
  const show = useShowFilter(group.id);
  const filtered = isFiltered(filter);
  const { uploaderId, kind, fresh } = filter;
  const face = useFace(group.id, uploaderId);
  if (!filtered && !visit) return null;
  const parts = [
    ...(kind ? [t(`media.filter.only.${kind}`)] : []),
    ...(uploaderId ? [t('media.filter.of', { name })] : []),
    ...(fresh ? [t('media.filter.newSince', { when: sayWhen(fresh.since) })] : []),
  ];
  const title = filtered ? parts.join(' · ') : sayNew(visit?.count ?? 0);
  const press = () =>
    show(filtered || !visit ? noFilter : { ...noFilter, fresh: { since: visit.since, viewerId: me.id } });
  return (
    <View style={[styles.bar, wide && styles.barWide]} testID="feed-filter">
      <Touch
        onPress={press}
        {...(filtered && { label: `${title}, ${t('media.filter.clear')}` })}
        style={styles.target}
      >
        {({ hovered, pressed }: TouchState) => (
          <View style={[styles.chip, uploaderId && styles.faced, (hovered || pressed) && styles.lit]}>
            {uploaderId && <Avatar id={uploaderId} name={name} url={face} size={26} />}
            <Text variant="label" style={styles.words} numberOfLines={1}>
              {title}
            </Text>
            {filtered ? <Icon name="close" size={16} color={colors.onAccentSoft} /> : null}
          </View>
        )}
      </Touch>
    </View>
  );
}

/** Chooses whose photos are shown. */
export function PeopleMenu() {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { groupId, source, loaded } = useFeedContext();
  const show = useShowFilter(groupId);
  const names = useNames(groupId, loaded(), false);
  const { uploaderId } = source;
  const people = [...names].sort(([, a], [, b]) => a.localeCompare(b));
  const choose = (id: string | null) => {
    if (id !== uploaderId || source.fresh) show({ ...noFilter, kind: source.kind, uploaderId: id });
  };
  return (
    <Menu
      label={t('media.filter.whose')}
      items={[
        { title: t('media.filter.everyone'), checked: uploaderId === null, onPress: () => choose(null) },
        ...people.map(([id, name]) => ({
          id,
          title: name,
          checked: id === uploaderId,
          onPress: () => choose(id),
        })),
      ]}
      trigger={({ ref, onPress, expanded }) => (
        <IconButton
          ref={ref}
          icon="people"
          label={t('media.filter.whose')}
          color={uploaderId === null ? colors.inkSoft : colors.accentInk}
          expanded={expanded}
          onPress={() => {
            loadMembers(groupId).then(onPress, (error: unknown) =>
              showToast({ message: explain(error), tone: 'problem' }),
            );
          }}
        />
      )}
    />
  );
}

/** Chooses whether photos, videos, or both are shown, of whatever else is looked for. */
export function KindMenu() {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { groupId, source } = useFeedContext();
  const show = useShowFilter(groupId);
  const { uploaderId, kind, fresh } = source;
  return (
    <Menu
      label={t('media.filter.kind')}
      items={([null, 'image', 'video'] as const).map((each) => ({
        title: each ? t(`media.filter.only.${each}`) : t('media.filter.both'),
        checked: kind === each,
        onPress: () => {
          if (each !== kind) show({ uploaderId, fresh, kind: each });
        },
      }))}
      trigger={({ ref, onPress, expanded }) => (
        <IconButton
          ref={ref}
          icon="film"
          label={t('media.filter.kind')}
          color={kind === null ? colors.inkSoft : colors.accentInk}
          expanded={expanded}
          onPress={onPress}
        />
      )}
    />
  );
}
