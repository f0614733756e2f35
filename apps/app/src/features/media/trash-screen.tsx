import { useInfiniteQuery } from '@tanstack/react-query';
import type { Photo } from '@wmory/contract';
import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { Loading } from '@/components/loading';
import { MoreButton } from '@/components/more-button';
import { Screen } from '@/components/screen';
import { Text } from '@/components/text';
import { useThisGroup } from '@/features/groups/this-group';
import { api } from '@/lib/api';
import { stylesheet } from '@/lib/theme';
import { mediaKeys } from './feed-cache';
import { purgePhotos, restorePhotos } from './remove';
import { TrashRow } from './trash-row';

const useStyles = stylesheet(({ space }) => ({ page: { gap: space.xl } }));

const noPhotos: Photo[] = [];

/** What was deleted in a group and can be brought back. */
export function TrashScreen() {
  const styles = useStyles();
  const { t } = useTranslation();
  const router = useRouter();
  const group = useThisGroup();
  const [doomed, setDoomed] = useState<readonly Photo[]>(noPhotos);
  const [asking, setAsking] = useState(false);
  const query = useInfiniteQuery({
    queryKey: mediaKeys.trash(group.id),
    queryFn: ({ pageParam, signal }) =>
      api.listTrash(
        {
          params: { groupId: group.id },
          query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });
  const { data, error, isPending, refetch, hasNextPage } = query;
  const photos = data?.pages.flatMap((page) => page.photos) ?? noPhotos;
  const ask = (list: readonly Photo[]) => {
    setDoomed(list);
    setAsking(true);
  };
  const content = () => {
    if (isPending) return <Loading rows={[88, 88, 88]} />;
    if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
    if (photos.length === 0)
      return (
        <EmptyState icon="trash" title={t('media.trash.emptyTitle')} body={t('media.trash.emptyBody')} />
      );
    return (
      <View style={styles.page}>
        <Text tone="soft">{t('media.trash.body')}</Text>
        <Card list>
          {photos.map((photo) => (
            <TrashRow
              key={photo.id}
              photo={photo}
              onRestore={() => void restorePhotos(group.id, [photo])}
              onPurge={() => ask([photo])}
            />
          ))}
        </Card>
        <MoreButton title={t('media.trash.older')} query={query} />
      </View>
    );
  };
  return (
    <Screen
      title={t('media.trash.title')}
      width={720}
      back={() => router.dismissTo(`/groups/${group.id}/settings`)}
      actions={
        photos.length > 0 && !hasNextPage ? (
          <Button title={t('media.trash.empty')} onPress={() => ask(photos)} />
        ) : null
      }
    >
      {content()}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('media.trash.purgeTitle', { count: doomed.length })}
        body={t('media.trash.purgeBody')}
        action={t('media.trash.purge')}
        danger
        onConfirm={() => purgePhotos(group.id, doomed)}
      />
    </Screen>
  );
}
