import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { administer } from './administer.ts';
import { launchChromium } from './chromium.ts';
import { openAs } from './open-as.ts';
import { assertShows } from './pixels.ts';
import { type RunningServer, startServer } from './server.ts';

const GROUP = 'Summer in Lisbon';
const PHOTO = 'japanese-shop.jpg';
const accountOf = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: `${name} keeps a long secret`,
});

let server: RunningServer;
let browser: Browser;
let groupId: string;
/** Cleo reports what Ben has added; Anna owns the group and judges; Mona judges for the server. */
let cleo: Page;
let ben: Page;
let anna: Page;
let mona: Page;
let judge: Person;
let uploader: Person;
let reporter: Person;

const byBen = () => ({ kind: 'member', groupId, userId: uploader.me.id }) as const;

before(async () => {
  server = await startServer();
  const people: Person[] = [];
  for (const name of ['Anna', 'Ben', 'Cleo', 'Mona']) people.push(await enter(server.url, accountOf(name)));
  const [owner, moderator] = [people[0], people[3]] as [Person, Person];
  [judge, uploader, reporter] = people as [Person, Person, Person];
  groupId = (await owner.client.createGroup({ body: { name: GROUP } })).id;
  const { token } = await owner.client.createInvite({ params: { groupId }, body: {} });
  for (const { client } of [uploader, reporter]) await client.joinGroup({ body: { token } });
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos', PHOTO)));
  await share(uploader, groupId, [{ name: PHOTO, mimeType: 'image/jpeg', bytes }]);
  await settled(owner, groupId);
  await administer(server, 'moderators', 'add', moderator.email);
  browser = await launchChromium();
  // Letters lead to pages that are behind the log-in; each gets to the one they were sent, with its query.
  [cleo, ben, anna, mona] = await Promise.all([
    openAs(browser, server, reporter, { path: `/groups/${groupId}`, width: 390 }),
    openAs(browser, server, uploader, { path: '/reports', width: 390 }),
    openAs(browser, server, owner, { path: '/moderation' }),
    openAs(browser, server, moderator, { path: '/moderation?tier=platform#queue' }),
  ]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const tile = (page: Page) => page.getByAltText(/^Ben, /).first();

test('somebody reports a photo from its menu, once', async () => {
  await tile(cleo).click();
  await cleo.getByRole('button', { name: 'More actions' }).click();
  await cleo.getByRole('menuitem', { name: 'Report photo' }).click();
  await cleo.getByRole('radio', { name: /Private things/ }).click();
  await cleo.getByLabel(/What should they know/).fill('That is our door');
  await cleo.getByRole('button', { name: 'Send report' }).click();
  await cleo.getByText('Thank you. It is reported.').waitFor();
  await cleo.getByRole('button', { name: 'Done' }).click();
  await cleo.getByRole('button', { name: 'More actions' }).click();
  await cleo.getByRole('menuitem', { name: 'Report photo' }).click();
  await cleo.getByText('You have reported this already').waitFor();
  await cleo.getByRole('button', { name: 'Done' }).click();
  await ben.getByText('All quiet').waitFor();
});

test('an admin judges it by the keyboard, without being told who reported', async () => {
  const looks: string[] = [];
  anna.on('request', (request) => {
    if (request.url().endsWith('/evidence')) looks.push(request.url());
  });
  await anna.reload();
  await anna.getByText('Photo by Ben').waitFor();
  await anna.keyboard.press('?');
  await anna.getByRole('heading', { name: 'Keys' }).waitFor();
  await anna.getByRole('button', { name: 'Close' }).click();
  await anna.getByRole('heading', { name: 'Keys' }).waitFor({ state: 'detached' });
  await anna.keyboard.press('j');
  await anna.getByText('That is our door').waitFor();
  const page = (await anna.locator('body').textContent()) ?? '';
  assert.ok(!page.includes('Cleo'), page);
  assert.deepEqual(looks, [], 'the photo is not asked for before somebody wants to see it');
  // Mona sees the platform's cases alone.
  await mona.getByText('Nothing waits for you').first().waitFor();
  await anna.keyboard.press('2');
  await anna.getByRole('checkbox', { name: 'Hide the photo', checked: true }).waitFor();
  await anna.getByLabel(/^To the person/).fill('Our house number is on it.');
  await anna.getByRole('button', { name: 'Decide', exact: true }).click();
  await anna.getByText('The case is decided').waitFor();
});

test('it is hidden from others, and who reported reads that something was done', async () => {
  await cleo.goto(`${server.url}/groups/${groupId}`);
  await cleo.getByText('No photos yet').first().waitFor();
  await cleo.goto(`${server.url}/reports`);
  await cleo.getByText('Acted on').waitFor();
});

test('its uploader reads why, still sees it, and appeals', async () => {
  await ben.reload();
  await ben.getByText('Our house number is on it.').waitFor();
  await ben.getByText('The photo was hidden').waitFor();
  await ben.getByRole('button', { name: /^Appeal/ }).click();
  await ben.getByLabel('Why is it wrong?').fill('It is a shop in Tokyo');
  await ben.getByRole('button', { name: 'Send appeal' }).click();
  await ben.getByText(/Somebody else is looking at it/).waitFor();
  await ben.goto(`${server.url}/groups/${groupId}`);
  await assertShows(ben, ben.getByAltText(/^Ben, .*, hidden$/).first(), PHOTO);
});

test('who decided has no say in the appeal; the moderator looks at the photo and undoes it', async () => {
  await anna.goto(`${server.url}/moderation?state=appealed`);
  await anna.getByText('Nothing like that').waitFor();
  await mona.reload();
  await mona.getByText('Photo by Ben').waitFor();
  await mona.keyboard.press('j');
  await mona.getByText('It is a shop in Tokyo').waitFor();
  // The copy is made within half a minute of the report.
  const evidence = mona.getByAltText('The reported photo');
  for (let tries = 0; tries < 60 && (await evidence.count()) === 0; tries++) {
    await mona.keyboard.press('r');
    await mona.waitForTimeout(500);
  }
  await assertShows(mona, evidence, PHOTO, 18);
  await mona.getByLabel('Answer to who appeals').fill('It is nobody’s door.');
  await mona.getByRole('button', { name: 'Undo the decision' }).click();
  await mona.getByText('The appeal is judged').waitFor();
});

test('everybody sees it again, and its uploader was right', async () => {
  await Promise.all([
    cleo.goto(`${server.url}/groups/${groupId}`).then(() => assertShows(cleo, tile(cleo), PHOTO)),
    ben.goto(`${server.url}/reports`).then(() => ben.getByText('You appealed, and were right.').waitFor()),
  ]);
  await ben.getByText('It is nobody’s door.').waitFor();
  await mona.goto(`${server.url}/moderation/history`);
  await mona.getByText('Mona judged an appeal').waitFor();
  await mona.getByText('Mona looked at evidence').first().waitFor();
});

test('who has dismissed a report takes that back, and it waits again', async () => {
  await reporter.client.report({ body: { subject: byBen(), reason: 'harassment', text: 'Those words' } });
  await anna.goto(`${server.url}/moderation`);
  await anna.getByText('Member Ben').waitFor();
  await anna.keyboard.press('j');
  await anna.getByText('Those words').waitFor();
  await anna.getByRole('checkbox', { name: /^Dismiss/ }).click();
  await anna.getByRole('button', { name: 'Decide', exact: true }).click();
  await anna.getByText('The case is decided').waitFor();
  await anna.getByRole('button', { name: 'Undo', exact: true }).click();
  await anna.getByText('The decision was taken back').waitFor();
});

test('who is suspended reads why, and appeals without getting in', async () => {
  const { cases } = await judge.client.listCases();
  await administer(server, 'moderation', 'decide', cases[0]?.id ?? '', 'suspend');
  await ben.goto(`${server.url}/log-in`);
  await ben.getByLabel('E-mail address').fill(uploader.email);
  await ben.getByLabel('Password', { exact: true }).fill(uploader.password);
  await ben.getByRole('button', { name: 'Log in', exact: true }).click();
  await ben.getByRole('heading', { name: 'This account is suspended' }).waitFor();
  await ben.getByRole('button', { name: /^Appeal/ }).click();
  await ben.getByLabel('Why is it wrong?').fill('Those were not my words');
  await ben.getByRole('button', { name: 'Send appeal' }).click();
  await ben.getByText(/Somebody else is looking at it/).waitFor();
  await ben.goto(`${server.url}/groups`);
  await ben.getByRole('button', { name: 'Log in', exact: true }).waitFor();
});

test('the server had no error to log', () => {
  assert.doesNotMatch(server.output(), /"level":(50|60)/);
});
