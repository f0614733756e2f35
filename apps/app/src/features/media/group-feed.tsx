import type { Group, Photo } from '@wmory/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { AddPhotosButton } from '@/features/uploads/add-photos';
import { onArrival } from '@/features/uploads/uploads';
import { stylesheet } from '@/lib/theme';
import { useDensityGestures } from './density-gestures';
import { DownloadBar } from './download-bar';
import { showPhotos, staleGroup } from './feed-cache';
import { FeedList } from './feed-list';
import { FeedSkeleton } from './feed-skeleton';
import { stepDensity, useFeedView } from './feed-view';
import { useKeys } from './keys';
import { SelectionBar } from './selection-bar';
import { UploadFab } from './upload-fab';
import { useFeed } from './use-feed';

const useStyles = stylesheet(() => ({ feed: { flex: 1 } }));

const nothing: readonly Photo[] = [];

/** What a group without photos says. */
function EmptyFeed({ group }: { group: Group }) {
  const { t } = useTranslation();
  if (!group.abilities.upload) {
    return (
      <EmptyState
        icon="photos"
        title={t('media.feed.emptyViewerTitle')}
        body={t('media.feed.emptyViewerBody')}
      />
    );
  }
  return (
    <EmptyState icon="photos" title={t('media.feed.emptyTitle')} body={t('media.feed.emptyBody')}>
      <AddPhotosButton group={group} size="large" />
    </EmptyState>
  );
}

/** The photos of a group, the newest first, and what can be done with them. */
export function GroupFeed({ group }: { group: Group }) {
  const styles = useStyles();
  const { order, shape, density } = useFeedView();
  const root = useRef<View>(null);
  const { feed, error, refetch, more, stuck } = useFeed(group.id, order);
  const [width, setWidth] = useState(0);
  useEffect(
    () =>
      onArrival((groupId, photos) => {
        showPhotos(groupId, photos);
        staleGroup(groupId);
      }),
    [],
  );
  const photos = feed?.photos ?? nothing;
  useDensityGestures(root, photos.length > 0);
  useKeys({ '+': () => stepDensity(1), '=': () => stepDensity(1), '-': () => stepDensity(-1) });
  const content = () => {
    if (!feed)
      return error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <FeedSkeleton width={width} />
      );
    if (photos.length === 0) return <EmptyFeed group={group} />;
    return (
      <FeedList
        group={group}
        feed={feed}
        shape={shape}
        density={density}
        width={width}
        more={more}
        stuck={stuck}
        refetch={refetch}
      />
    );
  };
  return (
    <View
      ref={root}
      testID="feed"
      style={styles.feed}
      onLayout={({ nativeEvent }) => setWidth(nativeEvent.layout.width)}
    >
      {width > 0 ? content() : null}
      <SelectionBar group={group} photos={photos} />
      <DownloadBar />
      {photos.length > 0 ? <UploadFab group={group} /> : null}
    </View>
  );
}
