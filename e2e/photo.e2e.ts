import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { openAs } from './open-as.ts';
import { type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let browser: Browser;
let anna: Person;
let groupId: string;
let page: Page;

const button = (name: string) => page.getByRole('button', { name, exact: true });
const tile = () => page.getByRole('main').locator('img[src*="/media/"]').first();

before(async () => {
  server = await startServer();
  anna = await enter(server.url, {
    name: 'Anna',
    email: 'anna@example.org',
    password: 'Anna keeps a long secret',
  });
  groupId = (await anna.client.createGroup({ body: { name: 'Summer in Lisbon' } })).id;
  const name = 'wood_anemones.jpg';
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos', name)));
  await share(anna, groupId, [{ name, mimeType: 'image/jpeg', bytes }]);
  await settled(anna, groupId);
  browser = await launchChromium();
  page = await openAs(browser, server, anna, { path: `/groups/${groupId}` });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a caption is written beside a photo, and stays', async () => {
  await tile().click();
  await button('Info').click();
  await button('Add a caption').click();
  await page.getByLabel('Caption').fill('Behind the mill');
  await button('Save').click();
  await button('Edit the caption: Behind the mill').waitFor();
  await page.reload();
  await page.getByText('Behind the mill').first().waitFor();
});

test('a photo in the trash is deleted for good, once that was confirmed', async () => {
  await page.goto(`${server.url}/groups/${groupId}`);
  await tile().click();
  await button('Move to the trash').click();
  await page.getByText('Moved to the trash').waitFor();
  await page.goto(`${server.url}/groups/${groupId}/trash`);
  await page.getByRole('button', { name: /^Delete .+ for good$/ }).click();
  await page.getByText('Nobody can bring it back afterwards, not even the server.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await page.getByText('Photo deleted for good').waitFor();
  await page.getByText('The trash is empty').waitFor();
  const params = { groupId };
  const { photos } = await anna.client.listTrash({ params });
  assert.deepEqual(photos, []);
  assert.deepEqual((await anna.client.listPhotos({ params })).photos, []);
});
