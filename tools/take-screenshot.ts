import { join } from 'node:path';
import { launchChromium } from '../e2e/chromium.ts';
import { startServer } from '../e2e/server.ts';
import { demoAccounts, seedDemo } from './seed-demo.ts';

// Makes the picture in the README: the demo's group as a member sees it.
const server = await startServer();
const browser = await launchChromium();
try {
  await seedDemo(server.url);
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${server.url}/log-in`);
  await page.getByLabel('E-mail address').fill(demoAccounts[1].email);
  await page.getByLabel('Password', { exact: true }).fill(demoAccounts[1].password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Weekend in the hills').last().click();
  await page.locator('img[src*="/store/"]').nth(5).waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(import.meta.dirname, '../docs/screenshot.png') });
} finally {
  await browser.close();
  await server.stop();
}
