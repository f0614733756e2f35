import type { Browser, Page } from 'playwright-core';
import type { RunningServer } from './server.ts';

export interface Opening {
  /** Where they want to go; they get there by way of the log-in. */
  path: string;
  /** Of the window, in CSS pixels. */
  width?: number;
}

/** A browser of one's own in which somebody with a verified account has logged in, and is where they wanted to go. */
export async function openAs(
  browser: Browser,
  { url }: RunningServer,
  { email, password }: { email: string; password: string },
  { path, width = 1440 }: Opening,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(url + path);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.waitForURL((at) => at.href === url + path);
  return page;
}
