import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Photo } from '@wmory/contract';
import type { Browser } from 'playwright-core';
import { type Stack, startStack } from '../tools/dev-stack.ts';
import { settled, share } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';

const MINUTE = 60_000;

let now = Date.now();
let stack: Stack;
let browser: Browser;
let groupId: string;
let photo: Photo;

before(async () => {
  stack = await startStack({ clock: () => now });
  const [anna, ben, mallory] = await Promise.all(['Anna', 'Ben', 'Mallory'].map(stack.person));
  if (!anna || !ben || !mallory) throw new Error('nobody came');
  const group = await anna.client.createGroup({ body: { name: 'Only for us' } });
  groupId = group.id;
  const { token } = await anna.client.createInvite({ params: { groupId }, body: { role: 'viewer' } });
  await ben.client.joinGroup({ body: { token } });
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos/portrait.jpg')));
  await share(anna, groupId, [{ name: 'portrait.jpg', mimeType: 'image/jpeg', bytes }]);
  const [ready] = await settled(anna, groupId);
  if (!ready) throw new Error('the photo is not there');
  photo = ready;
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

test('an outsider who knows every address sees nothing', async () => {
  const mallory = await stack.person('Mallory');
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.goto(`${stack.url}/log-in`);
  await page.getByLabel('E-mail address').fill(mallory.email);
  await page.getByLabel('Password', { exact: true }).fill(mallory.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('No groups yet').waitFor();
  for (const path of [
    `/groups/${groupId}`,
    `/groups/${groupId}/members`,
    `/groups/${groupId}/photos/${photo.id}`,
  ]) {
    await page.goto(stack.url + path);
    await page.getByText('There is nothing here').first().waitFor();
    const text = (await page.locator('body').textContent()) ?? '';
    assert.ok(!text.includes('Only for us') && !text.includes('Anna'), text);
    assert.equal(await page.locator('img[src*="/store/"]').count(), 0);
  }
  await assert.rejects(mallory.client.getPhoto({ params: { groupId, photoId: photo.id } }), {
    code: 'not-found',
  });
});

test('a signed address opens nothing but what it was signed for, and not for long', async () => {
  const thumb = photo.urls?.thumb ?? '';
  const opened = await fetch(thumb);
  assert.equal(opened.status, 200);
  assert.equal((await opened.arrayBuffer()).byteLength > 1000, true);
  const original = thumb.replace(/\/thumb/, '/original');
  assert.notEqual(original, thumb);
  assert.equal((await fetch(original)).status, 403);
  assert.equal((await fetch(thumb.split('?', 1)[0] ?? '')).status, 403);
  now += 10 * MINUTE;
  assert.equal((await fetch(thumb)).status, 403);
});

test('who was removed gets no new address at once, and the last old one dies within ten minutes', async () => {
  const [anna, ben] = [await stack.person('Anna'), await stack.person('Ben')];
  const params = { groupId, photoId: photo.id };
  const { urls } = await ben.client.getPhoto({ params });
  const { url } = await ben.client.getOriginal({ params });
  await anna.client.removeMember({ params: { groupId, userId: ben.me.id } });
  await assert.rejects(ben.client.getPhoto({ params }), { code: 'not-found' });
  await assert.rejects(ben.client.listPhotos({ params: { groupId } }), { code: 'not-found' });
  now += 10 * MINUTE;
  for (const old of [urls?.thumb, urls?.preview, url]) assert.equal((await fetch(old ?? '')).status, 403);
});
