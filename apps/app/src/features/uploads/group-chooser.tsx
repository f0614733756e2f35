import type { Group } from '@wmory/contract';
import { usePathname, useRouter } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/empty-state';
import { ListRow } from '@/components/list-row';
import { Loading } from '@/components/loading';
import { Notice } from '@/components/notice';
import { Sheet } from '@/components/sheet';
import { Skeleton } from '@/components/skeleton';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { GroupCover } from '@/features/groups/group-cover';
import { useGroups } from '@/features/groups/queries';
import { formatBytes } from '@/lib/format';
import { stylesheet, useLayout } from '@/lib/theme';
import { bytesOf, type Candidate } from './candidate';
import { offerFiles } from './offer';
import { settleUnplaced, useUnplaced } from './unplaced';

const useStyles = stylesheet(({ radius, space }) => ({
  cover: { width: 44, height: 44, borderRadius: radius.md, overflow: 'hidden' },
  list: { marginHorizontal: -space.lg },
  waiting: { gap: space.md },
}));

function Question({ photos }: { photos: Candidate[] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const router = useRouter();
  const path = usePathname();
  const { data, error, refetch } = useGroups();
  const groups = data?.filter(({ abilities }) => abilities.upload);

  const choose = (group: Group) => {
    settleUnplaced();
    router.replace(`/groups/${group.id}`);
    void offerFiles(group, photos);
  };
  const close = () => {
    settleUnplaced();
    showToast({ message: t('unplaced.left') });
    if (path === '/share') router.replace('/groups');
  };

  return (
    <Sheet
      open
      onClose={close}
      title={t('unplaced.title', { count: photos.length })}
      footer={<Button title={t('common.cancel')} onPress={close} block={!wide} />}
    >
      <Text tone="soft">
        {t('unplaced.body', { count: photos.length, size: formatBytes(bytesOf(photos)) })}
      </Text>
      {groups?.length === 0 ? <Notice>{t('unplaced.nowhere')}</Notice> : null}
      {groups ? (
        <View style={styles.list} role="list">
          {groups.map((group) => (
            <View key={group.id} role="listitem">
              <ListRow
                start={
                  <View style={styles.cover}>
                    <GroupCover cover={group.cover} markSize={22} />
                  </View>
                }
                title={group.name}
                note={t('common.people', { count: group.memberCount })}
                onPress={() => choose(group)}
              />
            </View>
          ))}
        </View>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading style={styles.waiting}>
          <Skeleton width="70%" height={18} />
          <Skeleton width="55%" height={18} />
        </Loading>
      )}
    </Sheet>
  );
}

/** Asks which group photos are for that came without one: shared by another app, or dropped on a page of no group. */
export function GroupChooser() {
  const photos = useUnplaced((store) => store.photos);
  return photos ? <Question photos={photos} /> : null;
}
