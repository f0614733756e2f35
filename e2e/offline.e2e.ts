import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { currentColumn, openSurroundings, type Surroundings } from '../tools/column.ts';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { freePort } from '../tools/services/free-port.ts';
import { launchChromium } from './chromium.ts';
import { assertShows } from './pixels.ts';
import { type RunningServer, startServer } from './server.ts';
import { until } from './until.ts';

// What the functions below find in the browser; Node's types do not know it.
interface KeptFile {
  text(): Promise<string>;
}
interface KeptFiles {
  keys(): Promise<readonly { url: string }[]>;
  match(name: string): Promise<KeptFile | undefined>;
}
declare const caches: { keys(): Promise<string[]>; open(name: string): Promise<KeptFiles> };
declare const navigator: { serviceWorker: { ready: Promise<unknown> } };

const PHOTO = 'japanese-shop.jpg';

let port: number;
let surroundings: Surroundings;
let server: RunningServer;
let dataDir: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let anna: Person;
let groupId: string;

const start = () => startServer({ port, env: surroundings.env, ...(dataDir && { dataDir }) });
const tile = () => page.getByAltText(/^Anna, /).first();

/** Names of what the browser keeps for the page. */
const kept = (): Promise<string[]> =>
  page.evaluate(async () => {
    const names: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) names.push(`${name} ${url}`);
    return names.filter((entry) => !entry.startsWith('wmory.shell.'));
  });

before(async () => {
  port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  surroundings = await openSurroundings(currentColumn(), [origin]);
  server = await start();
  dataDir = server.dataDir;
  anna = await enter(server.url, {
    name: 'Anna',
    email: 'anna@example.org',
    password: 'Anna keeps a long secret',
  });
  groupId = (await anna.client.createGroup({ body: { name: 'Before the flight' } })).id;
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos', PHOTO)));
  await share(anna, groupId, [{ name: PHOTO, mimeType: 'image/jpeg', bytes }]);
  await settled(anna, groupId);
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await surroundings?.close();
});

test('what was seen is kept, without the signatures of its addresses, and without going through the worker', async () => {
  const throughWorker: boolean[] = [];
  page.on('response', (answer) => {
    if (new URL(answer.url()).pathname.endsWith('/thumb')) throughWorker.push(answer.fromServiceWorker());
  });
  await page.goto(`${server.url}/log-in`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.getByLabel('E-mail address').fill(anna.email);
  await page.getByLabel('Password', { exact: true }).fill(anna.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Before the flight').last().click();
  await assertShows(page, tile(), PHOTO);
  await until(() =>
    page.evaluate(async () => {
      const answers = await (await caches.open('wmory.answers')).match('/answers');
      return (await answers?.text())?.includes('"feed"') ?? false;
    }),
  );
  const pictures = (await kept()).filter((entry) => entry.startsWith('wmory.pictures '));
  assert.ok(
    pictures.some((entry) => entry.endsWith('/thumb')),
    String(pictures),
  );
  assert.ok(
    pictures.every((entry) => !entry.includes('?')),
    String(pictures),
  );
  // Those of another origin could not be kept otherwise.
  if (currentColumn() === 'embedded') assert.deepEqual(new Set(throughWorker), new Set([false]));
});

test('without a network, the last feed opens in a new page, photos included', async () => {
  await server.kill9();
  await context.setOffline(true);
  await page.close();
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${server.url}/groups/${groupId}`);
  await page.getByRole('heading', { name: 'Before the flight' }).waitFor();
  await page.getByText('You are offline').waitFor();
  await assertShows(page, tile(), PHOTO);
});

test('back on the network, it goes on by itself and shows what came in the meantime', async () => {
  server = await start();
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos/portrait.jpg')));
  await share(anna, groupId, [{ name: 'portrait.jpg', mimeType: 'image/jpeg', bytes }]);
  await settled(anna, groupId);
  await context.setOffline(false);
  await page.getByText('You are offline').waitFor({ state: 'hidden' });
  await page
    .getByAltText(/^Anna, /)
    .nth(1)
    .waitFor();
});

test('logging out leaves nothing behind', async () => {
  assert.notDeepEqual(await kept(), []);
  await page.goto(`${server.url}/account`);
  await page.getByRole('button', { name: 'Log out', exact: true }).first().click();
  await page.getByRole('button', { name: 'Log in' }).waitFor();
  assert.deepEqual(await kept(), []);
});
