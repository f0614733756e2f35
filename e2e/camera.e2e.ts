import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { enter, type Person } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { allPhotos, allPrepared } from './gallery.ts';
import { type RunningServer, startServer } from './server.ts';

// What the functions below find in the browser; Node's types do not know it.
declare const DOMException: new (message: string, name: string) => Error;
declare const navigator: { mediaDevices: { getUserMedia: () => Promise<never> } };

let server: RunningServer;
/** One that lends its camera without asking, and one that does not. */
let browsers: Browser[];
let page: Page;
let anna: Person;
let groupId: string;

/** The group, logged in. */
async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
  });
  const opened = await context.newPage();
  opened.setDefaultTimeout(20_000);
  await opened.goto(`${server.url}/log-in`);
  await opened.getByLabel('E-mail address').fill(anna.email);
  await opened.getByLabel('Password', { exact: true }).fill(anna.password);
  await opened.getByRole('button', { name: 'Log in' }).click();
  await opened.getByRole('heading', { name: 'Your groups' }).waitFor();
  await opened.goto(`${server.url}/groups/${groupId}`);
  return opened;
}

const shutter = () => page.getByRole('button', { name: 'Take a photo', exact: true });
const look = (words: string) => page.getByRole('button', { name: words, exact: true });

before(async () => {
  server = await startServer();
  anna = await enter(server.url, {
    name: 'Anna',
    email: 'anna@example.org',
    password: 'Anna keeps a long secret',
  });
  groupId = (await anna.client.createGroup({ body: { name: 'Picnic' } })).id;
  const cameras = '--use-fake-device-for-media-stream=device-count=2';
  browsers = await Promise.all([
    launchChromium([cameras, '--use-fake-ui-for-media-stream']),
    launchChromium([cameras]),
  ]);
  page = await openPage(browsers[0] as Browser);
});
after(async () => {
  await Promise.all(browsers?.map((browser) => browser.close()) ?? []);
  await server?.stop();
});

test('photos are taken one by one, by the other camera, and in a burst while the shutter is held', async () => {
  await page.getByRole('link', { name: 'Take photos' }).first().click();
  await page.waitForURL(/\/camera$/);
  await shutter().click();
  await look('Look at the photo').waitFor();
  await page.getByRole('button', { name: 'Turn to the other camera' }).click();
  // Both pretended cameras draw the time since they were opened: at the same one, their pictures are one and the same.
  await page.waitForTimeout(3_000);
  await shutter().click();
  await look('Look at the 2 photos').waitFor();
  await shutter().hover();
  await page.mouse.down();
  // A burst may be past the fifth before anybody looks.
  await page.getByRole('button', { name: /^Look at the ([5-9]|\d\d) photos$/ }).waitFor();
  await page.mouse.up();
  // The last ones come in for a moment after the shutter is let go.
  const counted = () => page.getByRole('button', { name: /^Look at the/ }).getAttribute('aria-label');
  let before: string | null = null;
  for (let now = await counted(); now !== before; now = await counted()) {
    before = now;
    await page.waitForTimeout(1_500);
  }
});

test('they are looked through, and one is deleted', async () => {
  await page.getByRole('button', { name: /^Look at the \d+ photos$/ }).click();
  const shown =
    (await page
      .getByText(/^Photo \d+ of \d+$/)
      .first()
      .textContent()) ?? '';
  const count = Number(/\d+$/.exec(shown)?.[0]);
  assert.ok(count >= 5, shown);
  for (let left = count; left > 3; left--) {
    await page.getByRole('button', { name: 'Delete this photo' }).click();
    await page.getByText(`Photo ${left - 1} of ${left - 1}`).waitFor();
  }
  await page.getByRole('button', { name: 'Back to the camera' }).click();
});

test('closing asks before photos are lost', async () => {
  await page.keyboard.press('Escape');
  await page.getByText('Discard 3 photos?').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
});

test('what is kept goes to the group, in all its pixels', async () => {
  await page.getByRole('button', { name: 'Add 3' }).click();
  await page.getByText('3 of 3 safe', { exact: true }).first().waitFor();
  await page.getByRole('heading', { name: 'Picnic' }).waitFor();
  const photos = await allPrepared(anna, groupId);
  assert.equal(photos.length, 3);
  for (const { state, width, height, originals } of photos) {
    assert.equal(state, 'ready');
    // The largest that the pretended camera has.
    assert.ok(width === 3840 && height === 2160, `${width} × ${height}`);
    assert.match(originals[0]?.name ?? '', /^IMG_\d{8}_\d{6}_\d{3}\.(jpg|png)$/);
  }
});

test('it says when it may not, when there is none and when something else has the camera', async () => {
  const refused = await openPage(browsers[1] as Browser);
  await refused.getByRole('link', { name: 'Take photos' }).first().click();
  await refused.getByText('No access to the camera').waitFor();
  const chooser = refused.waitForEvent('filechooser');
  await refused.getByRole('button', { name: 'Choose photos' }).click();
  await chooser;
  for (const [name, words] of [
    ['NotFoundError', 'No camera here'],
    ['NotReadableError', 'The camera is in use'],
  ] as const) {
    await refused.evaluate((cause) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No', cause));
    }, name);
    await refused.getByRole('button', { name: 'Try again' }).click();
    await refused.getByText(words).waitFor();
  }
  await refused.getByRole('button', { name: 'Close' }).click();
  await refused.waitForURL(new RegExp(`${groupId}$`));
  assert.equal((await allPhotos(anna, groupId)).length, 3);
});
