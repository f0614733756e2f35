import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { openAs } from './open-as.ts';
import { type RunningServer, startServer } from './server.ts';

const GROUP = 'Summer in Lisbon';
const PHOTO = 'silver_fir.jpg';
const accountOf = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: `${name} keeps a long secret`,
});

let server: RunningServer;
let browser: Browser;
let groupId: string;
let inviteToken: string;
/** Anna's group, on her desk; Ben and Cleo have phones. */
let anna: Page;
let ben: Page;
let cleo: Page;
let fourth: Person;
let emil: Person;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const choose = (page: Page, name: RegExp) => page.getByRole('radio', { name }).click();
const goTo = (page: Page, tab: '' | '/members' | '/settings') =>
  page.goto(`${server.url}/groups/${groupId}${tab}`);
async function pick(page: Page, member: string, task: string): Promise<void> {
  await button(page, `What to do with ${member}`).click();
  await page.getByRole('menuitem', { name: task }).click();
}
/** In the dialog, where a button may be named as the one that opened it. */
const confirm = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

before(async () => {
  server = await startServer();
  const people: Person[] = [];
  for (const name of ['Anna', 'Ben', 'Cleo', 'Dora', 'Emil'])
    people.push(await enter(server.url, accountOf(name)));
  const [owner, member, stranger] = people as [Person, Person, Person];
  [fourth, emil] = people.slice(3) as [Person, Person];
  groupId = (await owner.client.createGroup({ body: { name: GROUP } })).id;
  const params = { groupId };
  inviteToken = (await owner.client.createInvite({ params, body: {} })).token;
  for (const { client } of [member, emil]) await client.joinGroup({ body: { token: inviteToken } });
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos', PHOTO)));
  await share(member, groupId, [{ name: PHOTO, mimeType: 'image/jpeg', bytes }]);
  await settled(owner, groupId);
  browser = await launchChromium();
  [anna, ben, cleo] = await Promise.all([
    openAs(browser, server, owner, { path: `/groups/${groupId}/settings` }),
    openAs(browser, server, member, { path: '/groups', width: 390 }),
    openAs(browser, server, stranger, { path: '/groups', width: 390 }),
  ]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('its owner renames the group, and has admins let people in', async () => {
  await anna.getByLabel('Name of the group').fill('Autumn in Lisbon');
  await button(anna, 'Save').click();
  await anna.getByText('The group has a new name').waitFor();
  await choose(anna, /^Admins let in/);
  await anna.getByText('The rules are changed').waitFor();
  await anna.getByRole('radio', { name: /^Admins let in/, checked: true }).waitFor();
});

test('who follows an invite then asks to join, takes that back, and asks again', async () => {
  const ask = async () => {
    await cleo.goto(`${server.url}/join#${inviteToken}`);
    await button(cleo, 'Ask to join').click();
    await cleo.getByText('Your request is with the admins').waitFor();
  };
  await ask();
  await button(cleo, 'Withdraw request').click();
  await cleo.getByText('Your request is withdrawn').waitFor();
  await ask();
  await cleo.getByRole('link', { name: 'To my groups' }).click();
  await cleo.getByText('Waiting for admins').waitFor();
});

test('an admin declines her, and lets the next one in', async () => {
  await goTo(anna, '/members');
  await button(anna, 'Decline Cleo').click();
  await confirm(anna, 'Decline');
  await anna.getByText('Cleo was declined').waitFor();
  await goTo(cleo, '');
  await cleo.getByText('There is nothing here').waitFor();

  const dora = await openAs(browser, server, fourth, { path: '/groups', width: 390 });
  await dora.goto(`${server.url}/join#${inviteToken}`);
  await button(dora, 'Ask to join').click();
  await dora.getByText('Your request is with the admins').waitFor();
  await goTo(anna, '/members');
  await button(anna, 'Let in Dora').click();
  await anna.getByText('Dora is in').waitFor();
  await goTo(dora, '');
  await dora
    .getByRole('img', { name: /^Ben, / })
    .first()
    .waitFor();
  await dora.context().close();
});

test('somebody is made an admin, and sees what admins see', async () => {
  await goTo(ben, '/members');
  await ben.getByText('Ben (You)').waitFor();
  await pick(anna, 'Ben', 'Change role');
  await choose(anna, /^Admin/);
  await button(anna, 'Save').click();
  await anna.getByText('Ben is now Admin').waitFor();
  await goTo(ben, '/members');
  await button(ben, 'What to do with Dora').click();
  await ben.getByRole('menuitem', { name: 'Ban from group' }).waitFor();
  await ben.keyboard.press('Escape');
});

test('somebody is banned, no invite lets them in, and the ban is lifted', async () => {
  await pick(ben, 'Dora', 'Ban from group');
  await confirm(ben, 'Ban from group');
  await ben.getByText('Dora is banned').waitFor();
  await goTo(anna, '/members');
  await button(anna, 'Lift ban of Dora').click();
  await confirm(anna, 'Lift ban');
  await anna.getByText('Dora may come back by an invite').waitFor();
  await button(anna, 'Lift ban of Dora').waitFor({ state: 'detached' });
});

test('somebody is removed, and has lost the group', async () => {
  assert.equal((await emil.client.getGroup({ params: { groupId } })).role, 'contributor');
  await pick(anna, 'Emil', 'Remove from group');
  await confirm(anna, 'Remove from group');
  await anna.getByText('Emil was removed').waitFor();
  await button(anna, 'What to do with Emil').waitFor({ state: 'detached' });
  await assert.rejects(emil.client.getGroup({ params: { groupId } }), { code: 'not-found' });
});

test('an invite is revoked, and leads nowhere from then on', async () => {
  await button(anna, 'Revoke the Contributor invite by Anna').click();
  await confirm(anna, 'Revoke');
  await anna.getByText('The invite was revoked').waitFor();
  await anna.getByText('No open invites.').waitFor();
  await cleo.goto(`${server.url}/join#${inviteToken}`);
  await cleo.getByText('This invite does not work any more').waitFor();
});

test('the group is handed over, and its first owner leaves with a say in what becomes of her photos', async () => {
  await pick(anna, 'Ben', 'Hand over the group');
  await confirm(anna, 'Hand over the group');
  await anna.getByText('Ben now owns the group').waitFor();
  await goTo(ben, '/settings');
  await ben.getByRole('button', { name: /^Leave group/ }).click();
  await ben.getByText('Anna becomes the owner.').waitFor();
  await choose(ben, /^They go in 7 days/);
  await confirm(ben, 'Leave group');
  await ben
    .getByText(/^You left Autumn in Lisbon/)
    .first()
    .waitFor();
});

test('who has left changes in time what becomes of their photos', async () => {
  await button(ben, 'Change what becomes of your photos in Autumn in Lisbon').click();
  await choose(ben, /^They stay/);
  await confirm(ben, 'Save');
  await ben.getByText('Your choice is saved').waitFor();
  await ben.getByText('Your photos stay there').waitFor();
  await goTo(anna, '');
  await anna
    .getByRole('img', { name: /^Ben, / })
    .first()
    .waitFor();
});

test('a group is deleted once its name was typed, for everybody', async () => {
  await goTo(anna, '/settings');
  await anna.getByRole('button', { name: /^Delete group/ }).click();
  await anna.getByLabel('Type Autumn in Lisbon to confirm').fill('Autumn in Lisbon');
  await confirm(anna, 'Delete group');
  await anna.getByText('Autumn in Lisbon was deleted').waitFor();
  await anna.getByText('No groups yet').waitFor();
});
