import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { enter, type Person } from '../tools/person.ts';
import { freePort } from '../tools/services/free-port.ts';
import { launchChromium } from './chromium.ts';
import { pretendLater } from './pretend-later.ts';
import { type RunningServer, startServer } from './server.ts';

const password = 'Anna keeps a long secret';

let server: RunningServer;
let browser: Browser;
let anna: Person;
let page: Page;
let devtools: CDPSession;
let authenticatorId: string;
/** Passkeys belong to a name, so the loopback address will not do. */
let site: string;

const heldPasskeys = async () =>
  (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
const openAccount = async () => {
  await page.getByRole('heading', { name: 'Your groups' }).waitFor();
  await page.goto(`${site}/account`);
};
const button = (name: string) => page.getByRole('button', { name, exact: true });

/** Logs out of the account, which is the page that each test ends on. */
const logOut = async () => {
  await button('Log out').first().click();
  await button('Log in').waitFor();
};

before(async () => {
  const port = await freePort();
  site = `http://localhost:${port}`;
  server = await startServer({ port, env: { PUBLIC_URL: site } });
  anna = await enter(server.url, { name: 'Anna', email: 'anna@example.org', password });
  browser = await launchChromium();
  page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  ({ authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  }));
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a passkey is added after showing who it is', async () => {
  await page.goto(`${site}/log-in`);
  await page.getByLabel('E-mail address').fill(anna.email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button('Log in').click();
  await openAccount();
  await page.getByText('No passkeys yet').waitFor();
  await button('Add a passkey').click();
  await page.getByText('opens your account from now on').waitFor();
  const held = await heldPasskeys();
  assert.deepEqual(
    held.map(({ rpId, isResidentCredential }) => [rpId, isResidentCredential]),
    [['localhost', true]],
  );
});

test('the field for the address offers it, and choosing it opens the account', async () => {
  await button('Log out').first().click();
  await page.getByText(/· last used just now/).waitFor();
});

test('so does the button, in a browser whose field cannot offer any', async () => {
  await page.evaluate('PublicKeyCredential.isConditionalMediationAvailable = async () => false');
  await logOut();
  await button('Use a passkey').click();
  await page.getByText(/· last used just now/).waitFor();
});

test('it is named, and removed once it has shown whose it is', async () => {
  await page.getByRole('button', { name: /^What to do with/ }).click();
  await page.getByText('Rename').click();
  await page.getByLabel('Name of the passkey').fill('The laptop');
  await button('Save').click();
  await page.getByText('The laptop').first().waitFor();
  await page.getByRole('button', { name: 'What to do with The laptop' }).click();
  await page.getByText('Remove').click();
  pretendLater(server, 'confirmation');
  await button('Remove').click();
  await page.getByRole('heading', { name: 'Is it you?' }).waitFor();
  await button('Use a passkey').click();
  await page.getByText('The laptop was removed').waitFor();
});

test('what was removed opens nothing any more, which is said', async () => {
  await logOut();
  await button('Use a passkey').click();
  await page.getByText('This passkey does not open an account here.').waitFor();
});

test('the server had no error to log', async () => {
  assert.doesNotMatch(server.output(), /"level":(50|60)/);
});
