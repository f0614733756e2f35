import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { manyPhotos } from '../tools/many-photos.ts';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { createCli, temporaryFolder } from './cli.ts';
import { openAs } from './open-as.ts';
import { pretendLater } from './pretend-later.ts';
import { type RunningServer, startServer } from './server.ts';
import { until } from './until.ts';

interface CapturedLetter {
  to: string;
  subject: string;
  text: string;
  files?: { name: string; text: string }[];
}

const anna = { name: 'Anna', email: 'anna@example.org', password: 'Anna keeps a long secret' };
const ben = { name: 'Ben', email: 'ben@example.org', password: 'Ben keeps a long secret, too' };

let dataDir: string;
let server: RunningServer;
let browser: Browser;
let page: Page;
let [her, his]: Person[] = [];
/** Where Anna's photo stays, and where it goes. */
let [alps, lakes] = ['', ''];

function the(person: Person | undefined): Person {
  assert.ok(person);
  return person;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });

async function lettersTo(email: string): Promise<CapturedLetter[]> {
  const response = await fetch(`${server.url}/dev/mailbox.json`);
  const { letters } = (await response.json()) as { letters: CapturedLetter[] };
  return letters.filter(({ to }) => to === email);
}

/** The next letter to Anna that says that her account will be deleted. */
async function nextLetter(after: number): Promise<CapturedLetter> {
  const told = async () =>
    (await lettersTo(anna.email)).filter(({ subject }) => subject === 'Your account will be deleted');
  await until(async () => (await told()).length > after);
  return (await told())[0] ?? assert.fail();
}

/** A group of Anna's that Ben is in, with a photo of hers. */
async function makeGroup(name: string): Promise<string> {
  const { id } = await the(her).client.createGroup({ body: { name } });
  const { token } = await the(her).client.createInvite({ params: { groupId: id }, body: {} });
  await the(his).client.joinGroup({ body: { token } });
  const bytes = new Uint8Array([...manyPhotos(60)].find((photo) => photo.name.endsWith('.jpg'))?.bytes ?? []);
  await share(the(her), id, [{ name: 'hut.jpg', mimeType: 'image/jpeg', bytes }]);
  await settled(the(her), id);
  return id;
}

/** Asks on the page of the account, taking along what is in the lakes. */
async function ask(): Promise<void> {
  await page.goto(`${server.url}/account`);
  await page.getByText('Delete my account').click();
  await page.getByRole('radio', { name: /They stay, as a gift/ }).waitFor();
  await page
    .getByRole('radiogroup', { name: 'My photos in Lakes' })
    .getByRole('radio', { name: 'Go' })
    .click();
  await button('Delete my account').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete my account' }).click();
}

const photosIn = async (groupId: string) =>
  (await the(his).client.listPhotos({ params: { groupId }, query: {} })).photos;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wmory-e2e-'));
  server = await startServer({ dataDir });
  [her, his] = [await enter(server.url, anna), await enter(server.url, ben)];
  [alps, lakes] = [await makeGroup('Alps'), await makeGroup('Lakes')];
  browser = await launchChromium();
  page = await openAs(browser, server, anna, { path: '/groups' });
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('an account that is to be deleted says so on its pages, and shows the others what goes', async () => {
  await ask();
  await page.getByText(/^Your account is deleted on /).waitFor();
  await page.getByText('Your photos go with you').waitFor();
  await page.goto(`${server.url}/groups`);
  await page.getByText(/^Your account is deleted on /).waitFor();
  const [kept] = await photosIn(alps);
  const [going] = await photosIn(lakes);
  assert.equal(kept?.leavesAt, null);
  assert.ok(going?.leavesAt);
});

test('it is kept by one press, with all that is in it', async () => {
  await button('Keep my account').click();
  await page.getByText('Your account stays, with all that is in it').waitFor();
  await until(async () => (await page.getByText(/^Your account is deleted on /).count()) === 0);
  assert.equal((await photosIn(lakes))[0]?.leavesAt, null);
});

test('or by the link of the letter, without logging in', async () => {
  await ask();
  await page.getByText(/^Your account is deleted on /).waitFor();
  const { text } = await nextLetter(1);
  const link = /\/keep-account#\S+/.exec(text)?.[0] ?? assert.fail(text);
  const visitor = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await visitor.goto(server.url + link);
  await visitor.getByRole('heading', { name: 'Keep your account?' }).waitFor();
  await visitor.getByRole('button', { name: 'Keep my account' }).click();
  await visitor.getByRole('heading', { name: 'Your account stays' }).waitFor();
  await page.goto(`${server.url}/account`);
  await page.getByText('Delete my account').waitFor();
  assert.equal(await page.getByText(/^Your account is deleted on /).count(), 0);
});

/** Sweeps begin with the server, and a deletion waits for those that come after it. */
async function goOnLater(): Promise<CapturedLetter> {
  for (let tries = 0; tries < 8; tries++) {
    pretendLater(server, 'deletion');
    await server.kill9();
    server = await startServer({ dataDir });
    for (let looks = 0; looks < 20; looks++) {
      const letter = (await lettersTo(anna.email)).find(
        ({ subject }) => subject === 'Your account is deleted',
      );
      if (letter) return letter;
      await sleep(250);
    }
  }
  return assert.fail('no certificate has come');
}

test('two weeks later it is gone, with the photos that went, and the certificate comes and is genuine', async (t) => {
  await ask();
  await page.getByText(/^Your account is deleted on /).waitFor();
  const { files } = await goOnLater();

  const { client } = await enter(server.url, ben);
  const list = async (groupId: string) =>
    (await client.listPhotos({ params: { groupId }, query: {} })).photos;
  const [given] = await list(alps);
  assert.equal(given?.uploader, null);
  assert.deepEqual(await list(lakes), []);
  const { groups } = await client.listGroups();
  assert.deepEqual(new Set(groups.map(({ role }) => role)), new Set(['owner']));

  await page.goto(`${server.url}/log-in`);
  await page.getByLabel('E-mail address').fill(anna.email);
  await page.getByLabel('Password', { exact: true }).fill(anna.password);
  await button('Log in').click();
  await page.getByRole('alert').waitFor();

  const path = join(await temporaryFolder(t), 'certificate.json');
  await writeFile(path, files?.[0]?.text ?? '');
  const args = ['verify-certificate', path, '--server', server.url];
  const checked = await (await createCli(t)).run(args);
  assert.equal(checked.code, 0, checked.stderr);
  assert.match(checked.stdout, /is genuine/);
  assert.match(checked.stdout, /Deleted: 1 photo /);
  assert.match(checked.stdout, /Kept without a name: 1 photo given/);
});
