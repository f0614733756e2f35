import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { enter } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { openAs } from './open-as.ts';
import { type RunningServer, startServer } from './server.ts';
import { until } from './until.ts';

const anna = { name: 'Anna', email: 'anna@example.org', password: 'Anna keeps a long secret' };
const [second, third] = ['Anna keeps another secret', 'Anna has yet another secret'];

let server: RunningServer;
let browser: Browser;
let desk: Page;
let phone: Page;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const account = (page: Page) => page.goto(`${server.url}/account`);
/** Where the account's page shows who it belongs to only to who is logged in. */
const loggedOut = (page: Page) => page.getByRole('button', { name: 'Log in', exact: true }).waitFor();

before(async () => {
  server = await startServer();
  await enter(server.url, anna);
  browser = await launchChromium();
  desk = await openAs(browser, server, anna, { path: '/account' });
  phone = await openAs(browser, server, anna, { path: '/account', width: 390 });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a name is changed, and is the new one on every device', async () => {
  await desk.getByLabel('Your name').fill('Anna Lindqvist');
  await button(desk, 'Save').click();
  await desk.getByText('Your name is saved').waitFor();
  await account(phone);
  await phone.getByText('Anna Lindqvist').first().waitFor();
});

test('one device logs another out', async () => {
  await account(desk);
  const others = desk.getByRole('button', { name: /^Log out .+ on / });
  await others.first().click();
  await desk.getByText(/was logged out$/).waitFor();
  await account(phone);
  await loggedOut(phone);
});

test('a new password logs out every device but the one it was set on', async () => {
  await phone.context().close();
  phone = await openAs(browser, server, anna, { path: '/account', width: 390 });
  await desk.getByRole('button', { name: /^Change password/ }).click();
  await desk.getByLabel('Current password').fill('not the password');
  await desk.getByLabel('New password', { exact: true }).fill(second);
  await button(desk, 'Change password').click();
  await desk.getByRole('alert').waitFor();
  await desk.getByLabel('Current password').fill(anna.password);
  await button(desk, 'Change password').click();
  await desk.getByText('Your password is changed').waitFor();
  await account(phone);
  await loggedOut(phone);
});

test('who has forgotten it sets a new one by the link of a letter', async () => {
  await phone.goto(`${server.url}/forgot`);
  await phone.getByLabel('E-mail address').fill(anna.email);
  await button(phone, 'Send the link').click();
  await phone.getByText('Look into your inbox').waitFor();
  let link = '';
  await until(async () => {
    const response = await fetch(`${server.url}/dev/mailbox.json`);
    const { letters } = (await response.json()) as { letters: { to: string; text: string }[] };
    link = letters.map(({ text }) => /\/reset#\S+/.exec(text)?.[0]).find(Boolean) ?? '';
    return link !== '';
  });
  await phone.goto(server.url + link);
  await phone.getByLabel('New password', { exact: true }).fill(third);
  await button(phone, 'Set password').click();
  await phone.getByRole('heading', { name: 'Your new password is set' }).waitFor();
  await account(desk);
  await loggedOut(desk);
  assert.equal(await desk.getByText(anna.email).count(), 0);
});

test('logging out everywhere ends this session with all others', async () => {
  const known = { email: anna.email, password: third };
  [desk, phone] = await Promise.all([
    openAs(browser, server, known, { path: '/account' }),
    openAs(browser, server, known, { path: '/account', width: 390 }),
  ]);
  await desk.getByRole('button', { name: 'Log out everywhere' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Log out everywhere' }).click();
  await loggedOut(desk);
  await account(phone);
  await loggedOut(phone);
});
