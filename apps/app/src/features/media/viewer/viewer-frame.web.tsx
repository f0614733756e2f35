import { type KeyboardEvent, useEffect, useRef } from 'react';
import { giveFocusBack, openersNow } from '@/components/kept-focus.web';
import { GROUND } from './colours';
import type { ViewerFrameProps } from './viewer-frame';

const tabbable = 'a[href], button:not([disabled]), input, textarea, [tabindex]:not([tabindex="-1"])';

/** Takes the whole window, over the page; the Tab key stays in it and comes back to where it was. */
export function ViewerFrame({ label, children }: ViewerFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = openersNow();
    frame.current?.focus({ preventScroll: true });
    return () => giveFocusBack(before);
  }, []);
  const trap = (event: KeyboardEvent) => {
    if (event.key !== 'Tab') return;
    const stops = [...(frame.current?.querySelectorAll<HTMLElement>(tabbable) ?? [])].filter(
      (element) =>
        element.tabIndex >= 0 &&
        element.getClientRects().length > 0 &&
        !element.closest('[aria-hidden="true"]'),
    );
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    const outside =
      !frame.current?.contains(document.activeElement) || document.activeElement === frame.current;
    if (document.activeElement !== edge && !(outside && event.shiftKey)) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  };
  return (
    <div
      ref={frame}
      role="dialog"
      aria-modal
      aria-label={label}
      data-viewer
      tabIndex={-1}
      onKeyDown={trap}
      style={{
        position: 'fixed',
        inset: 0,
        zIndex: 40,
        display: 'flex',
        flexDirection: 'row',
        backgroundColor: GROUND,
        outline: 'none',
      }}
    >
      {children}
    </div>
  );
}
