import type { Page } from 'playwright-core';

// What the function below finds in the browser; Node's types do not know it.
interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}
interface Item {
  readonly tagName: string;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): Box;
  closest(selector: string): Item | null;
  contains(other: Item | null): boolean;
}
declare const document: {
  activeElement: Item | null;
  body: Item;
  elementFromPoint(x: number, y: number): Item | null;
};
declare const getComputedStyle: (
  item: Item,
  part?: string,
) => { content: string; outlineStyle: string; outlineWidth: string; borderTopWidth: string };
declare const innerWidth: number;
declare const innerHeight: number;

/** What the Tab key comes to. */
export interface TabStop {
  /** Where it is, in words. */
  readonly name: string;
  /** All that is wrong with it for who has no mouse. */
  readonly faults: readonly string[];
}

/** Looks at what has the focus; null: the page itself. */
const look = (page: Page): Promise<TabStop | null> =>
  page.evaluate(() => {
    const item = document.activeElement;
    if (!item || item === document.body) return null;
    const faults: string[] = [];
    const outline = getComputedStyle(item);
    // Where an outline would lie under the picture, a frame lies over it.
    const frame = getComputedStyle(item, '::after');
    const hasOutline = outline.outlineStyle !== 'none' && Number.parseFloat(outline.outlineWidth) >= 2;
    const hasFrame = frame.content !== 'none' && Number.parseFloat(frame.borderTopWidth) >= 2;
    // A field shows it by what is around it.
    const isField = item.tagName === 'INPUT' || item.tagName === 'TEXTAREA';
    if (!hasOutline && !hasFrame && !isField) faults.push('has no ring');
    if (item.closest('[aria-hidden="true"], [inert]')) faults.push('is hidden from screen readers');
    const { left, right, top, bottom } = item.getBoundingClientRect();
    // WCAG 2.2, 2.4.11: it may be covered in part.
    const spots = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => [left + (right - left) * x, top + (bottom - top) * y] as const),
    );
    const isSeen = spots.some(([x, y]) => {
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
      const there = document.elementFromPoint(x, y);
      return there !== null && (item.contains(there) || there.contains(item));
    });
    if (!isSeen) faults.push('is out of sight');
    const text = item.getAttribute('aria-label') ?? item.textContent ?? '';
    return { name: `${item.tagName.toLowerCase()} “${text.slice(0, 40)}”`, faults };
  });

/** Where the Tab key goes from the top of the page, until it comes round or has been pressed so often. */
export async function tabStops(page: Page, most = 80): Promise<TabStop[]> {
  const stops: TabStop[] = [];
  while (stops.length < most) {
    await page.keyboard.press('Tab');
    const stop = await look(page);
    if (stop === null) return stops;
    stops.push(stop);
  }
  return stops;
}
