import type { Direction } from './languages';

/** Tells the page around the app: what reads it aloud, breaks its words or mirrors it goes by that. */
export function turnPage(locale: string, direction: Direction): void {
  document.documentElement.lang = locale.replace(/-u-.*$/, '');
  document.documentElement.dir = direction;
}

/** A browser mirrors a page as it stands. */
export const turnedByReload = (_direction: Direction): boolean => false;
