import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { faults } from './a11y/axe.ts';
import {
  DESK,
  deskByDay,
  deskByNight,
  type Look,
  PHONE,
  phoneByDay,
  phoneByNight,
  turn,
  ZOOMED,
} from './a11y/looks.ts';
import { settle, watchRequests } from './a11y/settle.ts';
import { tabStops } from './a11y/tab-stops.ts';
import { appRoutes } from './app-routes.ts';
import { type Cast, type Character, gatherCast } from './cast.ts';
import { launchChromium } from './chromium.ts';
import { pay, type Visit, visits } from './visits.ts';

// What the functions below find in the browser; Node's types do not know it.
declare const document: {
  documentElement: { scrollWidth: number; outerHTML: string };
  getAnimations(): { playState: string; effect: { getComputedTiming(): { endTime: number } } }[];
};
declare const innerWidth: number;

let cast: Cast;
let browser: Browser;

before(async () => {
  cast = await gatherCast();
  browser = await launchChromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);
});
after(async () => {
  await browser?.close();
  await cast?.stop();
});

/** Pages that were looked at, whole and as they were drawn, by their looks. */
const known = new Set<string>();

/** Whether the very same page was looked at before, as somebody else. */
async function isKnown(page: Page, look: Look): Promise<boolean> {
  const markup = await page.evaluate(() => document.documentElement.outerHTML);
  // React numbers what it names; the numbers hang on what was drawn before.
  const key = createHash('sha256')
    .update(`${look.name} ${markup.replaceAll(/_r_\w+_/g, '')}`)
    .digest('hex');
  if (known.has(key)) return true;
  known.add(key);
  return false;
}

/** All that is wrong with a page, in each look, with its movements, and zoomed. */
async function inspect(page: Page, visit: Visit, asked: readonly Look[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const look of asked) {
    await turn(page, look);
    // It comes up in the first look: that saves drawing it once more.
    if (look === asked[0]) await pay(page, visit, cast);
    else await settle(page);
    if (await isKnown(page, look)) continue;
    wrong.push(...(await faults(page)).map((fault) => `${visit.route}, ${look.name}: ${fault}`));
  }
  const moving = await page.evaluate(
    () =>
      document
        .getAnimations()
        .filter(
          ({ playState, effect }) => playState === 'running' && effect.getComputedTiming().endTime > 1000,
        ).length,
  );
  if (moving > 0) wrong.push(`${visit.route}: ${moving} animations run for who wants none`);
  await page.setViewportSize(ZOOMED);
  await settle(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) wrong.push(`${visit.route}: zoomed, it can be pushed sideways by ${wide} px`);
  return wrong;
}

/** Visits every page that the character has, a few at once. */
async function tour(as: Character, locale: string, asked: readonly Look[]): Promise<string[]> {
  const context = await cast.open(browser, as, { locale, viewport: PHONE, reducedMotion: 'reduce' });
  const left = visits.filter((visit) => visit.as.includes(as));
  const wrong: string[] = [];
  const walk = async () => {
    const page = await context.newPage();
    page.setDefaultTimeout(90_000);
    watchRequests(page);
    for (let visit = left.shift(); visit; visit = left.shift())
      wrong.push(...(await inspect(page, visit, asked)));
  };
  await Promise.all([walk(), walk()]);
  await context.close();
  return wrong;
}

test('every page of the app is visited', () => {
  const visited = new Set(visits.map(({ route }) => route));
  assert.deepEqual([...visited].sort(), appRoutes);
});

for (const as of ['visitor', 'member', 'owner', 'moderator'] as const)
  test(`what a ${as} sees can be seen, read and pressed by everyone`, async () => {
    assert.deepEqual(await tour(as, 'en-GB', [phoneByDay, deskByNight]), []);
  });

test('so it can in Arabic, and in the other colours', async () => {
  const wrong = [
    ...(await tour('visitor', 'ar', [phoneByNight])),
    ...(await tour('owner', 'ar', [deskByDay])),
  ];
  assert.deepEqual(wrong, []);
});

for (const reducedMotion of ['reduce', 'no-preference'] as const)
  test(`a dialog takes the focus, keeps it, and gives it back, with ${reducedMotion} in motion`, async () => {
    const context = await cast.open(browser, 'owner', { viewport: DESK, reducedMotion });
    const page = await context.newPage();
    await page.goto(`${cast.server.url}/groups/${cast.groupId}`);
    const opener = page.getByRole('button', { name: 'Invite', exact: true });
    await opener.click();
    const dialog = page.getByRole('dialog');
    const inside = dialog.locator(':focus');
    await inside.waitFor();
    for (const key of ['Tab', 'Shift+Tab'])
      for (let press = 0; press < 12; press++) {
        await page.keyboard.press(key);
        await inside.waitFor();
      }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.locator(':focus').and(opener).waitFor();
    await context.close();
  });

test('the Tab key starts at the link past the sidebar, which leads to the page', async () => {
  const context = await cast.open(browser, 'owner', { viewport: DESK });
  const page = await context.newPage();
  for (const path of ['/groups', `/groups/${cast.groupId}`, '/account']) {
    await page.goto(cast.server.url + path);
    await page.getByRole('main').waitFor();
    await page.keyboard.press('Tab');
    await page
      .locator(':focus')
      .and(page.getByRole('button', { name: 'Skip to content' }))
      .waitFor();
    await page.keyboard.press('Enter');
    await page.locator('main:focus').waitFor();
  }
  await context.close();
});

for (const look of [phoneByDay, deskByNight])
  test(`whatever the Tab key comes to shows that it has the focus, on a ${look.name}`, async () => {
    const context = await cast.open(browser, 'owner', { viewport: look.viewport });
    const page = await context.newPage();
    watchRequests(page);
    await turn(page, look);
    const wrong: string[] = [];
    for (const path of ['/groups', '', '/members', '/settings', '/account'].map((part) =>
      part === '/groups' || part === '/account' ? part : `/groups/${cast.groupId}${part}`,
    )) {
      await page.goto(cast.server.url + path);
      await page.getByRole('main').waitFor();
      await settle(page);
      const stops = await tabStops(page);
      assert.ok(stops.length >= 5, `${path}: ${stops.length} stops`);
      for (const { name, faults: found } of stops)
        if (found.length > 0) wrong.push(`${path}: ${name} ${found.join(', ')}`);
    }
    await context.close();
    assert.deepEqual(wrong, []);
  });

test('a menu gives the focus to nothing that nobody sees, and a press beside it closes it', async () => {
  const context = await cast.open(browser, 'owner', { viewport: PHONE });
  const page = await context.newPage();
  await page.goto(`${cast.server.url}/groups/${cast.groupId}`);
  await page.getByRole('button', { name: 'How photos are shown' }).click();
  await page.getByRole('menuitem').first().waitFor();
  const faulty = (await tabStops(page, 12)).filter(({ faults: found }) => found.length > 0);
  assert.deepEqual(faulty, []);
  await page.mouse.click(20, PHONE.height - 20);
  await page.getByRole('menuitem').first().waitFor({ state: 'detached' });
  await context.close();
});
