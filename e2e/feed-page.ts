import type { Page } from 'playwright-core';

// What the functions below find in the browser; Node's types do not know it.
interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
}
interface Element {
  readonly alt: string;
  readonly textContent: string;
  scrollTop: number;
  getBoundingClientRect(): Box;
}
declare const document: {
  querySelectorAll(selector: string): Iterable<Element>;
  querySelector(selector: string): Element | null;
};

/** Names of the photos on the screen, the one at the top first. */
export const shown = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const list = document.querySelector('[data-testid=photos]')?.getBoundingClientRect();
    if (!list) return [];
    return [...document.querySelectorAll('[data-testid=photos] img[alt]')]
      .map((image) => ({ name: image.alt, box: image.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 0 && box.bottom > list.top + 1 && box.top < list.bottom)
      .sort((a, b) => a.box.top - b.box.top)
      .map(({ name }) => name);
  });

/** Where the first photo in sight is, to be compared with where it is later. */
export const placeOf = (page: Page) =>
  page.evaluate(() => {
    const list = document.querySelector('[data-testid=photos]');
    const from = list?.getBoundingClientRect().top ?? 0;
    for (const image of document.querySelectorAll('[data-testid=photos] img[alt]')) {
      const box = image.getBoundingClientRect();
      if (box.top >= from) return { name: image.alt, top: Math.round(box.top) };
    }
    return null;
  });

export const scrollTo = (page: Page, top: number) =>
  page.evaluate((to) => {
    const list = document.querySelector('[data-testid=photos]');
    if (list) list.scrollTop = to;
  }, top);

/** Whether the photo at the top is called so. */
export const isAt = async (page: Page, name: RegExp): Promise<boolean> =>
  name.test((await shown(page))[0] ?? '');
/** Pixels above the window. */
export const scrolled = (page: Page) =>
  page.evaluate(() => document.querySelector('[data-testid=photos]')?.scrollTop ?? 0);
