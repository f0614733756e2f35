import type { Group, Photo } from '@wmory/contract';
import { useIsFocused } from 'expo-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { Scrubber } from '@/features/photo-screens';
import { AddPhotosButton } from '@/features/uploads/add-photos';
import { onArrival } from '@/features/uploads/upload-state';
import { useShown } from '@/lib/first-page';
import { stylesheet } from '@/lib/theme';
import { useDensityGestures } from './density-gestures';
import { DownloadBar } from './download-bar';
import { showPhotos, staleGroup } from './feed-cache';
import { FilterBar, sayWhen, useNames } from './feed-filters';
import { FeedList } from './feed-list';
import { enterFeed, noteMonth, noteSource, useSource } from './feed-place';
import { FeedSkeleton } from './feed-skeleton';
import { type FeedFilter, isFiltered, keyOfSource, noFilter } from './feed-source';
import { stepDensity, useFeedView } from './feed-view';
import { useKeys } from './keys';
import { endOfMonth, latestOf, useMonths } from './months';
import { SelectionBar } from './selection-bar';
import { UploadFab } from './upload-fab';
import { useFeed } from './use-feed';
import { useFilter, useShowFilter } from './use-filter';
import { useMarkSeen } from './visit';

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

/** What a filter says that leaves nothing. */
function NothingFound({ group, filter, name }: { group: Group; filter: FeedFilter; name: string }) {
  const { t } = useTranslation();
  const show = useShowFilter(group.id);
  const { kind, fresh } = filter;
  if (kind)
    return (
      <EmptyState
        icon={kind === 'video' ? 'film' : 'photos'}
        title={t(`media.filter.noneOf.${kind}`)}
        body={t(`media.filter.noneOfBody.${kind}`)}
      >
        <Button title={t('media.filter.clear')} onPress={() => show(noFilter)} />
      </EmptyState>
    );
  return (
    <EmptyState
      icon="photos"
      title={fresh ? t('media.filter.nothingNew') : t('media.filter.nothingOf', { name })}
      body={
        fresh
          ? t('media.filter.nothingNewBody', { when: sayWhen(fresh.since) })
          : t('media.filter.nothingOfBody', { name })
      }
    >
      <Button title={t('media.filter.clear')} onPress={() => show(noFilter)} />
    </EmptyState>
  );
}

/** The photos of a group, the newest first, and what can be done with them. */
export function GroupFeed({ group }: { group: Group }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { shape, density } = useFeedView();
  const filter = useFilter();
  const source = useSource(group.id, filter);
  const root = useRef<View>(null);
  const { feed, error, refetch, more, newer, stuck } = useFeed(group.id, source);
  const months = useMonths(group.id, source);
  const goTo = useRef<((photoId: string) => boolean) | null>(null);
  const [width, setWidth] = useState(0);
  const [long, setLong] = useState(false);
  const focused = useIsFocused();
  useMarkSeen(group, feed, focused);
  useEffect(() => noteSource(group.id, source), [group.id, source]);
  useEffect(
    () =>
      onArrival((groupId, photos) => {
        showPhotos(groupId, photos);
        staleGroup(groupId);
      }),
    [],
  );
  const photos = feed?.photos ?? nothing;
  const isEmpty = feed?.photos.length === 0;
  useShown(isEmpty || error !== null);
  // Whatever it was entered at is gone.
  const isLost = isEmpty && source.before !== null;
  useEffect(() => {
    if (isLost) enterFeed(group.id, source, null);
  }, [isLost, group.id, source]);
  useDensityGestures(root, photos.length > 0);
  useKeys({ '+': () => stepDensity(1), '=': () => stepDensity(1), '-': () => stepDensity(-1) });
  const filtered = isFiltered(filter);
  const names = useNames(group.id, photos, filter.uploaderId !== null);
  const name = names.get(filter.uploaderId ?? '') ?? t('media.formerMember');
  const content = () => {
    if (!feed)
      return error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <FeedSkeleton width={width} />
      );
    if (photos.length === 0)
      return filtered ? (
        <NothingFound group={group} filter={filter} name={name} />
      ) : (
        <EmptyFeed group={group} />
      );
    return (
      <FeedList
        key={keyOfSource(source)}
        group={group}
        feed={feed}
        shape={shape}
        density={density}
        width={width}
        more={more}
        newer={newer}
        stuck={stuck}
        months={months}
        onLong={setLong}
        refetch={refetch}
        goTo={goTo}
      />
    );
  };
  const jump = (month: string) => {
    const known = feed ? latestOf(photos, month, { source, isWhole: feed.newer === null }) : null;
    noteMonth(month);
    if (known && goTo.current?.(known.id)) return;
    enterFeed(group.id, source, month === months[0]?.month ? null : endOfMonth(month));
  };
  return (
    <View
      ref={root}
      testID="feed"
      style={styles.feed}
      onLayout={({ nativeEvent }) => setWidth(nativeEvent.layout.width)}
    >
      <FilterBar group={group} filter={filter} name={name} />
      <View style={styles.feed}>
        {width > 0 ? content() : null}
        {long && months.length > 1 ? <Scrubber months={months} onJump={jump} /> : null}
      </View>
      <SelectionBar group={group} photos={photos} />
      <DownloadBar />
      {photos.length > 0 ? <UploadFab group={group} /> : null}
    </View>
  );
}
