import { LegendList, type LegendListRef } from '@legendapp/list/react-native';
import type { Group } from '@wmory/contract';
import { useRouter } from 'expo-router';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ActivityIndicator, useWindowDimensions, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Button } from '@/components/button';
import { Text } from '@/components/text';
import { stylesheet, useLayout, useTheme } from '@/lib/theme';
import { dayOf, groupByDay, type Order } from './day';
import { useDragSelect } from './drag-select';
import type { Feed } from './feed';
import { FeedProvider } from './feed-context';
import { type FeedItem, feedItems, frameOf, itemHeight, sameItem } from './feed-items';
import { FeedLine } from './feed-line';
import { type Shape, sizeOf } from './feed-view';
import { scrollbarWidth } from './scrollbar';
import { noteTopLine, StickyDay } from './sticky-day';
import { noteTop } from './use-feed';
import { useReturnToPhoto } from './viewer/return-to-photo';

const useStyles = stylesheet(({ space }) => ({
  list: { flex: 1 },
  foot: {
    alignItems: 'center',
    justifyContent: 'center',
    gap: space.md,
    minHeight: 120,
    paddingVertical: space.xl,
  },
}));

export interface FeedListProps {
  group: Group;
  feed: Feed;
  shape: Shape;
  density: number;
  /** Pixels from edge to edge. */
  width: number;
  more: () => void;
  /** Whether the last try to load more failed. */
  stuck: boolean;
  refetch: () => unknown;
}

const renderItem = ({ item }: { item: FeedItem }) => <FeedLine item={item} />;
const keyOf = (item: FeedItem) => item.key;
const kindOf = (item: FeedItem) => item.kind;

function Foot({ feed, more, stuck }: Pick<FeedListProps, 'feed' | 'more' | 'stuck'>) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const insets = useSafeAreaInsets();
  return (
    <View style={[styles.foot, { marginBottom: insets.bottom + 72 }]}>
      {stuck ? (
        <>
          <Text tone="soft">{t('media.feed.stuck')}</Text>
          <Button title={t('common.retry')} icon="refresh" onPress={more} />
        </>
      ) : feed.next ? (
        <ActivityIndicator color={colors.accentInk} aria-label={t('media.feed.loading')} />
      ) : (
        <Text variant="small" tone="soft">
          {t('media.feed.end', { count: feed.photos.length })}
        </Text>
      )}
    </View>
  );
}

/** The photos day by day; only those near the screen are drawn. */
export function FeedList({ group, feed, shape, density, width, more, stuck }: FeedListProps) {
  const styles = useStyles();
  const { wide } = useLayout();
  const { height } = useWindowDimensions();
  const router = useRouter();
  const list = useRef<LegendListRef>(null);
  const root = useRef<View>(null);
  const inner = width - scrollbarWidth();
  const { order, photos } = feed;

  const days = useMemo(() => groupByDay(photos, order), [photos, order]);
  const frame = useMemo(() => frameOf(inner, wide, shape, sizeOf(density)), [inner, wide, shape, density]);
  const items = useMemo(() => feedItems(days, frame, shape), [days, frame, shape]);
  const shown = useRef<readonly string[]>([]);
  shown.current = useMemo(() => days.flatMap((day) => day.photos.map(({ id }) => id)), [days]);

  const context = useMemo(
    () => ({
      groupId: group.id,
      order,
      round: frame.round,
      gap: frame.gap,
      edge: frame.edge,
      apart: frame.apart,
      wide,
      shownIds: () => shown.current,
      open: (photoId: string) =>
        router.push({
          pathname: '/groups/[groupId]/photos/[photoId]',
          params: { groupId: group.id, photoId },
        }),
    }),
    [group.id, order, frame, wide, router],
  );
  // Another size or shape is another list, which begins where the one before was.
  const view = `${order} ${shape} ${density}`;
  const top = useRef<{ order: Order; photoId: string | null }>({ order, photoId: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list reads it once, when it is another one
  const start = useMemo(() => {
    const { photoId } = top.current;
    if (photoId === null || top.current.order !== order) return 0;
    return Math.max(
      0,
      items.findIndex(({ kind, photos }) => kind !== 'day' && photos.some(({ id }) => id === photoId)),
    );
  }, [view]);
  useDragSelect(root, context.shownIds);
  useReturnToPhoto(list, items);
  // A page may be shorter than the window.
  const fills = items.reduce((sum, item) => sum + itemHeight(item, frame.gap, wide), 0) > 4000;
  useEffect(() => {
    if (!fills && feed.next && !stuck) more();
  }, [fills, feed.next, stuck, more]);

  return (
    <FeedProvider value={context}>
      <View ref={root} style={styles.list}>
        <StickyDay inset={frame.edge + 8} />
        <LegendList
          key={view}
          testID="photos"
          ref={list}
          data={items}
          keyExtractor={keyOf}
          getItemType={kindOf}
          getFixedItemSize={(item: FeedItem) => itemHeight(item, frame.gap, wide)}
          estimatedItemSize={frame.target}
          estimatedListSize={{ width, height }}
          itemsAreEqual={sameItem}
          extraData={context}
          recycleItems
          drawDistance={900}
          maintainVisibleContentPosition={{ data: true, size: true }}
          initialScrollIndex={start}
          onFirstVisibleItemChanged={({ item }: { item: FeedItem }) => {
            const [first] = item.photos;
            if (!first) return;
            noteTop(group.id, order, first);
            noteTopLine(item, dayOf(first, order));
            top.current = { order, photoId: item.kind === 'day' && item.first ? null : first.id };
          }}
          onEndReached={() => {
            if (!stuck) more();
          }}
          onEndReachedThreshold={2}
          ListFooterComponent={<Foot feed={feed} more={more} stuck={stuck} />}
          style={styles.list}
          renderItem={renderItem}
        />
      </View>
    </FeedProvider>
  );
}
