import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { enter, type Person, share } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { allPhotos, allPrepared, hashOf } from './gallery.ts';
import { type RunningServer, startServer } from './server.ts';

// What the functions below find in the browser; Node's types do not know it.
declare const navigator: { serviceWorker: { ready: Promise<unknown>; controller: unknown } };
interface Transfer {
  items: { add(file: unknown): void };
}
declare const DataTransfer: new () => Transfer;
declare const ClipboardEvent: new (
  type: string,
  init: { clipboardData: Transfer; bubbles: boolean },
) => never;
declare const DragEvent: new (type: string, init: { dataTransfer: Transfer; bubbles: boolean }) => never;
declare const document: { body: { dispatchEvent(event: never): void; innerHTML: string } };

const photo = (name: string): string => join(import.meta.dirname, '../tools/photos', name);

let server: RunningServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let anna: Person;
let ben: Person;
let groupId: string;
let folder: string;

/** Waits for the receipt, and takes it away. */
async function receipt(words: string): Promise<void> {
  await page.getByText(words, { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
}

async function choose(button: string, files: string | string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).last().click();
  await (await chooser).setFiles(files);
}

/** Drops or pastes a photo on the page. */
async function hand(kind: 'drop' | 'paste', name: string): Promise<void> {
  const base64 = (await readFile(photo(name))).toString('base64');
  await page.evaluate(
    ([how, title, content]) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], title, { type: 'image/jpeg' }));
      const event =
        how === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true })
          : new DragEvent('drop', { dataTransfer: transfer, bubbles: true });
      document.body.dispatchEvent(event);
    },
    [kind, name, base64] as const,
  );
}

const namesOf = async (id: string): Promise<string[]> =>
  (await allPhotos(anna, id)).map(({ originals }) => originals[0]?.name ?? '').sort();

before(async () => {
  server = await startServer();
  [anna, ben] = (await Promise.all(
    ['Anna', 'Ben'].map((name) =>
      enter(server.url, {
        name,
        email: `${name.toLowerCase()}@example.org`,
        password: `${name} keeps a long secret`,
      }),
    ),
  )) as [Person, Person];
  groupId = (await anna.client.createGroup({ body: { name: 'Lake house' } })).id;
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${server.url}/log-in`);
  await page.getByLabel('E-mail address').fill(anna.email);
  await page.getByLabel('Password', { exact: true }).fill(anna.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Your groups' }).waitFor();
  folder = await mkdtemp(join(tmpdir(), 'wmory-folder-'));
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a page that is reloaded in the middle of uploads goes on without being asked', async () => {
  await page.goto(`${server.url}/groups/${groupId}`);
  const begun = page.waitForRequest((request) => request.method() === 'PUT');
  // The store takes its time for ever.
  await page.route('**/incoming/**', () => {});
  await choose('Add photos', ['japanese-shop.jpg', 'denali.webp', 'portrait.jpg'].map(photo));
  await begun;
  await page.getByText('Adding 3 photos').waitFor();
  // Only what is kept survives; keeping ends before the first byte is sent.
  await page.unroute('**/incoming/**');
  await page.reload();
  await receipt('3 of 3 safe');
  assert.deepEqual(await namesOf(groupId), ['denali.webp', 'japanese-shop.jpg', 'portrait.jpg']);
});

test('it waits while there is no network, and goes on once there is', async () => {
  await context.setOffline(true);
  try {
    await choose('Add photos', [photo('silver_fir.jpg')]);
    await page.getByText('You are offline. It goes on by itself.').waitFor();
  } finally {
    await context.setOffline(false);
  }
  await receipt('1 of 1 safe');
});

test('what is under way is cancelled, and never arrives', async () => {
  const begun = page.waitForRequest((request) => request.method() === 'PUT');
  await page.route('**/incoming/**', () => {});
  await choose('Add photos', [photo('thompson-springs.jpg')]);
  await begun;
  await page.getByRole('button', { name: 'Cancel thompson-springs.jpg' }).click();
  await page.getByText('Cancelled').first().waitFor();
  await page.unroute('**/incoming/**');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  assert.ok(!(await namesOf(groupId)).includes('thompson-springs.jpg'));
  const { reserved } = await anna.client.getQuota();
  assert.equal(reserved, 0, 'the quota is free again');
});

test('a pasted picture, a dropped one and what another member has already', async () => {
  await hand('paste', 'wood_anemones.jpg');
  await receipt('1 of 1 safe');
  await hand('drop', 'polemonium_reptans.jpg');
  await receipt('1 of 1 safe');
  const { url } = await anna.client.createInvite({
    params: { groupId },
    body: { role: 'contributor', expiresInHours: 24, maxUses: 1 },
  });
  await ben.client.joinGroup({ body: { token: new URL(url).hash.slice(1) } });
  const bytes = new Uint8Array(await readFile(photo('el_torcal_rocks.jpg')));
  await share(ben, groupId, [{ name: 'from-ben.jpg', mimeType: 'image/jpeg', bytes }]);
  await choose('Add photos', [photo('el_torcal_rocks.jpg')]);
  await page.getByText('One was here already').waitFor();
  await page.getByRole('button', { name: /Show the files/ }).click();
  await page.getByText('Already here, from Ben').waitFor();
  await receipt('1 of 1 safe');
});

test('a whole folder, with those below, without what systems hide in it', async () => {
  await mkdir(join(folder, 'day two/.thumbnails'), { recursive: true });
  await cp(photo('notocactus_minimus.jpg'), join(folder, 'a.jpg'));
  await cp(photo('orychophragmus_violaceus.jpg'), join(folder, 'day two/b.jpg'));
  await cp(photo('thompson-springs.jpg'), join(folder, 'day two/.thumbnails/c.jpg'));
  await writeFile(join(folder, 'notes.txt'), 'not a photo');
  await choose('Add a whole folder', folder);
  await page.getByText('One file was left out').waitFor();
  await receipt('2 of 2 safe');
  const names = await namesOf(groupId);
  assert.ok(names.includes('a.jpg') && names.includes('b.jpg') && !names.includes('c.jpg'), String(names));
});

test('what another app shares goes to the group that is chosen, byte for byte', async () => {
  const other = (await anna.client.createGroup({ body: { name: 'Rowing club' } })).id;
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto(`${server.url}/groups`);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  // What the system does for the manifest's share_target.
  await page.evaluate(() => {
    document.body.innerHTML =
      '<form action="/share" method="post" enctype="multipart/form-data">' +
      '<input type="file" name="photos" multiple><button>Hand over</button></form>';
  });
  await page.locator('input').setInputFiles([photo('cyclamen_persicum.jpg')]);
  await page.getByRole('button', { name: 'Hand over' }).click();
  await page.getByText('Add 1 photo to').waitFor();
  // A page that is reloaded before the answer asks again.
  await page.reload();
  await page.getByText('Add 1 photo to').waitFor();
  await page
    .getByRole('button', { name: /Rowing club/ })
    .last()
    .click();
  await page.getByRole('heading', { name: 'Rowing club' }).waitFor();
  await receipt('1 of 1 safe');
  const [arrived] = await allPrepared(anna, other);
  assert.ok(arrived);
  const { url, name } = await anna.client.getOriginal({ params: { groupId: other, photoId: arrived.id } });
  assert.equal(name, 'cyclamen_persicum.jpg');
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  assert.equal(hashOf(bytes), hashOf(await readFile(photo('cyclamen_persicum.jpg'))));
});
