import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { openAs } from './open-as.ts';
import { type RunningServer, startServer } from './server.ts';

const accountOf = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: `${name} keeps a long secret`,
});

let server: RunningServer;
let browser: Browser;
let feed: string;
/** Of Ben, whose photo it is; Cleo is in it, and Dora just looks. */
let photo: string;
let ben: Page;
let cleo: Page;
let dora: Page;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const seen = (page: Page) => page.getByRole('img', { name: /^Ben, / }).first();

async function askToHide(): Promise<void> {
  await cleo.goto(photo);
  await button(cleo, 'More actions').click();
  await cleo.getByRole('menuitem', { name: 'I am in this, please hide' }).click();
  await button(cleo, 'Hide it').click();
  await cleo.getByText(/^The photo is hidden/).waitFor();
}

/** The group has one photo, and Dora sees nothing where it is hidden. */
async function waitUntilHidden(): Promise<void> {
  await dora.goto(feed);
  await dora.getByText('The first photo is yours').waitFor();
}

before(async () => {
  server = await startServer();
  const people: Person[] = [];
  for (const name of ['Anna', 'Ben', 'Cleo', 'Dora']) people.push(await enter(server.url, accountOf(name)));
  const [owner, uploader, asker, other] = people as [Person, Person, Person, Person];
  const { id: groupId } = await owner.client.createGroup({ body: { name: 'Summer in Lisbon' } });
  const { token } = await owner.client.createInvite({ params: { groupId }, body: {} });
  for (const { client } of [uploader, asker, other]) await client.joinGroup({ body: { token } });
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos/portrait.jpg')));
  await share(uploader, groupId, [{ name: 'portrait.jpg', mimeType: 'image/jpeg', bytes }]);
  const [added] = await settled(owner, groupId);
  feed = `${server.url}/groups/${groupId}`;
  photo = `${feed}/photos/${added?.id}`;
  browser = await launchChromium();
  [ben, cleo, dora] = await Promise.all([
    openAs(browser, server, uploader, { path: '/reports' }),
    openAs(browser, server, asker, { path: `/groups/${groupId}`, width: 390 }),
    openAs(browser, server, other, { path: `/groups/${groupId}`, width: 390 }),
  ]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('who is in a photo hides it from the others at once, and shows it again', async () => {
  await seen(dora).waitFor();
  await askToHide();
  await waitUntilHidden();
  await button(cleo, 'Hidden: somebody in it asks so').click();
  await button(cleo, 'Show it again').click();
  await cleo.getByText('The photo is shown to everyone again').waitFor();
  await dora.goto(feed);
  await seen(dora).waitFor();
});

test('its uploader is asked, not told by whom, and objects: it stays hidden until somebody else has judged', async () => {
  await askToHide();
  await ben.goto(`${server.url}/reports`);
  await ben.getByRole('link', { name: /^Hide a photo of yours/ }).click();
  await button(ben, 'Somebody asks to hide this. Answer').click();
  await button(ben, 'Object').click();
  await ben.getByLabel('Why should the others see it?').fill('All of us agreed to this picture');
  await button(ben, 'Object').click();
  await ben.getByText('You objected. Somebody else judges now.').waitFor();
  await waitUntilHidden();
  await cleo.goto(`${server.url}/reports`);
  await cleo
    .getByText(/^You asked to hide a photo/)
    .first()
    .waitFor();
});
