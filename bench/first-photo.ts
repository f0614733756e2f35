import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../e2e/chromium.ts';
import { startServer } from '../e2e/server.ts';
import { fillGallery } from '../tools/fill-gallery.ts';
import { untilQuiet } from './quiet.fixture.ts';
import { logIn, makeGroup } from './visitor.fixture.ts';

const PHOTOS = 300;
const ROUNDS = 5;
/** Seconds to wait for other programs, before each round. */
const PATIENCE = 15;
/** What Chromium's developer tools call "Fast 3G": bytes a second, and milliseconds to the first of them. */
const network = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
const viewport = { width: 390, height: 844 };

/**
 * Time until a picture is there in a browser without a cache, on a "fast 3G" network and with a processor slowed to a
 * quarter: the first one of a group's feed for somebody who is logged in, as a ratio to the same picture in a page that
 * holds nothing else, of the same server.
 */
export async function run(): Promise<void> {
  const server = await startServer({ env: { RATE_LIMIT_FACTOR: '1000' } });
  const browser = await launchChromium();
  try {
    const { person, groupId } = await makeGroup(server.url);
    await fillGallery(person, groupId, { dataDir: server.dataDir, size: PHOTOS });
    const { photos } = await person.client.listPhotos({ params: { groupId } });
    const picture = new URL(photos[0]?.urls?.thumb ?? '', server.url).href;
    const times = { feed: [] as number[], plain: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      // The cookie of a session works once.
      const storageState = await logIn(browser, server.url);
      const idle = await untilQuiet(PATIENCE);
      const plain = await timeToPicture(browser, { viewport }, `${server.url}/plain`, picture);
      const feed = await timeToPicture(
        browser,
        { viewport, storageState },
        `${server.url}/groups/${groupId}`,
      );
      times.plain.push(plain);
      times.feed.push(feed);
      console.log(
        `${feed.toFixed(0)} ms in the feed, ${plain.toFixed(0)} in the plain page, ${Math.round(idle * 100)} % of the machine idle before`,
      );
    }
    console.log(`first-photo ${(medianOf(times.feed) / medianOf(times.plain)).toFixed(2)} ratio`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * Milliseconds from going to an address until its first picture is drawn.
 *
 * @param picture of the plain page, which takes the place of what the server has at the address, on the way
 */
async function timeToPicture(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0],
  address: string,
  picture?: string,
): Promise<number> {
  const context: BrowserContext = await browser.newContext({ ...options, locale: 'en-GB' });
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await page.addInitScript(`document.addEventListener('load', ({ target }) => {
    if (target.matches?.('[data-tile] img, body > img'))
      requestAnimationFrame(() => setTimeout(() => { globalThis.shownAt ??= performance.now(); }));
  }, true);`);
  await devTools.send('Network.enable');
  await devTools.send('Network.emulateNetworkConditions', network);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  if (picture !== undefined)
    await page.route(address, async (route) => {
      const answer = await route.fetch();
      // A page that is as far away: what is made up here comes at once.
      await new Promise((resolve) => setTimeout(resolve, network.latency));
      await route.fulfill({ response: answer, body: `<!doctype html><img src="${picture}">` });
    });
  await page.goto(address, { waitUntil: 'commit' });
  const time = await page.evaluate<number>(`new Promise((resolve) => {
    const look = () => (globalThis.shownAt === undefined ? setTimeout(look, 20) : resolve(shownAt));
    look();
  })`);
  await context.close();
  return time;
}

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
