import {
  type CSSProperties,
  memo,
  type ReactElement,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { WindowListProps } from './window-list-props';
import { type Lines, lineAt, linesFor, offsetsOf } from './window-of';

const scroller: CSSProperties = {
  flex: '1 1 0',
  minHeight: 0,
  position: 'relative',
  overflowX: 'hidden',
  overflowY: 'auto',
  // What comes in above is made up for below; the browser would do it a second time.
  overflowAnchor: 'none',
  overscrollBehavior: 'contain',
};
/** Far away, nothing moves in it, which would have the browser look through the page sixty times a second. */
const end: CSSProperties = { contentVisibility: 'auto', containIntrinsicHeight: 'auto 200px' };
const line: CSSProperties = { position: 'absolute', insetInline: 0, contain: 'layout style' };

interface LineProps<T> {
  item: T;
  top: number;
  height: number;
  renderItem: (item: T) => ReactElement;
  same: (a: T, b: T) => boolean;
}

const Line = memo(
  function Line<T>({ item, top, height, renderItem }: LineProps<T>) {
    return <div style={{ ...line, top, height }}>{renderItem(item)}</div>;
  },
  (a, b) =>
    a.top === b.top && a.height === b.height && a.renderItem === b.renderItem && a.same(a.item, b.item),
) as <T>(props: LineProps<T>) => ReactElement;

/** So near to the top, in pixels, one is at the top, and stays there. */
const TOP = 4;

/** A list of lines of known heights, of which those near the window are in the page. */
export function WindowList<T>(props: WindowListProps<T>) {
  const {
    items,
    keyOf,
    heightOf,
    renderItem,
    same = Object.is,
    size,
    foot,
    start = 0,
    place,
    findLike,
    onTop,
    onStart,
    onEnd,
    ref,
    testID,
  } = props;
  const frame = useRef<HTMLDivElement>(null);
  const offsets = useMemo(() => offsetsOf(items, heightOf), [items, heightOf]);
  const [drawn, setDrawn] = useState<Lines>(() => {
    const window = { top: offsets[start] ?? 0, height: size.height, direction: 1 };
    return linesFor(offsets, window, null);
  });
  /** What was at the top of the window, and how far it was beyond. */
  const anchor = useRef<{ item: T; beyond: number } | null>(null);
  const seen = useRef({ top: 0, height: size.height });
  const latest = { items, offsets, drawn, place, findLike, onTop, onStart, onEnd, keyOf };
  const current = useRef(latest);
  current.current = latest;
  /** Whether it lies under another page, without a size and so without a place. */
  const covered = useRef(false);

  /** Puts what was at the top of the window there again. */
  const [hold] = useState(() => () => {
    const { items, offsets, findLike, keyOf } = current.current;
    const [element, held] = [frame.current, anchor.current];
    if (!element || !held) return;
    const key = keyOf(held.item);
    const same = items.findIndex((item) => keyOf(item) === key);
    const index = same < 0 ? (findLike?.(items, held.item) ?? -1) : same;
    if (index >= 0) element.scrollTop = (offsets[index] ?? 0) + held.beyond;
  });

  const [look] = useState(() => (anew = false) => {
    const element = frame.current;
    if (!element) return;
    if (element.clientHeight === 0) {
      covered.current = true;
      return;
    }
    if (covered.current) hold();
    covered.current = false;
    const { scrollTop: top, clientHeight: height } = element;
    const { items, offsets, drawn, place, onTop, onStart, onEnd, keyOf } = current.current;
    const direction = top - seen.current.top;
    seen.current = { top, height };
    const first = lineAt(offsets, top);
    const item = items[first];
    if (item !== undefined) {
      const moved = !anchor.current || keyOf(anchor.current.item) !== keyOf(item);
      anchor.current = { item, beyond: top - (offsets[first] ?? 0) };
      if (place) place.beyond = anchor.current.beyond;
      if (moved || anew) onTop?.(item);
    }
    const lines = linesFor(offsets, { top, height, direction }, anew ? null : drawn);
    if (lines.first !== drawn.first || lines.end !== drawn.end) setDrawn(lines);
    if (top < 2 * height) onStart?.();
    if ((offsets.at(-1) ?? 0) - top - height < 2 * height) onEnd?.();
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, to begin with
  useLayoutEffect(() => {
    const [from = 0, to = 0] = [offsets[start], offsets[start + 1]];
    if (frame.current) frame.current.scrollTop = from + Math.min(place?.beyond ?? 0, to - from);
    look(true);
  }, []);
  const laidOut = useRef(offsets);
  /** Whether there was more above it, as it was drawn before. */
  const unfinished = useRef(onStart !== undefined);
  useLayoutEffect(() => {
    if (laidOut.current === offsets) return;
    laidOut.current = offsets;
    // Whoever is at the very start stays there, unless it was not the start of all.
    if (frame.current && (frame.current.scrollTop > TOP || unfinished.current)) hold();
    look(true);
  }, [offsets, hold, look]);
  useLayoutEffect(() => {
    unfinished.current = onStart !== undefined;
  });
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const scroll = () => look();
    const watch = new ResizeObserver(scroll);
    watch.observe(element);
    element.addEventListener('scroll', scroll, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', scroll);
    };
  }, [look]);
  useImperativeHandle(ref, () => ({
    show(index, where = 'top', evenIfSeen = true) {
      const element = frame.current;
      if (!element) return;
      const { offsets } = current.current;
      const [from = 0, to = 0] = [offsets[index], offsets[index + 1]];
      const { scrollTop: top, clientHeight: height } = element;
      if (!evenIfSeen && from >= top && to <= top + height) return;
      element.scrollTop = where === 'top' ? from : from - (height - (to - from)) / 2;
      look();
    },
  }));

  const { first } = drawn;
  return (
    <div ref={frame} style={scroller} data-testid={testID} data-window-list>
      <div style={{ position: 'relative', height: offsets.at(-1) }}>
        {items.slice(first, drawn.end).map((item, index) => {
          const top = offsets[first + index] ?? 0;
          const height = (offsets[first + index + 1] ?? 0) - top;
          return <Line key={keyOf(item)} {...{ item, top, height, renderItem, same }} />;
        })}
      </div>
      {foot ? <div style={end}>{foot}</div> : null}
    </div>
  );
}
