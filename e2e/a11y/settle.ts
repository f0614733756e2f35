import type { Page, Request } from 'playwright-core';

// What the functions below find in the browser; Node's types do not know it.
declare const document: {
  querySelector(selector: string): unknown;
  images: Iterable<{ complete: boolean }>;
  getAnimations(): { finished: Promise<unknown> }[];
};
declare class MutationObserver {
  constructor(callback: () => void);
  observe(target: unknown, options: object): void;
  disconnect(): void;
}
declare const requestAnimationFrame: (callback: (time: number) => void) => void;

/** Requests without an answer so far, by the page that asks. */
const underWay = new WeakMap<Page, Set<Request>>();

/** Counts what the page asks for from now on, for `settle`. */
export function watchRequests(page: Page): void {
  const requests = new Set<Request>();
  underWay.set(page, requests);
  page.on('request', (request) => requests.add(request));
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
}

/** Runs in the page: waits until nothing changes any more, answers whether all that is shown has come. */
const holdsStill = async (): Promise<boolean> => {
  const frame = () => new Promise<number>(requestAnimationFrame);
  let changes = 0;
  const observer = new MutationObserver(() => {
    changes += 1;
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
  for (let still = 0, tries = 0; still < 3 && tries < 120; tries++) {
    const before = changes;
    await frame();
    still = changes === before ? still + 1 : 0;
  }
  observer.disconnect();
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  return (
    document.querySelector('[aria-busy=true]') === null &&
    [...document.images].every(({ complete }) => complete)
  );
};

/**
 * Waits until the page has drawn all that it asks for: three frames without a change, before and after which no request is
 * under way. Throws after a minute.
 */
export async function settle(page: Page): Promise<void> {
  const requests = underWay.get(page);
  if (!requests) throw new Error('Nobody watches what the page asks for');
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const asked = requests.size;
    if ((await page.evaluate(holdsStill)) && asked + requests.size === 0) return;
    await page.waitForTimeout(20);
  }
  const left = [...requests].map((request) => request.url());
  throw new Error(`${page.url()} does not come to rest: ${left.join(' ') || 'it keeps on changing'}`);
}
