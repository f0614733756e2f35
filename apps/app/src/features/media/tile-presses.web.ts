import { type RefObject, useEffect } from 'react';
import type { View } from 'react-native';
import { noteShown } from '@/lib/first-page';
import type { FeedContext } from './feed-context';
import { isSelecting, selectTo, toggleSelected } from './selection';

const LONG_MS = 450;

const idOf = ({ target }: Event): string | null =>
  (target as Element).closest('[data-tile]')?.getAttribute('data-tile') ?? null;
const isOn = ({ target }: Event, part: string): boolean => (target as Element).closest(part) !== null;

/**
 * What presses on tiles do: open a photo, select it, or a range of them with Shift; and a finger that rests on one selects
 * it. Heard once for all tiles, since thousands of them come and go.
 */
export function useTilePresses(feed: RefObject<View | null>, { shownIds, open }: FeedContext): void {
  useEffect(() => {
    const element = feed.current as unknown as HTMLElement | null;
    if (!element) return;
    const heard = new AbortController();
    const { signal } = heard;
    let rest: ReturnType<typeof setTimeout> | undefined;
    /** The click that follows belongs to the press that selected. */
    let rested = false;

    const pick = (event: MouseEvent, id: string) => {
      event.preventDefault();
      if (event.shiftKey) selectTo(id, shownIds());
      else toggleSelected(id);
    };
    const click = (event: MouseEvent) => {
      const id = idOf(event);
      if (id === null) return;
      if (isOn(event, '.tile-box')) return pick(event, id);
      if (!isOn(event, '.tile-face')) return;
      if (rested) event.preventDefault();
      else if (isSelecting()) pick(event, id);
      else if (!event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
        event.preventDefault();
        open(id);
      }
    };
    const down = (event: PointerEvent) => {
      rested = false;
      const id = idOf(event);
      if (event.pointerType !== 'touch' || id === null || !isOn(event, '.tile-face')) return;
      clearTimeout(rest);
      rest = setTimeout(() => {
        rested = true;
        toggleSelected(id);
      }, LONG_MS);
    };
    const stop = () => clearTimeout(rest);
    element.addEventListener('click', click, { signal });
    element.addEventListener('pointerdown', down, { signal });
    element.addEventListener('pointerup', stop, { signal });
    // Scrolling takes the pointer away.
    element.addEventListener('pointercancel', stop, { signal });
    element.addEventListener('contextmenu', (event) => rested && event.preventDefault(), { signal });
    element.addEventListener('load', (event) => idOf(event) !== null && noteShown(), {
      signal,
      capture: true,
    });
    return () => {
      stop();
      heard.abort();
    };
  }, [feed, shownIds, open]);
}
