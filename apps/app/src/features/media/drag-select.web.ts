import { type RefObject, useEffect } from 'react';
import type { View } from 'react-native';
import { beginDrag, dragTo } from './selection';

/** So near to the edge, in pixels, the feed scrolls on by itself, by at most so much a frame. */
const EDGE = 72;
const FASTEST = 18;
/** A press that moves no further is a click. */
const SLOP = 10;
/** A finger first rests as long as selects a photo. */
const REST_MS = 460;

const photoAt = (x: number, y: number): string | null =>
  document.elementFromPoint(x, y)?.closest('[data-tile]')?.getAttribute('data-tile') ?? null;

function scrollerOf(from: Element | null): Element | null {
  for (let element = from; element; element = element.parentElement)
    if (element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY !== 'visible')
      return element;
  return null;
}

/** Selects what a mouse is dragged over, or a finger that has rested on a photo first; scrolls on at the edges. */
export function useDragSelect(feed: RefObject<View | null>, shownIds: () => readonly string[]): void {
  useEffect(() => {
    const element = feed.current as unknown as HTMLElement | null;
    if (!element) return;
    let press: { id: string; x: number; y: number; at: number; touch: boolean } | null = null;
    let dragging = false;
    let at = { x: 0, y: 0 };
    let frame = 0;
    let scroller: Element | null = null;

    const select = () => {
      const id = photoAt(at.x, at.y);
      if (id !== null) dragTo(id, shownIds());
      // Words that were passed are not meant.
      document.getSelection()?.removeAllRanges();
    };
    const scrollOn = () => {
      const { top, bottom } = element.getBoundingClientRect();
      const past = Math.max(0, at.y - (bottom - EDGE)) - Math.max(0, top + EDGE - at.y);
      if (past !== 0) {
        scroller?.scrollBy(0, Math.max(-FASTEST, Math.min(FASTEST, past / 4)));
        select();
      }
      frame = requestAnimationFrame(scrollOn);
    };
    const down = (event: PointerEvent) => {
      const id = (event.target as Element).closest('[data-tile]')?.getAttribute('data-tile');
      if (event.button !== 0 || !event.isPrimary || !id || event.shiftKey) return;
      const { clientX: x, clientY: y, timeStamp } = event;
      press = { id, x, y, at: timeStamp, touch: event.pointerType !== 'mouse' };
    };
    const move = (event: PointerEvent) => {
      if (!press) return;
      at = { x: event.clientX, y: event.clientY };
      if (!dragging) {
        if (Math.hypot(at.x - press.x, at.y - press.y) < SLOP) return;
        // A finger that moves at once scrolls.
        if (press.touch && event.timeStamp - press.at < REST_MS) {
          press = null;
          return;
        }
        dragging = true;
        scroller = scrollerOf(document.elementFromPoint(press.x, press.y));
        beginDrag(press.id);
        frame = requestAnimationFrame(scrollOn);
      }
      select();
    };
    const stop = () => {
      press = null;
      cancelAnimationFrame(frame);
      // The click that follows belongs to the drag.
      setTimeout(() => {
        dragging = false;
      });
    };
    const hold = (event: TouchEvent) => {
      const rested = press?.touch && event.timeStamp - press.at >= REST_MS;
      if (event.cancelable && (dragging || (rested && event.touches.length === 1))) event.preventDefault();
    };
    const swallow = (event: MouseEvent) => {
      if (!dragging) return;
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener('pointerdown', down);
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', stop);
    window.addEventListener('pointercancel', stop);
    element.addEventListener('touchmove', hold, { passive: false });
    element.addEventListener('click', swallow, { capture: true });
    return () => {
      stop();
      element.removeEventListener('pointerdown', down);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', stop);
      window.removeEventListener('pointercancel', stop);
      element.removeEventListener('touchmove', hold);
      element.removeEventListener('click', swallow, { capture: true });
    };
  }, [feed, shownIds]);
}
