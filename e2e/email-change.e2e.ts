import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { enter } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { pretendLater } from './pretend-later.ts';
import { type RunningServer, startServer } from './server.ts';
import { until } from './until.ts';

const [old, next] = ['anna@example.org', 'anna@elsewhere.example'];
const password = 'Anna keeps a long secret';
const newPassword = 'Anna keeps another secret';

let server: RunningServer;
let browser: Browser;
/** Where Anna asks, and a device of hers elsewhere. */
let desk: Page;
let phone: Page;

async function logIn(page: Page, email: string, secret: string): Promise<void> {
  await page.goto(`${server.url}/log-in`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Your groups' }).waitFor();
}

/** The newest link of this page that was sent to the address. */
async function linkTo(email: string, page: 'new-email' | 'keep-email'): Promise<string> {
  let found = '';
  await until(async () => {
    const response = await fetch(`${server.url}/dev/mailbox.json`);
    const { letters } = (await response.json()) as { letters: { to: string; text: string }[] };
    const links = letters
      .filter(({ to }) => to === email)
      .map(({ text }) => new RegExp(`/${page}#\\S+`).exec(text)?.[0]);
    found = links.find((link) => link !== undefined) ?? '';
    return found !== '';
  });
  return server.url + found;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

before(async () => {
  server = await startServer();
  await enter(server.url, { name: 'Anna', email: old, password });
  browser = await launchChromium();
  const open = async (width: number) => {
    const page = await (
      await browser.newContext({ locale: 'en-GB', viewport: { width, height: 844 } })
    ).newPage();
    page.setDefaultTimeout(20_000);
    await logIn(page, old, password);
    return page;
  };
  [desk, phone] = [await open(1440), await open(390)];
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a device that showed long ago whose it is shows it again; what was asked for is given up', async () => {
  pretendLater(server, 'confirmation');
  await desk.goto(`${server.url}/account`);
  await desk.getByRole('button', { name: /^Change e-mail address/ }).click();
  await desk.getByLabel('New e-mail address').fill('anna@typo.example');
  await button(desk, 'Send the letter').click();
  await desk.getByRole('heading', { name: 'Is it you?' }).waitFor();
  await desk.getByRole('dialog').getByLabel('Password', { exact: true }).fill(password);
  await button(desk, 'Confirm').click();
  await desk.getByText('Waiting for anna@typo.example').waitFor();
  await button(desk, 'Send a new letter').click();
  await desk.getByText('A new letter is on its way.').waitFor();
  await button(desk, 'Keep the old address').click();
  await desk.getByText('Your address stays as it is').waitFor();
  await desk.getByText('Waiting for anna@typo.example').waitFor({ state: 'detached' });
});

test('a new address is asked for, and nothing changes until its letter is answered', async () => {
  pretendLater(server, 'letter');
  await desk.goto(`${server.url}/account`);
  await desk.getByRole('button', { name: /^Change e-mail address/ }).click();
  await desk.getByLabel('New e-mail address').fill(next);
  await button(desk, 'Send the letter').click();
  await desk.getByText(`Waiting for ${next}`).waitFor();
  const letter = await linkTo(next, 'new-email');
  await desk.goto(letter);
  await desk.getByRole('heading', { name: 'Confirm your new address' }).waitFor();
  await desk.goto(`${server.url}/account`);
  await desk.getByText(`Waiting for ${next}`).waitFor();
});

test('its link sets it, and ends the sessions of all other devices', async () => {
  await desk.goto(await linkTo(next, 'new-email'));
  await button(desk, 'Confirm the new address').click();
  await desk.getByText(`Log in with ${next} from now on.`).waitFor();
  await desk.goto(`${server.url}/account`);
  await desk.getByText(next).first().waitFor();
  await phone.goto(`${server.url}/account`);
  await phone.getByRole('button', { name: 'Log in' }).waitFor();
});

test('the old address gets its way back: it is put back, everyone is logged out, and a new password chosen', async () => {
  await phone.goto(await linkTo(old, 'keep-email'));
  await button(phone, 'Keep my address').click();
  await phone.getByText(/Your account has its old address again/).waitFor();
  await phone.getByLabel('New password', { exact: true }).fill(newPassword);
  await button(phone, 'Set password').click();
  await phone.getByRole('heading', { name: 'Your new password is set' }).waitFor();
  await desk.goto(`${server.url}/account`);
  await desk.getByRole('button', { name: 'Log in' }).waitFor();
  await logIn(desk, old, newPassword);
  await desk.goto(`${server.url}/account`);
  await desk.getByText(old).first().waitFor();
  assert.equal(await desk.getByText(next).count(), 0);
});
