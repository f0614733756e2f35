import type { Group } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { RefreshControl, View } from 'react-native';
import { Button } from '@/components/button';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { IconButton } from '@/components/icon-button';
import { Loading } from '@/components/loading';
import { Screen } from '@/components/screen';
import { Skeleton } from '@/components/skeleton';
import { Touch } from '@/components/touch';
import { useShown } from '@/lib/first-page';
import { useMe } from '@/lib/session';
import { stylesheet, TARGET, useLayout } from '@/lib/theme';
import { MyAvatar } from '../faces/my-avatar';
import { MyJoinRequests } from '../invites/join-outcome';
import { DeletionNotice } from '../settings/deletion-notice';
import { openCreateGroup } from './create-group';
import { GroupCard } from './group-card';
import { LeftGroups } from './left-groups';
import { useGroups } from './queries';

const useStyles = stylesheet(({ space, radius }) => ({
  grid: { flexDirection: 'row', flexWrap: 'wrap', marginHorizontal: -space.sm, rowGap: space.xl },
  cell: { paddingHorizontal: space.sm, width: '100%' },
  half: { width: '50%' },
  third: { width: '33.333%' },
  account: {
    width: TARGET,
    height: TARGET,
    borderRadius: radius.full,
    alignItems: 'center',
    justifyContent: 'center',
  },
}));

function Grid({ groups }: { groups: readonly Group[] | undefined }) {
  const styles = useStyles();
  const { width } = useLayout();
  const cell = [styles.cell, width >= 1180 ? styles.third : width >= 560 ? styles.half : null];
  if (!groups)
    return (
      <Loading style={styles.grid}>
        {[0, 1, 2].map((card) => (
          <View key={card} style={cell}>
            <Skeleton style={{ aspectRatio: 4 / 3 }} height="auto" round={14} />
            <Skeleton width="55%" height={18} style={{ marginTop: 12 }} />
            <Skeleton width="38%" height={14} style={{ marginTop: 8 }} />
          </View>
        ))}
      </Loading>
    );
  return (
    <View style={styles.grid} role="list">
      {groups.map((group) => (
        <View key={group.id} style={cell} role="listitem">
          <GroupCard group={group} />
        </View>
      ))}
    </View>
  );
}

/** Home: the groups I am in. */
export function GroupsScreen() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const me = useMe();
  const { data: groups, error, isPending, isRefetching, refetch } = useGroups();
  useShown(!isPending);
  const some = groups !== undefined && groups.length > 0;
  return (
    <Screen
      title={t('groups.title')}
      width={1240}
      refreshControl={<RefreshControl refreshing={isRefetching} onRefresh={() => void refetch()} />}
      actions={
        <>
          {!some ? null : wide ? (
            <>
              <Button title={t('scan.open')} icon="scan" href="/scan" />
              <Button title={t('groups.new')} icon="plus" variant="primary" onPress={openCreateGroup} />
            </>
          ) : (
            <>
              <IconButton icon="scan" label={t('scan.open')} href="/scan" />
              <IconButton icon="plus" label={t('groups.new')} onPress={openCreateGroup} />
            </>
          )}
          {wide ? null : (
            <Touch href="/account" label={t('me.menu')} style={styles.account}>
              <MyAvatar size={34} />
            </Touch>
          )}
        </>
      }
    >
      <DeletionNotice at={me.deletionAt} />
      {groups?.length === 0 ? (
        <EmptyState icon="photos" title={t('groups.emptyTitle')} body={t('groups.emptyBody')}>
          <Button
            title={t('groups.new')}
            icon="plus"
            variant="primary"
            size="large"
            onPress={openCreateGroup}
          />
          <Button title={t('scan.open')} icon="scan" size="large" href="/scan" />
        </EmptyState>
      ) : error && !groups ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Grid groups={isPending ? undefined : groups} />
      )}
      {error && !groups ? null : (
        <>
          <MyJoinRequests />
          <LeftGroups />
        </>
      )}
    </Screen>
  );
}
