import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { enter } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { openAs } from './open-as.ts';
import { mosaicOf } from './pixels.ts';
import { type RunningServer, startServer } from './server.ts';

const accountOf = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: `${name} keeps a long secret`,
});
const [anna, ben] = [accountOf('Anna'), accountOf('Ben')];

type Colour = readonly [red: number, green: number, blue: number];
const [grey, red, green, blue, yellow]: Colour[] = [
  [128, 128, 128],
  [220, 30, 30],
  [30, 160, 30],
  [30, 30, 220],
  [220, 200, 30],
];

/** A bitmap twice as wide as high: grey at both sides, and in the square between them a colour to each quarter. */
function makePicture(): Buffer {
  const [width, height] = [800, 400];
  const head = Buffer.alloc(54);
  head.write('BM');
  head.writeUInt32LE(54 + width * height * 3, 2);
  head.writeUInt32LE(54, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  // Rows from above.
  head.writeInt32LE(-height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  const colourAt = (x: number, y: number): Colour => {
    if (x < 200 || x >= 600) return grey ?? [0, 0, 0];
    const [left, right] = y < 200 ? [red, green] : [blue, yellow];
    return (x < 400 ? left : right) ?? [0, 0, 0];
  };
  const pixels = Array.from({ length: width * height }, (_, at) =>
    [...colourAt(at % width, Math.floor(at / width))].reverse(),
  );
  return Buffer.concat([head, Buffer.from(pixels.flat())]);
}

let server: RunningServer;
let browser: Browser;
let desk: Page;
let phone: Page;
let groupId: string;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const members = (page: Page) => page.goto(`${server.url}/groups/${groupId}/members`);
/** The round picture beside somebody's name. */
const faceOf = (page: Page) => page.locator('[aria-hidden="true"]:has(> div > img)');

before(async () => {
  server = await startServer();
  const [owner, other] = [await enter(server.url, anna), await enter(server.url, ben)];
  groupId = (await owner.client.createGroup({ body: { name: 'Alps' } })).id;
  const { token } = await owner.client.createInvite({ params: { groupId }, body: {} });
  await other.client.joinGroup({ body: { token } });
  browser = await launchChromium();
  desk = await openAs(browser, server, anna, { path: '/account' });
  phone = await openAs(browser, server, ben, { path: '/account', width: 390 });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function choose(page: Page, press: string, file: { name: string; buffer: Buffer }): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await button(page, press).click();
  await (await choosing).setFiles({ ...file, mimeType: 'image/bmp' });
}

/** Waits until the four fields in the middle of what is on the screen are of these colours. */
async function assertQuarters(page: Page, element: Locator, expected: (Colour | undefined)[]): Promise<void> {
  let off = Number.POSITIVE_INFINITY;
  let seen: readonly string[] = [];
  for (let tries = 0; tries < 40 && off > 24; tries++) {
    const mosaic = await mosaicOf(page, await element.screenshot());
    seen = [5, 6, 9, 10].map((field) => mosaic[field] ?? '');
    const differences = seen.flatMap((field, index) =>
      [0, 1, 2].map((channel) =>
        Math.abs(
          Number.parseInt(field.slice(channel * 2, channel * 2 + 2), 16) - (expected[index]?.[channel] ?? 0),
        ),
      ),
    );
    off = Math.max(...differences);
    if (off > 24) await page.waitForTimeout(250);
  }
  assert.ok(off <= 24, `the picture is off by ${off}: ${seen.join(' ')}`);
}

test('who puts a picture of themselves into place is seen by it, by others in the group too', async () => {
  await choose(desk, 'Add a picture', { name: 'me.bmp', buffer: makePicture() });
  const dialog = desk.getByRole('dialog');
  const frame = dialog.getByRole('group');
  await assertQuarters(desk, frame, [red, green, blue, yellow]);
  // Pushed aside by hand, and back by the keyboard.
  const box = await frame.boundingBox();
  assert.ok(box);
  await desk.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await desk.mouse.down();
  await desk.mouse.move(box.x + box.width * 3, box.y + box.height / 2, { steps: 5 });
  await desk.mouse.up();
  await assertQuarters(desk, frame, [grey, red, grey, blue]);
  await frame.focus();
  for (let press = 0; press < 10; press++) await desk.keyboard.press('ArrowLeft');
  await assertQuarters(desk, frame, [red, green, blue, yellow]);
  await button(desk, 'Use this picture').click();
  await desk.getByText('Your picture is saved').waitFor();
  await members(phone);
  await assertQuarters(phone, faceOf(phone).first(), [red, green, blue, yellow]);
  assert.equal(await faceOf(phone).count(), 1);
});

test('another picture takes its place, in the part of it that was chosen', async () => {
  await choose(desk, 'Change picture', { name: 'me.bmp', buffer: makePicture() });
  const dialog = desk.getByRole('dialog');
  for (let press = 0; press < 4; press++) await dialog.getByRole('button', { name: 'Larger' }).click();
  const frame = dialog.getByRole('group');
  await frame.focus();
  for (let press = 0; press < 12; press++) await desk.keyboard.press('ArrowRight');
  for (let press = 0; press < 12; press++) await desk.keyboard.press('ArrowDown');
  await assertQuarters(desk, frame, [red, red, red, red]);
  await button(desk, 'Use this picture').click();
  await desk.getByText('Your picture is saved').first().waitFor();
  await members(phone);
  await assertQuarters(phone, faceOf(phone).first(), [red, red, red, red]);
});

test('what is no picture is said to be none', async () => {
  await choose(desk, 'Change picture', { name: 'letter.bmp', buffer: Buffer.from('Dear Anna') });
  await desk.getByText('This file cannot be opened as a picture.').waitFor();
});

test('a picture that was removed comes back by undo, as it was', async () => {
  await button(desk, 'Remove picture').click();
  await desk.getByText('Undo').click();
  await button(desk, 'Change picture').waitFor();
  await members(phone);
  await assertQuarters(phone, faceOf(phone).first(), [red, red, red, red]);
});

test('a picture is removed, for everybody', async () => {
  await button(desk, 'Remove picture').click();
  await desk.getByText('Your picture is removed').last().waitFor();
  await button(desk, 'Add a picture').waitFor();
  await members(phone);
  await phone.getByText('Anna', { exact: true }).first().waitFor();
  await phone.getByText('A', { exact: true }).first().waitFor();
  assert.equal(await faceOf(phone).count(), 0);
});
