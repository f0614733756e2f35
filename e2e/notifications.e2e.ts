import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { type RunningServer, startServer } from './server.ts';
import { until } from './until.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PHOTOS = join(import.meta.dirname, '../tools/photos');

let server: RunningServer;
let url: string;
let dataDir: string;
let browser: Browser;
let page: Page;
let anna: Person;
let ben: Person;
let groupId: string;

interface KeptLetter {
  to: string;
  subject: string;
  text: string;
}

function ask<T>(work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(dataDir, 'wmory.sqlite'));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** How many rows there are of what waits to be done. */
const count = (rows: string): number =>
  ask((database) => Number(database.prepare(`select count(*) as count from ${rows}`).get()?.['count']));

/** A server that starts does all that is due at once. */
async function restart(meanwhile: (database: DatabaseSync) => void = () => {}): Promise<void> {
  await server.stop();
  ask(meanwhile);
  server = await startServer({ dataDir, port: Number(new URL(url).port) });
  await until(async () => count(`group_news`) === 0);
  await until(async () => count(`digests where due_at <= ${Date.now()}`) === 0);
  await until(async () => count(`letters where due_at <= ${Date.now() + HOUR}`) === 0);
}

/** The moments that decide about letters. */
const moments = {
  digests: ['since', 'due_at', 'owed_at'],
  digest_groups: ['told_from', 'told_until'],
  group_members: ['joined_at', 'seen_at'],
  groups: ['active_at'],
  photos: ['added_at'],
};

/** Moves what has happened into the past, while the server is away. */
async function letPass(time: number): Promise<void> {
  await restart();
  await restart((database) => {
    for (const [table, columns] of Object.entries(moments))
      for (const column of columns) database.exec(`update "${table}" set ${column} = ${column} - ${time}`);
  });
}

/** Letters about new photos that have come to Anna once so much time has gone by, the newest first. */
async function lettersAfter(time: number): Promise<KeptLetter[]> {
  await letPass(time);
  const response = await fetch(`${url}/dev/mailbox.json`);
  const { letters } = (await response.json()) as { letters: KeptLetter[] };
  return letters.filter(({ to, subject }) => to === anna.email && subject === 'New photos in your groups');
}

async function add(name: string): Promise<void> {
  const bytes = new Uint8Array(await readFile(join(PHOTOS, name)));
  await share(ben, groupId, [{ name, mimeType: 'image/jpeg', bytes }]);
  await settled(ben, groupId);
}

/** Where a link of the letter leads, on the address that this browser reaches. */
const linkIn = (letter: KeptLetter | undefined, path: RegExp): string =>
  url + (path.exec(letter?.text ?? '')?.[0] ?? assert.fail(letter?.text));

const open = async (): Promise<Page> => {
  const opened = await (
    await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } })
  ).newPage();
  opened.setDefaultTimeout(20_000);
  return opened;
};

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wmory-e2e-'));
  server = await startServer({ dataDir });
  ({ url } = server);
  const account = (name: string) => ({
    name,
    email: `${name.toLowerCase()}@example.org`,
    password: `a password of ${name}`,
  });
  anna = await enter(url, account('Anna'));
  ben = await enter(url, account('Ben'));
  ({ id: groupId } = await anna.client.createGroup({ body: { name: 'Alps' } }));
  const { token } = await anna.client.createInvite({ params: { groupId }, body: {} });
  await ben.client.joinGroup({ body: { token } });
  browser = await launchChromium();
  page = await open();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

let letter: KeptLetter | undefined;

test('who was not there is told by letter what was added, and its link leads there', async () => {
  await add('silver_fir.jpg');
  assert.deepEqual(await lettersAfter(HOUR), []);
  const letters = await lettersAfter(DAY);
  assert.equal(letters.length, 1);
  [letter] = letters;
  assert.match(letter?.text ?? '', /^Alps\n\n1 new photo: Ben \(1\)$/m);
  await page.goto(linkIn(letter, /\/groups\/\S+/));
  await page.getByLabel('E-mail address').fill(anna.email);
  await page.getByLabel('Password', { exact: true }).fill(anna.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Alps', level: 1 }).waitFor();
});

test('the link in its foot ends such letters, for a browser that knows nobody', async () => {
  const stranger = await open();
  await stranger.goto(linkIn(letter, /\/unsubscribe#\S+/));
  await stranger.getByRole('heading', { name: 'Stop these letters?' }).waitFor();
  assert.equal((await anna.client.getNotifications({})).letters.photos, 'weekly');
  await stranger.getByRole('button', { name: 'Stop these letters' }).click();
  await stranger.getByRole('heading', { name: 'These letters have stopped' }).waitFor();
  await add('wood_anemones.jpg');
  assert.equal((await lettersAfter(9 * DAY)).length, 1);
  await stranger.context().close();
});

test('they come again once that is chosen in the app, of groups that are not muted', async () => {
  await page.goto(`${url}/account`);
  await page.getByRole('link', { name: /^Letters/ }).click();
  await page.getByRole('radio', { name: 'Never', checked: true }).waitFor();
  await page.getByRole('radio', { name: 'Daily' }).click();
  await page.getByRole('button', { name: 'Mute Alps' }).click();
  await page.getByText('Alps is muted').waitFor();
  const choices = async () => (await anna.client.getNotifications({})) ?? assert.fail();
  await until(async () => (await choices()).mutedGroups.length === 1);
  assert.equal((await choices()).letters.photos, 'daily');
  await add('portrait.jpg');
  assert.equal((await lettersAfter(2 * DAY)).length, 1);
  await page.goto(`${url}/groups/${groupId}/settings`);
  await page.getByRole('button', { name: 'Unmute Alps' }).click();
  await until(async () => (await choices()).mutedGroups.length === 0);
  await add('el_torcal_rocks.jpg');
  const letters = await lettersAfter(2 * DAY);
  assert.equal(letters.length, 2);
  assert.match(letters[0]?.text ?? '', /^\d new photos: Ben \(\d\)$/m);
});
