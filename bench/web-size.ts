import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext, Request, Response } from 'playwright-core';
import { launchChromium } from '../e2e/chromium.ts';
import { type RunningServer, startServer } from '../e2e/server.ts';
import { settled, share } from '../tools/person.ts';
import { logIn, makeGroup } from './visitor.fixture.ts';

const photo = 'japanese-shop.jpg';

/**
 * Kilobytes (1000 bytes) of JavaScript, each script with gzip, that a browser without a cache asks for before the first
 * photo of a group's feed is there, for a person who is logged in.
 */
export async function run(): Promise<void> {
  const server = await startServer();
  const browser = await launchChromium();
  try {
    const feed = await fillFeed(server);
    const state = await logIn(browser, server.url);
    const scripts = await openFeed(await browser.newContext({ storageState: state }), server.url + feed);
    const sizes = await Promise.all(
      scripts.map(async (script) => ({
        name: new URL(script.url()).pathname.split('/').at(-1),
        bytes: gzipSync(await script.body()).byteLength,
      })),
    );
    const inOrder = sizes.sort((a, b) => b.bytes - a.bytes);
    for (const { name, bytes } of inOrder) console.log(`${(bytes / 1000).toFixed(1)} KB ${name}`);
    console.log(`web-size ${(sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000).toFixed(1)} KB`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Makes a group with a photo; answers the path of its feed. */
async function fillFeed(server: RunningServer): Promise<string> {
  const { person, groupId } = await makeGroup(server.url);
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos', photo)));
  await share(person, groupId, [{ name: photo, mimeType: 'image/jpeg', bytes }]);
  await settled(person, groupId);
  return `/groups/${groupId}`;
}

/** The scripts that were asked for before the first photo of a feed was there. */
async function openFeed(context: BrowserContext, address: string): Promise<Response[]> {
  const page = await context.newPage();
  const asked: Request[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') asked.push(request);
  });
  // Before the app hears of it, which then fetches what can wait.
  await page.addInitScript(`document.addEventListener('load', ({ target }) => {
    if (target.closest?.('[data-tile]')) globalThis.shownAt ??= performance.now();
  }, true);`);
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator('[data-tile] img').first().waitFor();
  await page.evaluate(`new Promise((resolve) => {
    const look = () => (globalThis.shownAt === undefined ? setTimeout(look, 20) : resolve());
    look();
  })`);
  const early = await page.evaluate<string[]>(`performance.getEntriesByType('resource')
    .filter(({ name, startTime }) => name.endsWith('.js') && startTime < globalThis.shownAt)
    .map(({ name }) => name)`);
  const scripts = await Promise.all(
    asked.filter((request) => early.includes(request.url())).map((request) => request.response()),
  );
  return scripts.filter((script) => script !== null);
}
