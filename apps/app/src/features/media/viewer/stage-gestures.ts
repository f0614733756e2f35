import {
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import { direction } from '@/i18n';
import { useReducedMotion } from '@/lib/theme';
import { CLOSER, type Point, REST, type Size, settle, type Zoom, zoomAt } from './zoom';

export interface StageGestures {
  photoId: string;
  root: RefObject<HTMLElement | null>;
  /** Moves sideways with the finger. */
  track: RefObject<HTMLElement | null>;
  /** Is zoomed. */
  picture: RefObject<HTMLElement | null>;
  hasPrevious: boolean;
  hasNext: boolean;
  onStep: (by: -1 | 1) => void;
  onClose: () => void;
  onTap: () => void;
}

const SLIDE_MS = 200;
/** Where reading goes to the left, so do the photos. */
const forward = () => (direction() === 'rtl' ? -1 : 1);
/** A tap moves no further than this, and a second one comes no later. */
const SLOP = 8;
const DOUBLE_MS = 280;

/** What one press of a finger or mouse is about. */
interface Press {
  kind: 'undecided' | 'sideways' | 'down' | 'pan' | 'pinch';
  start: Point;
  zoom: Zoom;
  /** Between two fingers, at the beginning. */
  spread: number;
  at: number;
}

const sizeOf = (element: HTMLElement | null): Size => ({
  width: element?.offsetWidth ?? 0,
  height: element?.offsetHeight ?? 0,
});

const between = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});

const apart = ([a, b]: readonly Point[]): number => (a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0);

/** Turns what fingers, mouse and wheel do on the stage into steps, zoom and the way out. */
export function useStageGestures(options: StageGestures) {
  const { root, track, picture } = options;
  const current = useRef(options);
  current.current = options;
  const still = useReducedMotion();
  const zoom = useRef<Zoom>(REST);
  const pointers = useRef(new Map<number, Point>());
  const press = useRef<Press | null>(null);
  const byMouse = useRef(true);
  const lastTap = useRef<{ at: number; timer: number } | null>(null);

  function drawZoom(next: Zoom, smooth = false): void {
    zoom.current = next;
    const element = picture.current;
    if (!element) return;
    element.style.transition = smooth && !still ? `transform ${SLIDE_MS}ms` : 'none';
    element.style.transform =
      next.scale === 1 ? '' : `translate(${next.x}px, ${next.y}px) scale(${next.scale})`;
    if (root.current) root.current.style.cursor = next.scale === 1 ? 'default' : 'grab';
  }

  function drawTrack(x: number, y: number, smooth: boolean): void {
    const element = track.current;
    if (!element) return;
    element.style.transition = smooth && !still ? `transform ${SLIDE_MS}ms ease-out` : 'none';
    element.style.transform = x === 0 && y === 0 ? '' : `translate(${x}px, ${y}px)`;
    const box = root.current?.parentElement;
    if (box) box.style.opacity = y > 0 ? String(Math.max(0.4, 1 - y / 500)) : '';
  }

  const held = (next: Zoom): Zoom => settle(next, sizeOf(picture.current), sizeOf(root.current));
  const fromMiddle = ({ x, y }: Point): Point => {
    const box = root.current?.getBoundingClientRect();
    return box ? { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 } : { x: 0, y: 0 };
  };
  const toggleZoom = (at: Point) =>
    drawZoom(zoom.current.scale > 1 ? REST : held(zoomAt(zoom.current, CLOSER, fromMiddle(at))), true);

  // Another photo begins unzoomed, in the middle.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn depends on the photo alone
  useLayoutEffect(() => {
    drawTrack(0, 0, false);
    drawZoom(REST);
  }, [options.photoId]);

  function step(by: -1 | 1): void {
    const { hasPrevious, hasNext, onStep } = current.current;
    const free = by < 0 ? hasPrevious : hasNext;
    drawTrack(free ? -by * forward() * (sizeOf(root.current).width + 24) : 0, 0, true);
    if (free) setTimeout(() => onStep(by), still ? 0 : SLIDE_MS);
  }

  function begin(kind: Press['kind']): void {
    const points = [...pointers.current.values()];
    press.current = {
      kind,
      start: between(points),
      zoom: zoom.current,
      spread: apart(points),
      at: performance.now(),
    };
  }

  function move(mouse: boolean): void {
    const now = press.current;
    if (!now) return;
    const points = [...pointers.current.values()];
    const middle = between(points);
    const by = { x: middle.x - now.start.x, y: middle.y - now.start.y };
    if (now.kind === 'undecided' && Math.hypot(by.x, by.y) > SLOP) {
      if (zoom.current.scale > 1) now.kind = 'pan';
      else if (mouse) return;
      else now.kind = Math.abs(by.x) > Math.abs(by.y) ? 'sideways' : 'down';
    }
    if (now.kind === 'pan') drawZoom(held({ ...now.zoom, x: now.zoom.x + by.x, y: now.zoom.y + by.y }));
    else if (now.kind === 'pinch') {
      const scaled = zoomAt(now.zoom, now.zoom.scale * (apart(points) / now.spread), fromMiddle(now.start));
      drawZoom(held({ ...scaled, x: scaled.x + by.x, y: scaled.y + by.y }));
    } else if (now.kind === 'sideways') {
      const { hasPrevious, hasNext } = current.current;
      const free = by.x * forward() > 0 ? hasPrevious : hasNext;
      drawTrack(free ? by.x : by.x / 4, 0, false);
    } else if (now.kind === 'down') drawTrack(0, Math.max(0, by.y), false);
  }

  function end(at: Point, touch: boolean): void {
    const now = press.current;
    press.current = null;
    if (!now) return;
    const by = { x: at.x - now.start.x, y: at.y - now.start.y };
    const speed = by.x / Math.max(1, performance.now() - now.at);
    if (now.kind === 'sideways') {
      const far = Math.abs(by.x) > sizeOf(root.current).width / 3 || Math.abs(speed) > 0.4;
      if (far) step(by.x * forward() > 0 ? -1 : 1);
      else drawTrack(0, 0, true);
    } else if (now.kind === 'down') {
      if (by.y > 110) current.current.onClose();
      else drawTrack(0, 0, true);
    } else if (now.kind === 'undecided' && touch) tap(at);
  }

  function tap(at: Point): void {
    const last = lastTap.current;
    if (last && performance.now() - last.at < DOUBLE_MS) {
      clearTimeout(last.timer);
      lastTap.current = null;
      toggleZoom(at);
    } else {
      const timer = window.setTimeout(() => current.current.onTap(), DOUBLE_MS);
      lastTap.current = { at: performance.now(), timer };
    }
  }

  // React listens to wheels passively, and the page must not zoom.
  // biome-ignore lint/correctness/useExhaustiveDependencies: all it reads are refs
  useEffect(() => {
    const element = root.current;
    const turn = (event: WheelEvent) => {
      if (event.ctrlKey) {
        event.preventDefault();
        const scale = zoom.current.scale * Math.exp(-event.deltaY / 120);
        drawZoom(held(zoomAt(zoom.current, scale, fromMiddle({ x: event.clientX, y: event.clientY }))));
      } else if (zoom.current.scale > 1) {
        event.preventDefault();
        const { x, y, scale } = zoom.current;
        drawZoom(held({ scale, x: x - event.deltaX, y: y - event.deltaY }));
      }
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, []);

  const release = (event: PointerEvent) => {
    if (!pointers.current.delete(event.pointerId)) return;
    if (pointers.current.size > 0) begin(zoom.current.scale > 1 ? 'pan' : 'undecided');
    else end({ x: event.clientX, y: event.clientY }, event.pointerType !== 'mouse');
  };
  return {
    onPointerDown(event: PointerEvent) {
      byMouse.current = event.pointerType === 'mouse';
      if (event.button !== 0) return;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      begin(pointers.current.size > 1 ? 'pinch' : 'undecided');
    },
    onPointerMove(event: PointerEvent) {
      if (!pointers.current.has(event.pointerId)) return;
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      move(event.pointerType === 'mouse');
    },
    onPointerUp: release,
    onPointerCancel: release,
    onDoubleClick(event: MouseEvent) {
      // Touch has told of its two taps already.
      if (byMouse.current) toggleZoom({ x: event.clientX, y: event.clientY });
    },
  };
}
