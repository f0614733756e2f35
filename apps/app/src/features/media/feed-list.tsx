import type { FeedMonth, Group } from '@wmory/contract';
import { useRouter } from 'expo-router';
import { type RefObject, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ActivityIndicator, useWindowDimensions, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Button } from '@/components/button';
import { Text } from '@/components/text';
import { WindowList, type WindowListHandle } from '@/components/window-list';
import { stylesheet, useLayout, useTheme } from '@/lib/theme';
import { dayOf, groupByDay } from './day';
import { useDragSelect } from './drag-select';
import { type Feed, positionOf } from './feed';
import { FeedProvider } from './feed-context';
import { type FeedItem, feedItems, frameOf, itemHeight, lineOf, sameItem } from './feed-items';
import { FeedLine } from './feed-line';
import { noteMonth, topOf } from './feed-place';
import { keyOfSource } from './feed-source';
import { type Shape, sizeOf } from './feed-view';
import { monthOf, needsScrubber } from './months';
import { scrollbarWidth } from './scrollbar';
import { useIsSelecting } from './selection';
import { noteTopLine, StickyDay } from './sticky-day';
import { useTilePresses } from './tile-presses';
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
  newer: () => void;
  /** Whether the last try to load more failed. */
  stuck: boolean;
  refetch: () => unknown;
  months: readonly FeedMonth[];
  /** Told whether the feed is so long that months are worth going to. */
  onLong: (long: boolean) => void;
  /** Set to what shows a photo that is loaded, with the heading of its day; false where none of the lines begins with it. */
  goTo: RefObject<((photoId: string) => boolean) | null>;
}

const renderItem = (item: FeedItem) => <FeedLine item={item} />;
const keyOf = (item: FeedItem) => item.key;
const kindOf = (item: FeedItem) => item.kind;
const findLike = (items: readonly FeedItem[], { kind, photos: [first] }: FeedItem) =>
  first ? lineOf(items, first.id, kind === 'day') : -1;

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
      ) : feed.newer ? null : (
        <Text variant="small" tone="soft">
          {t('media.feed.end', { count: feed.photos.length })}
        </Text>
      )}
    </View>
  );
}

/** The photos day by day; only those near the screen are drawn. */
export function FeedList({
  group,
  feed,
  shape,
  density,
  width,
  more,
  newer,
  stuck,
  months,
  onLong,
  goTo,
}: FeedListProps) {
  const styles = useStyles();
  const { wide } = useLayout();
  const { height } = useWindowDimensions();
  const router = useRouter();
  const list = useRef<WindowListHandle>(null);
  const root = useRef<View>(null);
  const selecting = useIsSelecting();
  const inner = width - scrollbarWidth();
  const { source, photos } = feed;
  const { order } = source;
  const atTop = feed.newer === null;

  const days = useMemo(() => groupByDay(photos, order), [photos, order]);
  const frame = useMemo(() => frameOf(inner, wide, shape, sizeOf(density)), [inner, wide, shape, density]);
  const entered = useMemo(() => {
    const { before } = source;
    const first = before === null ? null : photos.find((photo) => positionOf(photo, order).time < before);
    return first ? dayOf(first, order) : null;
  }, [photos, source, order]);
  const items = useMemo(
    () => feedItems(days, frame, shape, { atTop, day: entered }),
    [days, frame, shape, atTop, entered],
  );
  const shown = useRef<readonly string[]>([]);
  shown.current = useMemo(() => days.flatMap((day) => day.photos.map(({ id }) => id)), [days]);

  const latest = useRef(photos);
  latest.current = photos;
  // In a drop box, whoever does not run it sees their own alone.
  const seesOthers = group.rules.photos === 'shared' || group.abilities.moderate;
  const context = useMemo(
    () => ({
      groupId: group.id,
      source,
      seesOthers,
      loaded: () => latest.current,
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
    [group.id, source, seesOthers, frame, wide, router],
  );
  // Another size or shape is another list, which begins where the one before was, as does one that is come back to.
  const view = `${keyOfSource(source)} ${shape} ${density}`;
  const top = topOf(group.id, source);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list reads it once, when it is another one
  const start = useMemo(
    () => (top.photoId === null ? 0 : Math.max(0, lineOf(items, top.photoId, top.heading))),
    [view],
  );
  useDragSelect(root, context.shownIds);
  useTilePresses(root, context);
  useReturnToPhoto(list, items);
  useImperativeHandle(goTo, () => (photoId: string) => {
    const line = lineOf(items, photoId, true);
    const begins = items[line]?.photos[0]?.id === photoId;
    if (begins) list.current?.show(line);
    return begins;
  });
  const heightOf = useCallback((item: FeedItem) => itemHeight(item, frame.gap, wide), [frame.gap, wide]);
  // A page may be shorter than the window.
  const whole = items.reduce((sum, item) => sum + heightOf(item), 0);
  const fills = whole > 4000;
  const long = needsScrubber(months, whole / photos.length / height);
  useEffect(() => onLong(long), [onLong, long]);
  useEffect(() => {
    if (!fills && feed.next && !stuck) more();
  }, [fills, feed.next, stuck, more]);

  return (
    <FeedProvider value={context}>
      <View ref={root} style={styles.list} {...({ dataSet: { selecting: selecting ? '' : null } } as object)}>
        <StickyDay inset={frame.edge + 8} />
        <WindowList
          key={view}
          testID="photos"
          ref={list}
          items={items}
          keyOf={keyOf}
          kindOf={kindOf}
          heightOf={heightOf}
          renderItem={renderItem}
          same={sameItem}
          size={{ width, height }}
          start={start}
          place={top}
          findLike={findLike}
          onTop={(item) => {
            const [first] = item.photos;
            if (!first) return;
            noteTop(group.id, source, first);
            noteMonth(monthOf(first, source));
            noteTopLine(item, dayOf(first, order));
            top.photoId = item.kind === 'day' && item.first ? null : first.id;
            top.heading = item.kind === 'day';
          }}
          {...(feed.newer !== null && { onStart: newer })}
          onEnd={() => {
            if (!stuck) more();
          }}
          foot={<Foot feed={feed} more={more} stuck={stuck} />}
        />
      </View>
    </FeedProvider>
  );
}
