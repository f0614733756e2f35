import type { Browser, BrowserContext } from 'playwright-core';
import { enter, type Person } from '../tools/person.ts';

const anna = { name: 'Anna', email: 'anna@example.org', password: 'Anna keeps a long secret' };
const NAME = 'Summer in Lisbon';

/** Someone who has a group, which is empty. */
export async function makeGroup(url: string): Promise<{ person: Person; groupId: string }> {
  const person = await enter(url, anna);
  const { id: groupId } = await person.client.createGroup({ body: { name: NAME } });
  return { person, groupId };
}

/** What a browser keeps of them once they have logged in. */
export async function logIn(
  browser: Browser,
  url: string,
): Promise<Awaited<ReturnType<BrowserContext['storageState']>>> {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${url}/log-in`);
  await page.getByLabel('E-mail address').fill(anna.email);
  await page.getByLabel('Password', { exact: true }).fill(anna.password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByText(NAME).last().waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}
