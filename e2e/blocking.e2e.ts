import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { openAs } from './open-as.ts';
import { type RunningServer, startServer } from './server.ts';

// What the function below finds in the browser; Node's types do not know it.
declare const document: {
  querySelectorAll(selector: string): { length: number };
  querySelector(selector: string): unknown;
};

const OLD = { anna: 'japanese-shop.jpg', ben: 'portrait.jpg' };
const NEW = { anna: 'silver_fir.jpg', ben: 'wood_anemones.jpg' };
const accountOf = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: `${name} keeps a long secret`,
});

let server: RunningServer;
let browser: Browser;
let anna: Person;
let ben: Person;
let groupId: string;
let annasPage: Page;
let bensPage: Page;

async function add(person: Person, name: string): Promise<void> {
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos', name)));
  await share(person, groupId, [{ name, mimeType: 'image/jpeg', bytes }]);
  await settled(person, groupId);
}

/** Waits until the group's page, opened anew or as it is, shows just so many photos of each. */
async function seePhotos(page: Page, expected: { ofAnna: number; ofBen: number }): Promise<void> {
  const { ofAnna, ofBen } = expected;
  await page.waitForFunction(
    ([annas, bens]) =>
      document.querySelectorAll('img[alt^="Anna, "]').length === annas &&
      document.querySelectorAll('img[alt^="Ben, "]').length === bens &&
      document.querySelector('[aria-busy=true]') === null,
    [ofAnna, ofBen],
  );
}

const openGroup = (page: Page) => page.goto(`${server.url}/groups/${groupId}`);

before(async () => {
  server = await startServer();
  anna = await enter(server.url, accountOf('Anna'));
  ben = await enter(server.url, accountOf('Ben'));
  groupId = (await anna.client.createGroup({ body: { name: 'Summer in Lisbon' } })).id;
  const { token } = await anna.client.createInvite({ params: { groupId }, body: {} });
  await ben.client.joinGroup({ body: { token } });
  await add(anna, OLD.anna);
  await add(ben, OLD.ben);
  browser = await launchChromium();
  [annasPage, bensPage] = await Promise.all([
    openAs(browser, server, anna, { path: `/groups/${groupId}/members`, width: 1440 }),
    openAs(browser, server, ben, { path: `/groups/${groupId}`, width: 390 }),
  ]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('somebody blocks another from the list of members', async () => {
  await annasPage.getByRole('button', { name: 'What to do with Ben' }).click();
  await annasPage.getByRole('menuitem', { name: 'Block' }).click();
  await annasPage.getByRole('button', { name: 'Block', exact: true }).click();
  await annasPage.getByText('Ben is blocked').waitFor();
  await annasPage.getByText('Blocked', { exact: true }).waitFor();
});

test('neither sees what the other adds from then on; what was there stays', async () => {
  await add(ben, NEW.ben);
  await add(anna, NEW.anna);
  await openGroup(annasPage);
  await seePhotos(annasPage, { ofAnna: 2, ofBen: 1 });
  await openGroup(bensPage);
  await seePhotos(bensPage, { ofAnna: 1, ofBen: 2 });
});

test('the block is among the blocked people; its end can be undone', async () => {
  await annasPage.goto(`${server.url}/account`);
  await annasPage.getByRole('link', { name: /^Blocked people/ }).click();
  await annasPage.getByRole('button', { name: 'Unblock Ben' }).click();
  await annasPage.getByText('You block nobody').waitFor();
  await annasPage.getByRole('button', { name: 'Undo' }).click();
  await annasPage.getByRole('button', { name: 'Unblock Ben' }).waitFor();
  await openGroup(annasPage);
  await seePhotos(annasPage, { ofAnna: 2, ofBen: 1 });
});

test('its end, from the list of members, brings everything back', async () => {
  await annasPage.getByRole('link', { name: 'Members' }).click();
  await annasPage.getByRole('button', { name: 'What to do with Ben' }).click();
  await annasPage.getByRole('menuitem', { name: 'Unblock' }).click();
  await annasPage.getByText('Ben is not blocked any more').waitFor();
  await annasPage.getByText('Blocked', { exact: true }).waitFor({ state: 'detached' });
  await annasPage.getByRole('link', { name: 'Photos', exact: true }).click();
  await seePhotos(annasPage, { ofAnna: 2, ofBen: 2 });
  await openGroup(bensPage);
  await seePhotos(bensPage, { ofAnna: 2, ofBen: 2 });
});

test('who reports a photo can block its uploader, and hide all of theirs at once', async () => {
  await annasPage
    .getByAltText(/^Ben, /)
    .first()
    .click();
  await annasPage.getByRole('button', { name: 'More actions' }).click();
  await annasPage.getByRole('menuitem', { name: 'Report photo' }).click();
  await annasPage.getByRole('radio', { name: /Harassment/ }).click();
  await annasPage.getByRole('button', { name: 'Send report' }).click();
  await annasPage.getByRole('button', { name: 'Also block Ben' }).click();
  await annasPage.getByRole('checkbox', { name: /Also hide everything/ }).click();
  await annasPage.getByRole('button', { name: 'Block', exact: true }).click();
  await annasPage.getByText('Ben is blocked').waitFor();
  await openGroup(annasPage);
  await seePhotos(annasPage, { ofAnna: 2, ofBen: 0 });
});
