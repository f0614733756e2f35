import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../e2e/chromium.ts';
import { type RunningServer, startServer } from '../e2e/server.ts';
import { fillGallery } from '../tools/fill-gallery.ts';
import { untilQuiet } from './quiet.fixture.ts';
import { logIn, makeGroup } from './visitor.fixture.ts';

const PHOTOS = 10_000;
/** How many of them are there before scrolling begins; more come in as it goes on. */
const LOADED = 3_000;
const ROUNDS = 5;
const SECONDS = 4;
/** Seconds to wait for other programs, before each round. */
const PATIENCE = 15;

const windows = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
};

/**
 * Frames a second while a feed of 10,000 photos is scrolled by a wheel, a window's height a second, with its page's
 * processor slowed to a quarter, as a ratio to an empty page as high as it, in turn: the lesser one of a phone's window and
 * a desktop's. Frames are those in which the page's own scripts had their turn, not those that the browser draws without.
 */
export async function run(): Promise<void> {
  const server = await startServer({ env: { RATE_LIMIT_FACTOR: '1000' } });
  const browser = await launchChromium();
  try {
    const { person, groupId } = await makeGroup(server.url);
    await fillGallery(person, groupId, { dataDir: server.dataDir, size: PHOTOS });
    const ratios: number[] = [];
    for (const [name, viewport] of Object.entries(windows)) {
      const { feed, empty } = await compare(browser, server, { groupId, viewport });
      console.log(
        `${name}: ${feed.toFixed(1)} frames a second in the feed, ${empty.toFixed(1)} in the empty page`,
      );
      ratios.push(feed / empty);
    }
    console.log(`grid ${Math.min(...ratios).toFixed(3)} ratio`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

interface Setting {
  groupId: string;
  viewport: { width: number; height: number };
}

/** Frames a second, the middle of all rounds. */
async function compare(
  browser: Browser,
  server: RunningServer,
  { groupId, viewport }: Setting,
): Promise<{ feed: number; empty: number }> {
  const storageState = await logIn(browser, server.url);
  const context = await browser.newContext({ storageState, viewport });
  const page = await context.newPage();
  await page.goto(`${server.url}/groups/${groupId}`);
  await page.locator('[data-tile] img').first().waitFor();
  await page.evaluate(loadPhotos);
  const height = await page.evaluate<number>(`document.querySelector('[data-window-list]').scrollHeight`);
  const empty = await (await browser.newContext({ viewport })).newPage();
  await empty.setContent(`<!doctype html><body style="margin: 0">
    <div data-window-list style="height: 100vh; overflow: auto"><div style="height: ${height}px"></div></div>`);
  const frames = { feed: [] as number[], empty: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const start = Math.round(height / 2) + round * viewport.height * SECONDS;
    const idle = await untilQuiet(PATIENCE);
    const still = await scroll(empty, viewport, height / 2);
    const moving = await scroll(page, viewport, start);
    frames.empty.push(still);
    frames.feed.push(moving);
    console.log(
      `${moving.toFixed(1)} of ${still.toFixed(1)}, ${Math.round(idle * 100)} % of the machine idle before`,
    );
  }
  await context.close();
  await empty.context().close();
  return { feed: medianOf(frames.feed), empty: medianOf(frames.empty) };
}

/** In the page: goes to the end again and again, until so many photos have come. */
const loadPhotos = `new Promise((resolve) => {
  const list = document.querySelector('[data-window-list]');
  const look = () => {
    const tiles = [...list.querySelectorAll('[data-tile]')];
    const area = tiles.reduce((sum, { offsetWidth, offsetHeight }) => sum + offsetWidth * offsetHeight, 0);
    const photos = (list.scrollHeight * list.clientWidth * tiles.length) / area;
    if (photos > ${LOADED}) return resolve();
    list.scrollTop = list.scrollHeight;
    setTimeout(look, 50);
  };
  look();
})`;

/** Frames a second while a list is scrolled down from a place. */
async function scroll(page: Page, { width, height }: Setting['viewport'], from: number): Promise<number> {
  const distance = height * SECONDS;
  const devTools = await page.context().newCDPSession(page);
  await page.evaluate(`document.querySelector('[data-window-list]').scrollTop = ${from}`);
  // What is to be seen there comes, and what can wait until then is done.
  await page.waitForTimeout(1000);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.evaluate(`{
    globalThis.frames = [];
    const count = (at) => {
      frames.push(at);
      globalThis.ticking = requestAnimationFrame(count);
    };
    ticking = requestAnimationFrame(count);
  }`);
  // What playwright-core knows of the protocol leaves the kind of gesture out.
  await devTools.send('Input.synthesizeScrollGesture', {
    x: width / 2,
    y: height / 2,
    yDistance: -distance,
    speed: height,
    gestureSourceType: 'mouse',
  });
  const [frames, moved] = await page.evaluate<[number[], number]>(`(() => {
    cancelAnimationFrame(ticking);
    return [frames, document.querySelector('[data-window-list]').scrollTop - ${from}];
  })()`);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await devTools.detach();
  if (moved < distance * 0.9) throw new Error(`the page scrolled by ${moved} pixels alone`);
  const [first = 0] = frames;
  return ((frames.length - 1) * 1000) / ((frames.at(-1) ?? 0) - first);
}

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
