import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { placeOf, scrollTo, shown } from './feed-page.ts';
import { insertPhotos } from './insert-photos.ts';
import { until } from './until.ts';
import { openYears, type Years } from './years.ts';

let years: Years;
let browser: Browser;
/** Anna sits at a desk, Ben holds a phone. */
let desk: Page;
let phone: Page;
before(async () => {
  years = await openYears();
  browser = await launchChromium();
  desk = await years.open(browser, years.anna, { viewport: { width: 1440, height: 900 } });
  phone = await years.open(browser, years.ben, { viewport: { width: 390, height: 844 } });
});
after(async () => {
  await browser?.close();
  await years?.server.stop();
});

test("one person's photos are shown at an address of their own, and the way back leads to all", async () => {
  await years.openFeed(desk);
  await desk.getByRole('button', { name: 'Whose photos' }).click();
  await desk.getByRole('menuitemradio', { name: 'Ben' }).click();
  await desk.getByRole('button', { name: /^Photos of Ben/ }).waitFor();
  assert.equal(new URL(desk.url()).searchParams.get('by'), years.ben.me.id);
  const isBens = async () => {
    const names = await shown(desk);
    return names.length > 4 && names.every((name) => name.startsWith('Ben, '));
  };
  const isAll = async () => (await shown(desk)).some((name) => name.startsWith('Anna, '));
  await until(isBens);
  await desk.goBack();
  await until(isAll);
  assert.equal(desk.url(), years.home);
  await desk.goto(`${years.home}?by=${years.ben.me.id}`);
  await until(isBens);
  await desk.getByRole('button', { name: /^Photos of Ben/ }).click();
  await until(isAll);
  assert.equal(desk.url(), years.home);
});

test('of somebody who has added nothing it says so, and leads to all', async () => {
  await years.openFeed(phone);
  await phone.getByRole('button', { name: 'Whose photos' }).click();
  await phone.getByRole('menuitemradio', { name: 'Cleo' }).click();
  await phone.getByText('Nothing of Cleo’s here yet').waitFor();
  await phone.getByRole('button', { name: 'Show everything', exact: true }).click();
  await until(async () => (await shown(phone)).length > 0);
});

test('what others added since the last visit is counted, found, and seen on every device', async () => {
  const news = (page: Page, count: RegExp) =>
    page.getByRole('link', { name: new RegExp(`Summer in Lisbon.*${count.source}`) });
  await years.openFeed(phone);
  await phone.goto(`${years.server.url}/groups`);
  await news(phone, /3 people$|3 members$/).waitFor();
  const times = [0, 1, 2].map((day) => Date.UTC(2012, 6, 1 + day));
  insertPhotos(years.server, {
    ...{ groupId: years.groupId, model: years.models.anna, uploaderId: years.anna.me.id, times },
    addedAt: Date.now(),
  });
  await phone.reload();
  await news(phone, /3 new$/).click();
  await phone.getByRole('button', { name: '3 new' }).click();
  await until(async () => (await shown(phone)).length === 3);
  assert.ok((await shown(phone)).every((name) => /^Anna, [1-3] July 2012/.test(name)));
  await phone.getByRole('button', { name: /^New since / }).waitFor();
  await phone.goBack();
  await until(async () => (await shown(phone)).some((name) => !name.includes('2012')));

  // As somebody's own, they are new to nobody.
  await desk.goto(`${years.server.url}/groups`);
  await news(desk, /3 members$/)
    .first()
    .waitFor();
  const tablet = await years.open(browser, years.ben, { viewport: { width: 820, height: 1180 } });
  await tablet.goto(`${years.server.url}/groups`);
  await news(tablet, /3 members$/)
    .first()
    .waitFor();
  await tablet.context().close();
});

test('the feed is where it was after another page of the group, and after the camera', async () => {
  for (const page of [desk, phone]) {
    await years.openFeed(page);
    await scrollTo(page, 3_000);
    await until(async () => (await placeOf(page)) !== null);
    await page.waitForTimeout(300);
    const place = await placeOf(page);
    await page.getByRole('link', { name: 'Members' }).click();
    await page.getByRole('link', { name: 'Photos', exact: true }).click();
    await until(async () => JSON.stringify(await placeOf(page)) === JSON.stringify(place));
    await page.getByRole('link', { name: 'Take photos' }).click();
    await page.waitForURL(/\/camera$/);
    await page.goBack();
    await until(async () => JSON.stringify(await placeOf(page)) === JSON.stringify(place));
  }
});
