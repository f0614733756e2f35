import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { currentColumn, openSurroundings, type Surroundings } from '../tools/column.ts';
import { readCode } from '../tools/person.ts';
import { freePort } from '../tools/services/free-port.ts';
import { launchChromium } from './chromium.ts';
import { assertShows } from './pixels.ts';
import { type RunningServer, startServer } from './server.ts';

const photo = (name: string): string => join(import.meta.dirname, '../tools/photos', name);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

let server: RunningServer;
let surroundings: Surroundings;
/** Where files go: the server's own address, or a bucket. */
let store: string;
let browser: Browser;
/** Anna sits at a desk, Ben holds a phone. */
let anna: Page;
let ben: Page;
let inviteLink: string;

/** A browser of one's own, as another person on another machine has it. */
async function openBrowser(width: number, height: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(server.url);
  return page;
}

async function signUp(page: Page, name: string): Promise<string> {
  const email = `${name.toLowerCase()}@example.org`;
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(`${name} keeps a long secret`);
  await page.getByRole('button', { name: 'Create account' }).click();
  return email;
}

/** The newest link of that kind in the letters to the address. */
async function readLink(email: string, path: string): Promise<string> {
  await readCode(server.url, email);
  const { letters } = (await (await fetch(`${server.url}/dev/mailbox.json`)).json()) as {
    letters: { to: string; links: string[] }[];
  };
  const links = letters.filter(({ to }) => to === email).flatMap((letter) => letter.links);
  const link = links.find((candidate) => new URL(candidate).pathname === path);
  assert.ok(link, `no link to ${path} came to ${email}`);
  // The letter names the public origin; the browser is on the loopback address of the same server.
  return server.url + link.slice(new URL(link).origin.length);
}

async function addPhotos(page: Page, names: readonly string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add photos' }).last().click();
  await (await chooser).setFiles(names.map(photo));
  await page.getByText(`${names.length} of ${names.length} safe`).first().waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
}

before(async () => {
  const port = await freePort();
  surroundings = await openSurroundings(currentColumn(), [
    `http://localhost:${port}`,
    `http://127.0.0.1:${port}`,
  ]);
  server = await startServer({ port, env: surroundings.env });
  const { S3_ENDPOINT: endpoint, AWS_BUCKET_NAME: bucket } = surroundings.env;
  store = endpoint ? `${endpoint}/${bucket}/` : `${server.url}/store/`;
  browser = await launchChromium();
  anna = await openBrowser(1440, 900);
  ben = await openBrowser(390, 844);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await surroundings?.close();
});

test('someone signs up and confirms the address by the code of the letter', async () => {
  await anna.getByRole('link', { name: 'Create an account' }).first().click();
  const email = await signUp(anna, 'Anna');
  await anna.getByLabel('Code from the letter').fill(await readCode(server.url, email));
  await anna.getByRole('heading', { name: 'Your groups' }).waitFor();
});

test('makes a group and an invite link', async () => {
  await anna.getByRole('button', { name: 'New group' }).first().click();
  await anna.getByLabel('Name of the group').fill('Summer in Lisbon');
  await anna.getByRole('button', { name: 'Create group' }).click();
  await anna.getByRole('heading', { name: 'Summer in Lisbon' }).waitFor();
  await anna.getByRole('button', { name: 'Invite' }).first().click();
  await anna.getByRole('button', { name: 'Create link' }).click();
  const shown = await anna.getByText(/\/join#/).textContent();
  assert.ok(shown);
  inviteLink = server.url + shown.slice(new URL(shown).origin.length);
  await anna.getByRole('button', { name: 'Done' }).click();
});

test('another opens the link, signs up, confirms by the link of the letter and is in', async () => {
  await ben.goto(inviteLink);
  await ben.getByText('Summer in Lisbon').first().waitFor();
  await ben
    .getByText(/Anna invites you/)
    .first()
    .waitFor();
  await ben
    .getByRole('link', { name: 'Create an account' })
    .or(ben.getByRole('link', { name: 'Create account' }))
    .first()
    .click();
  const email = await signUp(ben, 'Ben');
  await ben.goto(await readLink(email, '/verify'));
  await ben.getByRole('button', { name: 'Confirm e-mail' }).click();
  await ben.getByRole('button', { name: 'Join group' }).click();
  await ben.getByRole('heading', { name: 'Summer in Lisbon' }).waitFor();
});

test('both add photos, JPEG, HEIC and one that lies on its side, straight to the store', async () => {
  const puts: string[] = [];
  anna.on('request', (request) => {
    if (request.method() === 'PUT') puts.push(request.url());
  });
  await addPhotos(anna, ['japanese-shop.jpg', 'IMG_2682.heic']);
  await addPhotos(ben, ['portrait-orientation-6.jpg']);
  assert.equal(puts.length, 2);
  assert.ok(
    puts.every((url) => url.startsWith(`${store}incoming/`)),
    String(puts),
  );
});

/** The tiles of the photos that someone added. */
const tilesBy = (page: Page, name: string) =>
  page.locator('img[src*="/media/"]').and(page.getByAltText(new RegExp(`^${name}, `)));

test('each sees all of them, as they are, without doing anything', async () => {
  for (const page of [anna, ben]) {
    const [byAnna, byBen] = [tilesBy(page, 'Anna'), tilesBy(page, 'Ben')];
    await Promise.all([byAnna.nth(1).waitFor(), byBen.first().waitFor()]);
    assert.deepEqual([await byAnna.count(), await byBen.count()], [2, 1]);
    await assertShows(page, byBen.first(), 'portrait-orientation-6.jpg');
    const ratios = await byAnna.evaluateAll((images) =>
      images.map((image) => image.clientWidth / image.clientHeight),
    );
    // The shop is 3:2, the other 4:3.
    const shop = (ratios[0] ?? 0) > (ratios[1] ?? 0) ? 0 : 1;
    await assertShows(page, byAnna.nth(shop), 'japanese-shop.jpg');
    await assertShows(page, byAnna.nth(1 - shop), 'IMG_2682.heic');
  }
});

test('one opens a photo of the other full size, saves the original, and walks on by key', async () => {
  await tilesBy(anna, 'Ben').first().click();
  await anna.waitForURL(/\/photos\//);
  const shown = anna.locator('img[src*="/preview?"]:visible');
  const largest = shown.first();
  await largest.waitFor();
  await assertShows(anna, largest, 'portrait-orientation-6.jpg', 18);
  const { width = 0 } = (await largest.boundingBox()) ?? {};
  assert.ok(width > 600, `${width} px wide`);

  const saving = anna.waitForEvent('download');
  await anna.getByRole('button', { name: 'Download original' }).click();
  const saved = await saving;
  assert.equal(saved.suggestedFilename(), 'portrait-orientation-6.jpg');
  assert.equal(
    sha256(await readFile(await saved.path())),
    sha256(await readFile(photo('portrait-orientation-6.jpg'))),
  );

  const before = anna.url();
  await anna.keyboard.press('ArrowRight');
  await anna.waitForURL((url) => url.href !== before);
  await anna.keyboard.press('Escape');
  await anna.getByRole('heading', { name: 'Summer in Lisbon' }).waitFor();
});

/** The file of that name among Anna's, as the page saves it. */
async function saveHers(page: Page, name: string): Promise<Buffer> {
  for (let index = 0; index < 2; index++) {
    await tilesBy(page, 'Anna').nth(index).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download original' }).click();
    const saved = await saving;
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Summer in Lisbon' }).waitFor();
    if (saved.suggestedFilename() === name) return readFile(await saved.path());
  }
  throw new Error(`${name} is not among the photos`);
}

test('the uploader saves the very file, the other the same without the place it was taken at', async () => {
  const original = await readFile(photo('IMG_2682.heic'));
  assert.ok((await saveHers(anna, 'IMG_2682.heic')).equals(original));
  const copy = await saveHers(ben, 'IMG_2682.heic');
  assert.equal(copy.length, original.length);
  // 41 degrees, 13 minutes: two fractions.
  const latitude = Buffer.from('00000029000000010000000d00000001', 'hex');
  assert.ok(original.includes(latitude));
  assert.ok(!copy.includes(latitude));
});

test('what is deleted goes for everyone and comes back by undo', async () => {
  await tilesBy(ben, 'Ben').first().click();
  await ben.getByRole('button', { name: 'Move to the trash' }).click();
  await anna.reload();
  await tilesBy(anna, 'Anna').nth(1).waitFor();
  await tilesBy(anna, 'Ben').first().waitFor({ state: 'detached' });
  await ben.getByRole('button', { name: 'Undo' }).click();
  await ben.getByText('Photo restored').waitFor();
  await anna.reload();
  await tilesBy(anna, 'Ben').first().waitFor();
});

test('the server had no error to log', async () => {
  assert.doesNotMatch(server.output(), /"level":(50|60)/);
});
