import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Download, Page } from 'playwright-core';
import { enter, type Person } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { openAs } from './open-as.ts';
import { type RunningServer, startServer } from './server.ts';
import { until } from './until.ts';
import { unzip } from './unzip.ts';

// What the functions below find in the browser; Node's types do not know it.
interface Transfer {
  items: { add(file: unknown): void };
}
declare const DataTransfer: new () => Transfer;
declare const DragEvent: new (type: string, init: { dataTransfer: Transfer; bubbles: boolean }) => never;
declare const document: {
  body: { dispatchEvent(event: never): void };
  querySelector(
    selector: 'video',
  ): { currentTime: number; videoWidth: number; muted: boolean; style: { opacity: string } } | null;
};

const tool = (path: string) => readFile(join(import.meta.dirname, '../tools', path));

let server: RunningServer;
let browser: Browser;
let anna: Person;
let groupId: string;
let benAtDesk: Page;
let annaOnPhone: Page;
let still: Buffer;
let film: Buffer;

before(async () => {
  [still, film] = await Promise.all([tool('photos/cyclamen_persicum.jpg'), tool('films/android.mp4')]);
  server = await startServer();
  const account = (name: string) =>
    enter(server.url, {
      name,
      email: `${name.toLowerCase()}@example.org`,
      password: `${name} keeps a long secret`,
    });
  anna = await account('Anna');
  const ben = await account('Ben');
  groupId = (await anna.client.createGroup({ body: { name: 'Summer in Lisbon' } })).id;
  const invite = await anna.client.createInvite({ params: { groupId }, body: { role: 'contributor' } });
  await ben.client.joinGroup({ body: { token: invite.token } });
  browser = await launchChromium();
  const path = `/groups/${groupId}`;
  benAtDesk = await openAs(browser, server, ben, { path });
  annaOnPhone = await openAs(browser, server, anna, { path, width: 390 });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Drops files on the page, all at once. */
async function drop(page: Page, files: [name: string, type: string, bytes: Buffer][]): Promise<void> {
  await page.evaluate(
    (list) => {
      const transfer = new DataTransfer();
      for (const [name, type, content] of list) {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type }));
      }
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
    },
    files.map(([name, type, bytes]) => [name, type, bytes.toString('base64')] as const),
  );
}

const tiles = (page: Page) => page.getByRole('main').locator('[data-photo]');
const live = (page: Page) => page.getByRole('main').getByRole('link', { name: /^Live photo, Ben, / });

test('the still and the film of a live photo are dropped, and are one photo', async () => {
  await drop(benAtDesk, [
    ['IMG_1.mp4', 'video/mp4', film],
    ['IMG_1.jpg', 'image/jpeg', still],
  ]);
  await benAtDesk.getByText('1 of 1 safe').first().waitFor();
  await live(benAtDesk).waitFor({ timeout: 60_000 });
  assert.equal(await tiles(benAtDesk).count(), 1);
  await live(benAtDesk).getByTestId('live').waitFor();
});

test('so it is for somebody else, once its film is prepared for others', async () => {
  await until(async () => {
    const { photos } = await anna.client.listPhotos({ params: { groupId } });
    return photos.length === 1 && photos[0]?.state === 'ready' && photos[0].originals.length === 2;
  });
  await annaOnPhone.reload();
  await live(annaOnPhone).waitFor();
  assert.equal(await tiles(annaOnPhone).count(), 1);
});

test('it plays when it is asked to, without sound, and is a still again', async () => {
  await live(annaOnPhone).click();
  const play = annaOnPhone.getByRole('button', { name: 'Play the live photo' });
  await play.waitFor();
  assert.equal(await annaOnPhone.locator('video').count(), 0);
  await play.focus();
  await annaOnPhone.keyboard.press('Enter');
  await annaOnPhone.waitForFunction(() => {
    const shown = document.querySelector('video');
    return shown?.muted && shown.style.opacity === '1' && shown.currentTime > 0.1 && shown.videoWidth === 320;
  });
  await play.waitFor();
  assert.equal(await annaOnPhone.locator('video').count(), 0);
});

const contentOf = async (download: Download): Promise<Buffer> => readFile(await download.path());

test('both of its files are saved', async () => {
  await annaOnPhone.getByRole('button', { name: 'Info' }).click();
  await annaOnPhone.getByText('IMG_1.mp4').waitFor();
  await annaOnPhone.getByLabel('Info', { exact: true }).getByRole('button', { name: 'Close' }).click();
  const saved = new Map<string, Download>();
  annaOnPhone.on('download', (download) => saved.set(download.suggestedFilename(), download));
  await annaOnPhone.getByRole('button', { name: 'Download original' }).click();
  await until(async () => saved.size === 2);
  assert.deepEqual([...saved.keys()].sort(), ['IMG_1.jpg', 'IMG_1.mp4']);
  const motion = saved.get('IMG_1.mp4');
  assert.ok(motion);
  const { byteLength } = await contentOf(motion);
  const { size } = await anna.client.getOriginal({
    params: { groupId, photoId: annaOnPhone.url().split('/').at(-1) ?? '' },
    query: { part: 'motion' },
  });
  assert.equal(byteLength, size);
});

test('with others, it is saved with both of its files as well', async () => {
  await drop(benAtDesk, [['other.jpg', 'image/jpeg', await tool('photos/datetimeoriginal-gps.jpg')]]);
  await until(async () => (await tiles(benAtDesk).count()) === 2);
  await until(async () => {
    const { photos } = await anna.client.listPhotos({ params: { groupId } });
    return photos.every(({ state }) => state === 'ready');
  });
  await benAtDesk.reload();
  await live(benAtDesk).waitFor();
  await benAtDesk.keyboard.press('Control+a');
  const download = benAtDesk.waitForEvent('download');
  await benAtDesk.getByRole('button', { name: 'Download 2' }).click();
  const files = unzip(await contentOf(await download));
  assert.deepEqual([...files.keys()].sort(), ['IMG_1.jpg', 'IMG_1.mp4', 'other.jpg']);
  assert.ok(files.get('IMG_1.mp4')?.equals(film), 'as he uploaded it');
  assert.ok(files.get('IMG_1.jpg')?.equals(still));
});
