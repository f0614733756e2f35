import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Download, Page } from 'playwright-core';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { type RunningServer, startServer } from './server.ts';
import { until } from './until.ts';
import { unzip } from './unzip.ts';

// What the functions below find in the browser; Node's types do not know it.
declare const window: { showSaveFilePicker?: unknown };
declare const navigator: {
  storage: {
    getDirectory(): Promise<{
      getFileHandle(
        name: string,
        options: { create: boolean },
      ): Promise<{ getFile(): Promise<{ arrayBuffer(): Promise<ArrayBuffer> }> }>;
    }>;
  };
};

const PHOTOS = join(import.meta.dirname, '../tools/photos');
const mine = ['portrait.jpg', 'thompson-springs.jpg', 'wood_anemones.jpg', 'el_torcal_rocks.jpg'];
const theirs = 'silver_fir.jpg';

let server: RunningServer;
let browser: Browser;
let anna: Person;
let ben: Person;
let context: BrowserContext;
let page: Page;

const readPhoto = (name: string) => readFile(join(PHOTOS, name));
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const button = (name: string) => page.getByRole('button', { name, exact: true });

async function add(person: Person, groupId: string, name: string): Promise<void> {
  await share(person, groupId, [
    { name, mimeType: 'image/jpeg', bytes: new Uint8Array(await readPhoto(name)) },
  ]);
  await settled(person, groupId);
}

before(async () => {
  server = await startServer();
  const account = (name: string) => ({
    name,
    email: `${name.toLowerCase()}@example.org`,
    password: `${name} keeps a long secret`,
  });
  anna = await enter(server.url, account('Anna'));
  ben = await enter(server.url, account('Ben'));
  const [alps, lisbon] = await Promise.all(
    ['Alps', 'Lisbon'].map(async (name) => {
      const { id } = await anna.client.createGroup({ body: { name } });
      const { token } = await anna.client.createInvite({ params: { groupId: id }, body: {} });
      await ben.client.joinGroup({ body: { token } });
      return id;
    }),
  );
  for (const [index, name] of mine.entries()) await add(anna, (index < 3 ? alps : lisbon) ?? '', name);
  await add(ben, alps ?? '', theirs);
  await anna.client.blockPerson({ params: { userId: ben.me.id }, body: {} });

  browser = await launchChromium();
  context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    serviceWorkers: 'block',
  });
  context.setDefaultTimeout(30_000);
  await context.request.post(`${server.url}/api/v1/sessions`, {
    data: { email: anna.email, password: anna.password, transport: 'cookie' },
    headers: { 'x-wmory-csrf': '1' },
  });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens the page in a browser that cannot ask where a file is to go, and so saves it as a download. */
async function open(): Promise<void> {
  page = await context.newPage();
  await page.addInitScript(() => {
    delete window.showSaveFilePicker;
  });
  await page.goto(`${server.url}/account/data`);
  await button('Save my data').waitFor();
}

const filesOf = async (download: Download) => unzip(await readFile(await download.path()));

async function save(name: string): Promise<Map<string, Buffer>> {
  const download = page.waitForEvent('download');
  await button(name).click();
  return filesOf(await download);
}

const isOriginal = ({ pathname }: URL): boolean => pathname.endsWith('/original');

test('all of a person comes in one ZIP: documents that can be read, and the files, byte for byte', async () => {
  await open();
  await page.getByText('4 photos, ').waitFor();
  const files = await save('Save my data');
  await page.getByText('Your data is packed.').waitFor();
  const documents = [...files].filter(([name]) => name.endsWith('.json'));
  const read = Object.fromEntries(documents.map(([name, bytes]) => [name, JSON.parse(bytes.toString())]));
  assert.equal(read['account.json'].email, anna.email);
  assert.deepEqual(
    read['blocks.json'].blocks.map((block: { person: { name: string } }) => block.person.name),
    ['Ben'],
  );
  assert.equal(read['export.json'].complete, true);
  const listed: { file: string; sha256: string }[] = read['photos.json'].photos;
  assert.equal(listed.length, mine.length);
  for (const { file, sha256 } of listed) assert.equal(hashOf(files.get(file) ?? Buffer.alloc(0)), sha256);
  const originals = await Promise.all(mine.map(async (name) => hashOf(await readPhoto(name))));
  assert.deepEqual(new Set(listed.map(({ sha256 }) => sha256)), new Set(originals));
  assert.deepEqual([...files.keys()].filter((name) => name.startsWith('photos/')).sort(), [
    'photos/Alps/portrait.jpg',
    'photos/Alps/thompson-springs.jpg',
    'photos/Alps/wood_anemones.jpg',
    'photos/Lisbon/el_torcal_rocks.jpg',
  ]);

  // Of others there are names, and nothing else.
  const text = documents.map(([, bytes]) => bytes.toString()).join('\n');
  assert.deepEqual(new Set(text.match(/[\w.+-]+@[\w-]+\.\w+/g)), new Set([anna.email]));
  assert.ok(!text.includes(theirs) && !text.includes(hashOf(await readPhoto(theirs))));
  await page.close();
});

test('what is chosen comes alone: the data, or the files of one group', async () => {
  await open();
  await page.getByRole('checkbox', { name: /Alps/ }).click();
  const lisbon = await save('Save my data');
  assert.deepEqual(
    [...lisbon.keys()].filter((name) => name.startsWith('photos/')),
    ['photos/Lisbon/el_torcal_rocks.jpg'],
  );
  await button('Make another').click();
  await page.getByRole('radio', { name: /Data only/ }).click();
  const data = await save('Save my data');
  assert.ok(![...data.keys()].some((name) => name.startsWith('photos/')));
  assert.equal(JSON.parse(String(data.get('photos.json'))).photos.length, mine.length);
  await page.close();
});

test('a photo that does not come is listed, and fetched when asked for', async () => {
  await open();
  await page.route(isOriginal, (route) =>
    route.request().url().includes('anemones') ? route.fulfill({ status: 503 }) : route.continue(),
  );
  const files = await save('Save my data');
  await page.getByText(/^One photo did not come/).waitFor();
  await page.getByText('wood_anemones.jpg').waitFor();
  const report = JSON.parse(String(files.get('export.json')));
  assert.deepEqual([report.complete, report.missing[0].fileName], [false, 'wood_anemones.jpg']);
  assert.equal([...files.keys()].filter((name) => name.startsWith('photos/')).length, mine.length - 1);
  await page.unroute(isOriginal);
  const rest = await save('Get what is missing');
  assert.deepEqual(
    [...rest.keys()].filter((name) => name.startsWith('photos/')),
    ['photos/Alps/wood_anemones.jpg'],
  );
  assert.equal(
    hashOf(rest.get('photos/Alps/wood_anemones.jpg') ?? Buffer.alloc(0)),
    hashOf(await readPhoto('wood_anemones.jpg')),
  );
  await page.close();
});

test('written into a file that is chosen, it outlives addresses that end, a pause, and a network that goes', async () => {
  page = await context.newPage();
  // A file of the browser's own takes the place of one that a person chooses.
  await page.addInitScript(() => {
    window.showSaveFilePicker = async () =>
      (await navigator.storage.getDirectory()).getFileHandle('chosen.zip', { create: true });
  });
  await page.goto(`${server.url}/account/data`);
  // As the store does once an address has ended.
  const refused = new Set<string>();
  let held: (() => void) | undefined;
  await page.route(isOriginal, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (!refused.has(pathname)) {
      refused.add(pathname);
      if (refused.size === 1) await new Promise<void>((go) => (held = go));
      await route.fulfill({ status: 403 });
    } else await route.continue();
  });
  await button('Save my data').click();
  await until(async () => held !== undefined);
  await button('Pause').click();
  await page.getByText('Paused.').waitFor();
  await context.setOffline(true);
  held?.();
  await button('Go on').click();
  await page.getByText(/This goes on by itself/).waitFor();
  await context.setOffline(false);
  await page.getByText('Your data is packed.').waitFor();
  assert.equal(refused.size, mine.length);
  const bytes = await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const file = await (await folder.getFileHandle('chosen.zip', { create: false })).getFile();
    return Array.from(new Uint8Array(await file.arrayBuffer()));
  });
  const files = unzip(Buffer.from(bytes));
  assert.equal(JSON.parse(String(files.get('export.json'))).complete, true);
  for (const { file, sha256 } of JSON.parse(String(files.get('photos.json'))).photos)
    assert.equal(hashOf(files.get(file) ?? Buffer.alloc(0)), sha256);
});

test('stopped, it leaves no file', async () => {
  await button('Make another').click();
  await page.unroute(isOriginal);
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    await (folder as never as { removeEntry(name: string): Promise<void> }).removeEntry('chosen.zip');
  });
  let held: (() => void) | undefined;
  await page.route(isOriginal, async (route) => {
    await new Promise<void>((go) => (held = go));
    await route.continue().catch(() => {});
  });
  await button('Save my data').click();
  await until(async () => held !== undefined);
  await button('Stop').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
  await button('Save my data').waitFor();
  const size = await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const file = await (await folder.getFileHandle('chosen.zip', { create: true })).getFile();
    return (await file.arrayBuffer()).byteLength;
  });
  assert.equal(size, 0);
});
