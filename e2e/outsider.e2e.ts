import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Photo } from '@wmory/contract';
import type { Browser } from 'playwright-core';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let mallory: Person;
let browser: Browser;
let groupId: string;
let photo: Photo;

const accountOf = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: `${name} keeps a long secret`,
});

before(async () => {
  server = await startServer();
  const anna = await enter(server.url, accountOf('Anna'));
  mallory = await enter(server.url, accountOf('Mallory'));
  const group = await anna.client.createGroup({ body: { name: 'Only for us' } });
  groupId = group.id;
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos/portrait.jpg')));
  await share(anna, groupId, [{ name: 'portrait.jpg', mimeType: 'image/jpeg', bytes }]);
  const [ready] = await settled(anna, groupId);
  if (!ready) throw new Error('the photo is not there');
  photo = ready;
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('an outsider who knows every address sees nothing', async () => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.goto(`${server.url}/log-in`);
  await page.getByLabel('E-mail address').fill(mallory.email);
  await page.getByLabel('Password', { exact: true }).fill(mallory.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('No groups yet').waitFor();
  for (const path of [
    `/groups/${groupId}`,
    `/groups/${groupId}/members`,
    `/groups/${groupId}/photos/${photo.id}`,
  ]) {
    await page.goto(server.url + path);
    await page.getByText('There is nothing here').first().waitFor();
    const text = (await page.locator('body').textContent()) ?? '';
    assert.ok(!text.includes('Only for us') && !text.includes('Anna'), text);
    assert.equal(await page.locator('img[src*="/store/"]').count(), 0);
  }
  await assert.rejects(mallory.client.getPhoto({ params: { groupId, photoId: photo.id } }), {
    code: 'not-found',
  });
});
