import type { FeedMonth } from '@wmory/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type GestureResponderEvent, View, type ViewStyle } from 'react-native';
import { Icon } from '@/components/icon';
import { Text } from '@/components/text';
import { dateFormat } from '@/lib/date-format';
import { stylesheet, TARGET, useLayout, useTheme } from '@/lib/theme';
import { useTopMonth } from './feed-place';
import { indexOfMonth, monthAt, spread, yearsOf } from './months';
import { scrollbarWidth } from './scrollbar';

const useStyles = stylesheet(({ colors, radius, space, elevation }) => ({
  side: { position: 'absolute', zIndex: 4, pointerEvents: 'box-none' },
  sideWide: { top: space.sm, bottom: space.sm },
  /** Between the feed's controls and the button that adds photos. */
  sideNarrow: { top: 64, bottom: 96 },
  rail: { width: TARGET, flex: 1, cursor: 'pointer', touchAction: 'none', userSelect: 'none' } as ViewStyle,
  year: { position: 'absolute', end: 6, pointerEvents: 'none' },
  dot: {
    position: 'absolute',
    end: 8,
    width: 4,
    height: 4,
    borderRadius: radius.full,
    backgroundColor: colors.lineStrong,
    pointerEvents: 'none',
  },
  mark: {
    position: 'absolute',
    end: 4,
    width: 26,
    height: 3,
    borderRadius: radius.full,
    backgroundColor: colors.accentInk,
    pointerEvents: 'none',
  },
  aim: { backgroundColor: colors.lineStrong },
  handle: {
    position: 'absolute',
    end: 0,
    width: TARGET,
    height: TARGET,
    alignItems: 'flex-end',
    justifyContent: 'center',
    touchAction: 'none',
    userSelect: 'none',
  } as ViewStyle,
  knob: {
    width: 28,
    height: TARGET,
    borderTopStartRadius: 22,
    borderBottomStartRadius: 22,
    alignItems: 'center',
    justifyContent: 'center',
    backgroundColor: colors.raised,
    boxShadow: elevation.menu,
  },
  up: { transform: [{ rotate: '180deg' }], marginBottom: -3 },
  down: { marginTop: -3 },
  bubble: {
    position: 'absolute',
    end: TARGET + 6,
    minHeight: 34,
    justifyContent: 'center',
    paddingHorizontal: space.md,
    borderRadius: radius.full,
    backgroundColor: colors.raised,
    boxShadow: elevation.menu,
    pointerEvents: 'none',
  },
}));

export interface ScrubberProps {
  months: readonly FeedMonth[];
  /** Shows the feed from the month on. */
  onJump: (month: string) => void;
}

/** Milliseconds that a month has to be kept to before it is gone to. */
const SETTLES = 220;
/** Pixels between years that are written down. */
const APART = 26;
const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -12, PageDown: 12 };

const longMonth = dateFormat({ month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthTitle = (month: string): string => longMonth(new Date(`${month}-01T00:00:00Z`));

/** The months of a feed down its side, to go to: a rail on wide windows, else a handle to drag. */
export function Scrubber({ months, onJump }: ScrubberProps) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const top = useTopMonth();
  const starts = useMemo(() => spread(months), [months]);
  const [height, setHeight] = useState(0);
  const side = useRef<View>(null);
  const edge = useRef(0);
  /** What is aimed at, before it is gone to. */
  const [aim, setAim] = useState<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [dragged, setDragged] = useState(false);
  const here = top === null ? 0 : indexOfMonth(months, top);
  const value = Math.min(aim ?? here, months.length - 1);

  const jump = useRef(onJump);
  jump.current = onJump;
  const wanted = aim === null ? null : (months[aim]?.month ?? null);
  useEffect(() => {
    if (wanted === null) return;
    const settled = setTimeout(() => {
      jump.current(wanted);
      if (!dragged) setAim(null);
    }, SETTLES);
    return () => clearTimeout(settled);
  }, [wanted, dragged]);

  // The handle keeps within the side, and so has a little less of it.
  const room = wide ? height : height - TARGET;
  const placeAt = ({ nativeEvent: { pageY } }: GestureResponderEvent) =>
    monthAt(starts, (pageY - edge.current - (wide ? 0 : TARGET / 2)) / Math.max(1, room));
  const measure = () => side.current?.measureInWindow((_, y) => (edge.current = y));
  const step = (by: number) => setAim(Math.min(Math.max(0, value + by), months.length - 1));
  const title = monthTitle(months[value]?.month ?? '1970-01');
  const slider = {
    accessible: true,
    role: 'slider' as const,
    tabIndex: 0 as const,
    'aria-label': t('media.months.label'),
    'aria-valuemin': 0,
    'aria-valuemax': months.length - 1,
    // Up is more.
    'aria-valuenow': months.length - 1 - value,
    'aria-valuetext': t('media.months.value', {
      month: title,
      photos: t('common.photos', { count: months[value]?.count ?? 0 }),
    }),
    accessibilityActions: [{ name: 'increment' }, { name: 'decrement' }],
    onAccessibilityAction: ({ nativeEvent }: { nativeEvent: { actionName: string } }) =>
      step(nativeEvent.actionName === 'increment' ? -1 : 1),
    onStartShouldSetResponder: () => true,
    onMoveShouldSetResponder: () => true,
    onResponderTerminationRequest: () => false,
    onResponderGrant: (event: GestureResponderEvent) => {
      setDragged(true);
      if (wide) setAim(placeAt(event));
    },
    onResponderMove: (event: GestureResponderEvent) => setAim(placeAt(event)),
    onResponderRelease: () => setDragged(false),
    onResponderTerminate: () => setDragged(false),
    ...({
      'aria-orientation': 'vertical',
      onKeyDown: (event: { key: string; preventDefault: () => void }) => {
        const by =
          event.key === 'Home' ? -months.length : event.key === 'End' ? months.length : STEPS[event.key];
        if (by === undefined) return;
        event.preventDefault();
        step(by);
      },
      onPointerMove: (event: { nativeEvent: { pageY: number; pointerType: string } }) =>
        setHovered(event.nativeEvent.pointerType === 'mouse' ? placeAt(event as never) : null),
      onPointerLeave: () => setHovered(null),
    } as object),
  };
  const at = (index: number) => ((starts[index] ?? 0) + (starts[index + 1] ?? 1)) / 2;
  const told = dragged || aim !== null ? value : wide ? hovered : null;
  return (
    <View
      ref={side}
      testID="scrubber"
      style={[styles.side, wide ? styles.sideWide : styles.sideNarrow, { end: scrollbarWidth() }]}
      onLayout={({ nativeEvent }) => {
        setHeight(nativeEvent.layout.height);
        measure();
      }}
      {...({ onPointerEnter: measure } as object)}
    >
      {wide ? (
        <View style={styles.rail} {...slider}>
          <Rail months={months} starts={starts} height={height} />
          {hovered === null ? null : (
            <View style={[styles.mark, styles.aim, { top: at(hovered) * height - 1 }]} />
          )}
          <View style={[styles.mark, { top: at(value) * height - 1 }]} />
        </View>
      ) : (
        <View style={[styles.handle, { top: (starts[value] ?? 0) * Math.max(0, room) }]} {...slider}>
          <View style={styles.knob}>
            <View style={styles.up}>
              <Icon name="chevron-down" size={16} color={colors.inkSoft} />
            </View>
            <View style={styles.down}>
              <Icon name="chevron-down" size={16} color={colors.inkSoft} />
            </View>
          </View>
        </View>
      )}
      {told === null ? null : (
        <View
          style={[
            styles.bubble,
            { top: wide ? at(told) * height - 17 : (starts[told] ?? 0) * Math.max(0, room) + 5 },
          ]}
          aria-hidden
          testID="scrubber-month"
        >
          <Text variant="label" numberOfLines={1}>
            {monthTitle(months[told]?.month ?? '1970-01')}
          </Text>
        </View>
      )}
    </View>
  );
}

/** Years and a dot for each month. */
function Rail({
  months,
  starts,
  height,
}: {
  months: readonly FeedMonth[];
  starts: readonly number[];
  height: number;
}) {
  const styles = useStyles();
  const years = yearsOf(months, starts, APART / Math.max(1, height));
  const written = years.map(({ at }) => at * height);
  const dots = starts.slice(0, -1).map((start) => start * height);
  return (
    <View aria-hidden>
      {dots
        .filter((y) => !written.some((place) => y > place - 8 && y < place + 20))
        .filter((y, index, all) => index === 0 || y - (all[index - 1] ?? 0) >= 6)
        .map((y) => (
          <View key={y} style={[styles.dot, { top: y }]} />
        ))}
      {years.map(({ year, at }) => (
        <View key={year} style={[styles.year, { top: at * height }]}>
          <Text variant="caption" tone="soft">
            {year}
          </Text>
        </View>
      ))}
    </View>
  );
}
