import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { enter, type Person } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { greyOf } from './pixels.ts';
import { type RunningServer, startServer } from './server.ts';

// What the functions below find in the browser; Node's types do not know it.
declare const navigator: { mediaDevices: { getUserMedia: () => Promise<never> } };
declare const DOMException: new (message: string, name: string) => Error;

const [WIDTH, HEIGHT] = [640, 480];
const GROUP = 'Picnic';

let server: RunningServer;
/** The server by the name that its invites have. */
let site: string;
let folder: string;
let browser: Browser;
/** One whose camera sees the invite. */
let scanner: Browser | undefined;
let anna: Person;
let ben: Person;
/** The invite as Anna's screen shows it. */
let code: Buffer;

async function logIn(from: Browser, { email, password }: Person, origin: string): Promise<Page> {
  const context = await from.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${origin}/log-in?next=/groups`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Your groups' }).waitFor();
  return page;
}

/** One frame of YUV4MPEG2, which Chromium takes for what its camera sees, with the picture in the middle. */
function film(picture: { width: number; height: number; grey: Uint8Array }): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT, 96);
  const [left, top] = [(WIDTH - picture.width) >> 1, (HEIGHT - picture.height) >> 1];
  for (let y = 0; y < picture.height; y++)
    luma.set(picture.grey.subarray(y * picture.width, (y + 1) * picture.width), (top + y) * WIDTH + left);
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F5:1 Ip A1:1 C420jpeg\nFRAME\n`),
    luma,
    Buffer.alloc((WIDTH * HEIGHT) / 2, 128),
  ]);
}

before(async () => {
  server = await startServer();
  site = `http://localhost:${new URL(server.url).port}`;
  folder = await mkdtemp(join(tmpdir(), 'wmory-scan-'));
  const account = (name: string) => ({
    name,
    email: `${name.toLowerCase()}@example.org`,
    password: `${name} keeps a long secret`,
  });
  anna = await enter(server.url, account('Anna'));
  ben = await enter(server.url, account('Ben'));
  await anna.client.createGroup({ body: { name: GROUP } });
  browser = await launchChromium();
});
after(async () => {
  await Promise.all([browser?.close(), scanner?.close()]);
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('an invite is shown as a code', async () => {
  const page = await logIn(browser, anna, site);
  await page.getByText(GROUP).first().click();
  await page
    .getByRole('link', { name: 'Members' })
    .or(page.getByRole('tab', { name: 'Members' }))
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Invite/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Create link' }).click();
  code = await page.getByRole('img', { name: `QR code of the link to join ${GROUP}` }).screenshot();
  const picture = await greyOf(page, code);
  await writeFile(join(folder, 'code.y4m'), film(picture));
  await page.context().close();
});

test('the camera of somebody else reads it and leads to the group', async () => {
  scanner = await launchChromium([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${join(folder, 'code.y4m')}`,
  ]);
  const page = await logIn(scanner, ben, site);
  await page.getByRole('link', { name: 'Scan a code' }).first().click();
  await page.getByText('Anna invites you').waitFor();
  assert.equal(new URL(page.url()).hash, '', 'the token is not in the address');
  await page.getByRole('button', { name: 'Join group' }).click();
  await page.getByRole('heading', { name: GROUP }).waitFor();
});

test('an invite of another server says which one', async () => {
  // By the other name of this machine it is another one.
  const page = await logIn(scanner as Browser, ben, server.url);
  await page.goto(`${server.url}/scan`);
  await page.getByText(`This invite is for another server: ${new URL(site).host}.`).waitFor();
  await page.getByRole('button', { name: `Open ${new URL(site).host}` }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Your groups' }).waitFor();
});

test('without a camera it says so, and reads a picture instead', async () => {
  const page = await logIn(browser, ben, site);
  await page.goto(`${site}/scan`);
  for (const [name, words] of [
    ['NotAllowedError', 'No access to the camera'],
    ['NotFoundError', 'No camera here'],
  ] as const) {
    await page.evaluate((cause) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No', cause));
    }, name);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText(words).waitFor();
  }
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a picture instead' }).click();
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer });
  };
  await choose('nothing.png', Buffer.from('not a picture'));
  await page.getByText(/There is no QR code in this picture/).waitFor();
  await choose('code.png', code);
  await page.getByText('Anna invites you').waitFor();
});

test('the server had no error to log', () => {
  assert.doesNotMatch(server.output(), /"level":(50|60)/);
});
