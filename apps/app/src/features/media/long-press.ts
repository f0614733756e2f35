import { type MouseEvent, type PointerEvent, useRef } from 'react';

const LONG_MS = 450;

/** A press that lasts, by touch: mice have the box at the corner. */
export function useLongPress(act: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const done = useRef(false);
  const stop = () => clearTimeout(timer.current);
  return {
    /** Whether the click that follows belongs to it. */
    consume: () => done.current,
    handlers: {
      onPointerDown(event: PointerEvent) {
        done.current = false;
        if (event.pointerType !== 'touch') return;
        timer.current = setTimeout(() => {
          done.current = true;
          act();
        }, LONG_MS);
      },
      onPointerUp: stop,
      // Scrolling takes the pointer away.
      onPointerCancel: stop,
      onContextMenu(event: MouseEvent) {
        if (done.current) event.preventDefault();
      },
    },
  };
}
