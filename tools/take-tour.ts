// Makes docs/tour.md with its pictures, and the one in the README, of the demo as it is now.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../e2e/chromium.ts';
import { startServer } from '../e2e/server.ts';
import { until } from '../e2e/until.ts';
import { demoAccounts, seedDemo } from './seed-demo.ts';
import { fileReports } from './tour/file-reports.ts';
import { type Stop, stops } from './tour/stops.ts';

const docs = join(import.meta.dirname, '../docs');
const screens = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1440, height: 900 } },
} as const;
type Screen = keyof typeof screens;

async function logIn(page: Page, url: string, { email, password }: (typeof demoAccounts)[number]) {
  await page.goto(`${url}/log-in`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Weekend in the hills').last().waitFor();
}

async function open(
  browser: Browser,
  screen: Screen,
  colorScheme: 'light' | 'dark',
): Promise<BrowserContext> {
  // Of twice the pixels on a phone, as phones have them.
  const deviceScaleFactor = screen === 'phone' ? 2 : 1;
  return browser.newContext({ ...screens[screen], colorScheme, deviceScaleFactor, locale: 'en-GB' });
}

async function shoot(page: Page, stop: Stop, url: string, name: string): Promise<void> {
  await page.goto(url + stop.path);
  await stop.show(page);
  await page.waitForLoadState('networkidle');
  await until(() => page.evaluate('[...document.images].every((image) => image.complete)'));
  // Nothing is pointed at, and pictures fade in over their placeholders.
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(docs, 'tour', name), type: 'jpeg', quality: 82 });
}

const server = await startServer();
const browser = await launchChromium();
try {
  await seedDemo(server.url);
  await fileReports(server.url);
  await rm(join(docs, 'tour'), { recursive: true, force: true });
  await mkdir(join(docs, 'tour'), { recursive: true });
  for (const screen of ['phone', 'desktop'] as const) {
    for (const scheme of ['light', 'dark'] as const) {
      const asked = stops.filter((stop) => scheme === 'light' || stop.alsoDark);
      const [stranger, member] = [await open(browser, screen, scheme), await open(browser, screen, scheme)];
      await logIn(await member.newPage(), server.url, demoAccounts[0]);
      for (const stop of asked) {
        const page = await (stop.as === 'stranger' ? stranger : member).newPage();
        await shoot(page, stop, server.url, `${stop.name}-${screen}-${scheme}.jpg`);
        if (stop.name === 'feed' && screen === 'desktop' && scheme === 'light')
          await page.screenshot({ path: join(docs, 'screenshot.png') });
        await page.close();
      }
      await Promise.all([stranger.close(), member.close()]);
    }
  }
  await writeFile(join(docs, 'tour.md'), describe());
} finally {
  await browser.close();
  await server.stop();
}

function describe(): string {
  const picture = ({ name, title }: Stop, screen: Screen, scheme: 'light' | 'dark', width: number) =>
    `<img src="tour/${name}-${screen}-${scheme}.jpg" alt="${title}, ${screen}, ${scheme}" width="${width}">`;
  const parts = stops.map((stop) =>
    [
      `## ${stop.title}`,
      stop.words,
      (['light', 'dark'] as const)
        .filter((scheme) => scheme === 'light' || stop.alsoDark)
        .map((scheme) => `${picture(stop, 'phone', scheme, 220)} ${picture(stop, 'desktop', scheme, 560)}`)
        .join('\n'),
    ].join('\n\n'),
  );
  const head =
    '# A tour\n\nWhat there is to see, on a phone and on a desk. Made by `npm run tour` of the demo (`npm start -- --demo`).';
  return `${[head, ...parts].join('\n\n')}\n`;
}
