import { useRouter, useSegments } from 'expo-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Button } from '@/components/button';
import { IconButton } from '@/components/icon-button';
import { usePageTitle } from '@/components/page-title';
import { Tabs } from '@/components/tabs';
import { Text } from '@/components/text';
import { sayWaiting, useWaiting } from '@/features/moderation/waiting';
import { InviteSheet } from '@/features/pages';
import { AddFolderButton, AddPhotosButton, TakePhotosButton } from '@/features/uploads/add-photos';
import { DropZone } from '@/features/uploads/drop-zone';
import { stylesheet, useLayout } from '@/lib/theme';
import { GroupNotices } from './group-notices';
import { useThisGroup } from './this-group';

const useStyles = stylesheet(({ colors, space }) => ({
  page: { flex: 1, backgroundColor: colors.ground },
  head: { borderBottomWidth: 1, borderBottomColor: colors.line },
  headWide: { paddingTop: space.xl },
  bar: {
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.sm,
    minHeight: 64,
    paddingTop: space.sm,
    paddingHorizontal: space.lg,
  },
  barWide: { paddingHorizontal: space.xxxl },
  back: { marginStart: -space.md },
  words: { flex: 1, minWidth: 0 },
  tabs: { paddingHorizontal: space.lg },
  tabsWide: { paddingHorizontal: space.xxxl },
  content: { flex: 1 },
}));

/** The head of a group and its parts: photos, members, activity, settings. */
export function GroupFrame({ children }: { children: ReactNode }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const insets = useSafeAreaInsets();
  const router = useRouter();
  const group = useThisGroup();
  const [inviting, setInviting] = useState(false);
  const waiting = useWaiting(group.id);
  const last: string = useSegments().at(-1) ?? '';
  const home = `/groups/${group.id}` as const;
  const tabs = [
    { key: 'photos', title: t('groups.photos'), href: home },
    {
      key: 'members',
      title: t('groups.members'),
      href: `${home}/members`,
      ...(group.joinRequestCount > 0 && {
        count: group.joinRequestCount,
        note: t('requests.waiting', { count: group.joinRequestCount }),
      }),
    },
    { key: 'activity', title: t('groups.activity'), href: `${home}/activity` },
    {
      key: 'settings',
      title: t('groups.settings'),
      href: `${home}/settings`,
      ...(waiting && waiting.count > 0 && { count: waiting.count, note: sayWaiting(waiting) }),
    },
  ] as const;
  const current = tabs.find(({ key }) => key === last) ?? tabs[0];
  usePageTitle(current.key === 'photos' ? group.name : `${current.title} · ${group.name}`);
  return (
    <View style={styles.page} role="main">
      <View style={[styles.head, wide ? styles.headWide : { paddingTop: insets.top }]}>
        <View style={[styles.bar, wide && styles.barWide]}>
          {wide ? null : (
            <View style={styles.back}>
              <IconButton icon="back" label={t('common.back')} onPress={() => router.dismissTo('/groups')} />
            </View>
          )}
          <View style={styles.words}>
            <Text variant={wide ? 'title' : 'heading'} level={1} numberOfLines={1}>
              {group.name}
            </Text>
            <Text variant="small" tone="soft" numberOfLines={1}>
              {t('common.people', { count: group.memberCount })} ·{' '}
              {t('common.photos', { count: group.photoCount })}
            </Text>
          </View>
          {!group.abilities.invite ? null : wide ? (
            <Button title={t('groups.invite')} icon="invite" onPress={() => setInviting(true)} />
          ) : (
            <IconButton icon="invite" label={t('groups.invite')} onPress={() => setInviting(true)} />
          )}
          <TakePhotosButton group={group} />
          {wide ? (
            <>
              <AddFolderButton group={group} />
              <AddPhotosButton group={group} />
            </>
          ) : null}
        </View>
        <View style={[styles.tabs, wide && styles.tabsWide]}>
          <Tabs label={t('groups.tabs')} tabs={tabs} current={current.key} />
        </View>
      </View>
      {current.key === 'photos' ? <GroupNotices group={group} /> : null}
      <View style={styles.content}>{children}</View>
      <DropZone group={group} />
      <InviteSheet group={group} open={inviting} onClose={() => setInviting(false)} />
    </View>
  );
}
