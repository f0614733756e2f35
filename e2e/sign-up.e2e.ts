import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { readCode } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { type RunningServer, startServer } from './server.ts';
import { until } from './until.ts';

const email = 'anna@example.org';

let server: RunningServer;
let browser: Browser;
let page: Page;

async function lettersTo(address: string): Promise<number> {
  const response = await fetch(`${server.url}/dev/mailbox.json`);
  const { letters } = (await response.json()) as { letters: { to: string }[] };
  return letters.filter(({ to }) => to === address).length;
}

before(async () => {
  server = await startServer({ env: { CHALLENGE: 'proof-of-work' } });
  browser = await launchChromium();
  page = await (
    await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' })
  ).newPage();
  page.setDefaultTimeout(20_000);
  await page.clock.install();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('where a proof of work is asked for, the browser brings it unnoticed', async () => {
  await page.goto(`${server.url}/sign-up`);
  await page.getByLabel('Your name').fill('Anna');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('Anna keeps a long secret');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
  await until(async () => (await lettersTo(email)) === 1);
});

test('another letter can be asked for after a minute, and whatever code has come opens the account', async () => {
  const again = page.getByRole('button', { name: 'Send a new letter', exact: true });
  await page.getByRole('button', { name: /^Send a new letter in / }).waitFor();
  await page.clock.runFor(61_000);
  await again.click();
  await page.getByText('A new letter is on its way.').waitFor();
  await page.getByLabel('Code from the letter').fill(await readCode(server.url, email));
  await page.getByRole('heading', { name: 'Your groups' }).waitFor();
});
