import { type RefObject, useEffect } from 'react';
import type { View } from 'react-native';
import { stepDensity } from './feed-view';

/** Fingers or a wheel have to go so far for one step: by what the distance is multiplied, and in pixels. */
const SPREAD = 1.3;
const TURN = 60;

const apart = ({ touches: [a, b] }: TouchEvent): number =>
  a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;

/** Pinching, and turning the wheel with Control held, which is also what a touch pad's pinch comes as. */
export function useDensityGestures(feed: RefObject<View | null>, on: boolean): void {
  useEffect(() => {
    const element = feed.current as unknown as HTMLElement | null;
    if (!element || !on) return;
    let turned = 0;
    let spread = 0;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      turned += event.deltaY;
      if (Math.abs(turned) < TURN) return;
      stepDensity(turned < 0 ? 1 : -1);
      turned = 0;
    };
    const begin = (event: TouchEvent) => {
      spread = event.touches.length === 2 ? apart(event) : 0;
    };
    const move = (event: TouchEvent) => {
      if (spread === 0 || event.touches.length !== 2) return;
      event.preventDefault();
      const ratio = apart(event) / spread;
      if (ratio < SPREAD && ratio > 1 / SPREAD) return;
      stepDensity(ratio > 1 ? 1 : -1);
      spread = apart(event);
    };
    // React listens passively, and the page must not zoom.
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('touchstart', begin, { passive: true });
    element.addEventListener('touchmove', move, { passive: false });
    return () => {
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('touchstart', begin);
      element.removeEventListener('touchmove', move);
    };
  }, [feed, on]);
}
