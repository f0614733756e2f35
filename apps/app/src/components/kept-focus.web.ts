import { useEffect, useMemo, useRef } from 'react';
import type { KeptFocus } from './kept-focus';

/** What had the focus last, in the page (null) and in each of what lies over it; the latest last. */
const latest = new Map<Element | null, HTMLElement>();

const layerOf = (element: Element): Element | null => element.closest('[aria-modal="true"]');

globalThis.document?.addEventListener('focusin', ({ target }) => {
  if (!(target instanceof HTMLElement)) return;
  for (const layer of latest.keys()) if (layer?.isConnected === false) latest.delete(layer);
  const layer = layerOf(target);
  latest.delete(layer);
  latest.set(layer, target);
});

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** What a dialog that opens now was opened by, the likeliest first: of a menu that goes at once, its button comes next. */
export const openersNow = (): HTMLElement[] => [...latest.values()].reverse();

/** Where it is now: a page that was left and drawn anew has another link to the same place. */
const presentOf = (opener: HTMLElement): HTMLElement | null => {
  const href = opener.getAttribute('href');
  if (opener.isConnected || href === null) return opener;
  return document.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`);
};

/** Gives the focus back once nothing has it; a page that was hidden takes a few frames until it takes it. */
export function giveFocusBack(openers: readonly HTMLElement[], frames = 20): void {
  if (!isLost()) return;
  const top = [...document.querySelectorAll('[aria-modal="true"]')].at(-1) ?? null;
  for (const opener of openers.map(presentOf))
    if (isLost() && opener?.isConnected && layerOf(opener) === top) opener.focus({ preventScroll: true });
  if (isLost() && frames > 0) requestAnimationFrame(() => giveFocusBack(openers, frames - 1));
}

/** Keeps the focus in what is open when that which had it goes, and gives it back to what opened it. */
export function useKeptFocus(open: boolean): KeptFocus {
  const panel = useRef<HTMLElement>(null);
  // While it is drawn, before a field in it takes the focus by itself.
  const openers = useMemo(() => (open ? openersNow() : []), [open]);
  const last = useRef(openers);
  if (open) last.current = openers;
  useEffect(() => {
    const inside = panel.current;
    if (!open || !inside) return;
    const observer = new MutationObserver(() => {
      if (isLost() && layerOf(inside)?.getAttribute('role') === 'dialog') inside.focus();
    });
    observer.observe(inside, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [open]);
  const onGone = () => giveFocusBack(last.current);
  useEffect(() => () => giveFocusBack(last.current), []);
  return {
    panel: { ref: panel, tabIndex: -1, style: { outline: 'none' } } as object,
    onGone,
  };
}
