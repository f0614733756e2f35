import { useEffect, useRef } from 'react';

export type Keys = Partial<Record<string, (event: KeyboardEvent) => void>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Whether a menu or sheet lies over the page: its own keys go first. */
const isCovered = (): boolean => document.querySelector('[aria-modal="true"]:not([data-viewer])') !== null;

/** "a", "Escape"; with Control, or Command on a Mac, "Ctrl+a". */
const nameOf = ({ key, ctrlKey, metaKey }: KeyboardEvent): string =>
  (ctrlKey || metaKey ? 'Ctrl+' : '') + (key.length === 1 ? key.toLowerCase() : key);

/** Calls back by the name of the key, while nobody types and nothing covers the page. */
export function useKeys(keys: Keys, on = true): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      if (isTyping(event.target) || isCovered()) return;
      const act = current.current[nameOf(event)];
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [on]);
}
