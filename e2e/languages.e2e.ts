import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { type RunningServer, startServer } from './server.ts';
import { until } from './until.ts';

// What the functions below find in the browser; Node's types do not know it.
interface Element {
  textContent: string;
  scrollWidth: number;
  clientWidth: number;
  children: Iterable<Element>;
  querySelectorAll(selector: string): Iterable<Element>;
  getBoundingClientRect(): { left: number; right: number; width: number };
}
declare const document: Element & {
  documentElement: { lang: string; dir: string; scrollWidth: number };
};
declare const navigator: { serviceWorker: { ready: Promise<unknown> } };
declare class MutationObserver {
  constructor(callback: () => void);
  observe(target: unknown, options: { childList: boolean; subtree: boolean }): void;
}
declare const window: { seen: string[] };
declare const caches: { open(name: string): Promise<{ match(path: string): Promise<unknown> }> };

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
const GROUP = 'Summer in Lisbon';

let server: RunningServer;
let browser: Browser;
let anna: Person;
let groupId: string;

before(async () => {
  server = await startServer();
  anna = await enter(server.url, {
    name: 'Anna',
    email: 'anna@example.org',
    password: 'Anna keeps a long secret',
  });
  groupId = (await anna.client.createGroup({ body: { name: GROUP } })).id;
  const names = ['japanese-shop.jpg', 'portrait.jpg', 'silver_fir.jpg'];
  const files = await Promise.all(
    names.map(async (name) => ({
      name,
      mimeType: 'image/jpeg',
      bytes: new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos', name))),
    })),
  );
  await share(anna, groupId, files);
  await settled(anna, groupId);
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(
  locale: string,
  viewport: { width: number; height: number },
  path: string,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport, locale });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(server.url + path);
  return { context, page };
}

async function logIn(page: Page, button: string): Promise<void> {
  await page.goto(`${server.url}/log-in`);
  await page.locator('input').first().fill(anna.email);
  await page.locator('input').nth(1).fill(anna.password);
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByText(GROUP).last().waitFor();
}

const tiles = (page: Page): Locator => page.locator('img[src*="/media/"]').and(page.getByAltText(/Anna/));

/** What is wrong with a page by its measures: it can be pushed sideways, or the words of a control are cut off. */
const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    const width = (document as unknown as { defaultView: { innerWidth: number } }).defaultView.innerWidth;
    const wrong = scrollWidth > width ? [`the page is ${scrollWidth} px wide`] : [];
    for (const control of document.querySelectorAll('[role=button],[role=link],[role=tab],[role=radio]'))
      for (const part of control.querySelectorAll('[dir]')) {
        const { left, right, width: wide } = part.getBoundingClientRect();
        if (wide === 0 || part.textContent === '') continue;
        if (part.scrollWidth > part.clientWidth + 1 || left < -1 || right > width + 1)
          wrong.push(`“${part.textContent}” is cut off`);
      }
    return wrong;
  });

const pageLanguage = (page: Page): Promise<string> =>
  page.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dir}`);

test('in Arabic, signing up reads from the right and shows no English first', async () => {
  const context = await browser.newContext({ viewport: PHONE, locale: 'ar-EG' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.seen = [];
    const look = () => {
      for (const root of document.querySelectorAll('#root')) window.seen.push(root.textContent);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
  // The language comes last, as over a slow network.
  let fetched = 0;
  await page.route(/\/ar-[0-9a-f]+\.js/, async (route) => {
    fetched += 1;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto(`${server.url}/sign-up`);
  await page.getByRole('heading', { name: 'أنشئ حسابك' }).waitFor();
  assert.equal(fetched, 1);
  assert.equal(await pageLanguage(page), 'ar-EG rtl');
  const seen = await page.evaluate(() => window.seen);
  assert.ok(seen.length > 0);
  assert.deepEqual(
    seen.filter((text) => /[a-z]{3}/.test(text)),
    [],
  );
  const field = await page.getByLabel('اسمك').boundingBox();
  const label = await page.getByText('اسمك', { exact: true }).boundingBox();
  assert.ok(field && label);
  assert.ok(label.x + label.width > field.x + field.width - 8, 'the label is at the right of its field');
  assert.deepEqual(await misfits(page), []);
  await context.close();
});

for (const [form, size] of [
  ['a phone', PHONE],
  ['a desk', DESK],
] as const) {
  test(`in Arabic at ${form}, groups, photos, the viewer and settings run from the right`, async () => {
    const { context, page } = await open('ar', size, '/log-in');
    await logIn(page, 'تسجيل الدخول');
    await page.getByRole('heading', { name: 'مجموعاتك' }).waitFor();
    assert.deepEqual(await misfits(page), []);

    await page.goto(`${server.url}/groups/${groupId}`);
    await tiles(page).nth(2).waitFor();
    const boxes = await tiles(page).evaluateAll((images) =>
      (images as unknown as Element[]).map((image) => image.getBoundingClientRect().right),
    );
    const [first = 0, second = 0] = boxes;
    assert.ok(first > second, 'the first photo is right of the second');
    assert.ok(first > Math.max(...boxes) - 1, 'no photo is right of the first');
    assert.deepEqual(await misfits(page), []);

    await tiles(page).first().click();
    await page.waitForURL(/\/photos\//);
    const opened = page.url();
    await page.getByRole('button', { name: 'معلومات', exact: true }).waitFor();
    const back = await page.getByRole('button', { name: 'إغلاق' }).first().boundingBox();
    assert.ok(back && back.x > size.width / 2, 'the way out is at the right');
    await page.keyboard.press('ArrowRight');
    assert.equal(page.url(), opened, 'there is nothing before the first');
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL((url) => url.href !== opened);

    await page.goto(`${server.url}/groups/${groupId}/settings`);
    await page.getByRole('heading', { name: 'كيف تُدار هذه المجموعة' }).waitFor();
    assert.deepEqual(await misfits(page), []);
    await page.goto(`${server.url}/account`);
    await page.getByRole('heading', { name: 'اللغة' }).waitFor();
    assert.deepEqual(await misfits(page), []);
    await context.close();
  });
}

for (const [locale, button] of [
  ['de', 'Einloggen'],
  ['es', 'Iniciar sesión'],
] as const) {
  test(`long words of ${locale} fit a phone`, async () => {
    const { context, page } = await open(locale, PHONE, '/');
    const wrong: string[] = [];
    const visit = async (path: string) => {
      await page.goto(server.url + path);
      await page.getByRole('heading').first().waitFor();
      wrong.push(...(await misfits(page)).map((misfit) => `${path}: ${misfit}`));
    };
    for (const path of ['/', '/sign-up', '/log-in', '/forgot']) await visit(path);
    await logIn(page, button);
    for (const path of ['', '/members', '/activity', '/settings', '/trash'])
      await visit(`/groups/${groupId}${path}`);
    for (const path of ['/groups', '/account', '/reports']) await visit(path);
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

test('another language is chosen in the account: at once, for good, for letters, and without a network', async () => {
  const { context, page } = await open('en-GB', PHONE, '/log-in');
  await logIn(page, 'Log in');
  assert.equal(await pageLanguage(page), 'en-GB ltr');
  await page.goto(`${server.url}/account`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.getByRole('button', { name: /^Language/ }).click();
  const told = page.waitForResponse((response) => response.request().method() === 'PATCH');
  await page.getByRole('menuitemradio', { name: 'العربية' }).click();
  await page.getByRole('heading', { name: 'اللغة' }).waitFor();
  assert.equal(await pageLanguage(page), 'ar rtl');
  assert.equal(new URL(page.url()).pathname, '/account');
  assert.equal((await told).status(), 200);

  // Who is logged in has to be kept before it can be shown without a network.
  await until(() =>
    page.evaluate(async () => Boolean(await (await caches.open('wmory.answers')).match('/answers'))),
  );
  await context.setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: 'اللغة' }).waitFor();
  assert.equal(await pageLanguage(page), 'ar rtl');
  await context.setOffline(false);

  await anna.client.forgotPassword({ body: { email: anna.email } });
  const subjects = async (): Promise<string[]> => {
    const answer = await fetch(`${server.url}/dev/mailbox.json`);
    const { letters } = (await answer.json()) as { letters: { subject: string }[] };
    return letters.map(({ subject }) => subject);
  };
  const wanted = 'أعد تعيين كلمة مرورك';
  for (let tries = 0; tries < 100 && !(await subjects()).includes(wanted); tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok((await subjects()).includes(wanted), String(await subjects()));
  await context.close();
});
