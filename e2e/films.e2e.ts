import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { enter, type Person } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { openAs } from './open-as.ts';
import { type RunningServer, startServer } from './server.ts';

// What the function below finds in the browser; Node's types do not know it.
declare const document: {
  querySelector(selector: 'video'): { currentTime: number; videoWidth: number; videoHeight: number } | null;
};

const FILMS = join(import.meta.dirname, '../tools/films');
/** Chromium of Debian decodes it; HEVC, as phones prefer, it does not. */
const PLAYABLE = 'android.mp4';
const FOREIGN = 'iphone.mov';

let server: RunningServer;
let browser: Browser;
let ben: Person;
let groupId: string;
let annaAtDesk: Page;
let benOnPhone: Page;

before(async () => {
  server = await startServer();
  const account = (name: string) =>
    enter(server.url, {
      name,
      email: `${name.toLowerCase()}@example.org`,
      password: `${name} keeps a long secret`,
    });
  const anna = await account('Anna');
  ben = await account('Ben');
  groupId = (await anna.client.createGroup({ body: { name: 'Summer in Lisbon' } })).id;
  const invite = await anna.client.createInvite({ params: { groupId }, body: { role: 'viewer' } });
  await ben.client.joinGroup({ body: { token: invite.token } });
  browser = await launchChromium(['--autoplay-policy=no-user-gesture-required']);
  const path = `/groups/${groupId}`;
  annaAtDesk = await openAs(browser, server, anna, { path });
  benOnPhone = await openAs(browser, server, ben, { path, width: 390 });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const films = (page: Page) => page.getByRole('main').getByRole('link', { name: /^Video, 0:02, Anna/ });

test('films are added like photos, and show a picture and how long they are', async () => {
  const chooser = annaAtDesk.waitForEvent('filechooser');
  await annaAtDesk.getByRole('button', { name: 'Add photos' }).last().click();
  await (await chooser).setFiles([PLAYABLE, FOREIGN].map((name) => join(FILMS, name)));
  await annaAtDesk.getByText('2 of 2 safe').first().waitFor();
  await films(annaAtDesk).nth(1).waitFor({ timeout: 60_000 });
  assert.equal(await annaAtDesk.getByText('0:02', { exact: true }).count(), 2);
});

test('only films are shown, or none, at an address of their own', async () => {
  const home = `${server.url}/groups/${groupId}`;
  await annaAtDesk.goto(home);
  await annaAtDesk.getByRole('button', { name: 'Photos or videos' }).click();
  await annaAtDesk.getByRole('menuitemradio', { name: 'Photos only' }).click();
  await annaAtDesk.getByText('No photos here yet').waitFor();
  assert.equal(await films(annaAtDesk).count(), 0);
  await annaAtDesk.getByRole('button', { name: 'Show everything', exact: true }).click();
  await films(annaAtDesk).nth(1).waitFor();
  await annaAtDesk.goto(`${home}?kind=video`);
  await annaAtDesk.getByRole('button', { name: /^Videos only/ }).waitFor();
  await films(annaAtDesk).nth(1).waitFor();
  await annaAtDesk.getByRole('button', { name: /^Videos only/ }).click();
  await annaAtDesk.waitForURL(home);
});

/** Opens the film of that name from the feed. */
async function open(page: Page, name: string): Promise<void> {
  const { photos } = await ben.client.listPhotos({ params: { groupId } });
  const photo = photos.find(({ originals }) => originals[0]?.name === name);
  await page.goto(`${server.url}/groups/${groupId}`);
  await films(page)
    .and(page.locator(`[data-photo="${photo?.id}"]`))
    .click();
}

test('somebody else in the group plays one on a phone, right from the store', async () => {
  await open(benOnPhone, PLAYABLE);
  const asked: number[] = [];
  benOnPhone.on('response', (response) => {
    if (response.url().includes('/shared')) asked.push(response.status());
  });
  await benOnPhone.getByRole('button', { name: 'Play the video' }).click();
  await benOnPhone.waitForFunction(() => {
    const film = document.querySelector('video');
    return film !== null && film.currentTime > 0.2 && film.videoWidth === 320 && film.videoHeight === 180;
  });
  assert.deepEqual([...new Set(asked)], [206], 'without the place, and in parts');
});

test('one that the browser cannot decode is offered to take along', async () => {
  await open(annaAtDesk, FOREIGN);
  await annaAtDesk.getByRole('button', { name: 'Play the video' }).click();
  await annaAtDesk.getByText('This video cannot be played here.', { exact: false }).waitFor();
  await annaAtDesk.getByRole('button', { name: 'Play the video' }).waitFor();
  const download = annaAtDesk.waitForEvent('download');
  await annaAtDesk.getByRole('button', { name: 'Download original' }).click();
  assert.equal((await download).suggestedFilename(), FOREIGN);
});
