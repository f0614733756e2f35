import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { assertShows } from './pixels.ts';
import { type RunningServer, startServer } from './server.ts';

// What the function below finds in the browser; Node's types do not know it.
interface Kept {
  keys(): Promise<readonly { url: string }[]>;
  match(name: string): Promise<{ text(): Promise<string> } | undefined>;
}
declare const caches: { open(name: string): Promise<Kept> };

const GROUP = 'Among friends';
const PHOTO = 'japanese-shop.jpg';
const accountOf = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: `${name} keeps a long secret`,
});

let server: RunningServer;
let browser: Browser;
let anna: Person;
let ben: Person;
let groupId: string;
let page: Page;

before(async () => {
  server = await startServer();
  anna = await enter(server.url, accountOf('Anna'));
  ben = await enter(server.url, accountOf('Ben'));
  groupId = (await anna.client.createGroup({ body: { name: GROUP } })).id;
  const { token } = await anna.client.createInvite({ params: { groupId }, body: {} });
  await ben.client.joinGroup({ body: { token } });
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos', PHOTO)));
  await share(anna, groupId, [{ name: PHOTO, mimeType: 'image/jpeg', bytes }]);
  await settled(anna, groupId);
  browser = await launchChromium();
  page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  page.setDefaultTimeout(60_000);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What the browser has of the group: addresses of pictures, and whether its name is among the answers. */
const keptOfGroup = () =>
  page.evaluate(
    async ({ id, name }) => {
      const pictures = await (await caches.open('wmory.pictures')).keys();
      const answers = await (await caches.open('wmory.answers')).match('/answers');
      return {
        pictures: pictures.filter(({ url }) => url.includes(id)).length,
        named: ((await answers?.text()) ?? '').includes(name),
      };
    },
    { id: groupId, name: GROUP },
  );

async function waitUntilKept(expected: { pictures: number; named: boolean }): Promise<void> {
  let kept = await keptOfGroup();
  for (let tries = 0; tries < 120 && JSON.stringify(kept) !== JSON.stringify(expected); tries++) {
    await page.waitForTimeout(250);
    kept = await keptOfGroup();
  }
  assert.deepEqual(kept, expected);
}

test('a member has the group open', async () => {
  await page.goto(`${server.url}/log-in`);
  await page.getByLabel('E-mail address').fill(ben.email);
  await page.getByLabel('Password', { exact: true }).fill(ben.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText(GROUP).last().click();
  await assertShows(page, page.getByAltText(/^Anna, /).first(), PHOTO);
  await waitUntilKept({ pictures: 1, named: true });
});

test('whose tab loses it once they are removed, and keeps nothing of it', async () => {
  await anna.client.removeMember({ params: { groupId, userId: ben.me.id } });
  await page.getByText('There is nothing here').first().waitFor();
  assert.equal(await page.locator('img[src*="/media/"]').count(), 0);
  const text = (await page.locator('body').textContent()) ?? '';
  assert.ok(!text.includes(GROUP), text);
  await waitUntilKept({ pictures: 0, named: false });
});
