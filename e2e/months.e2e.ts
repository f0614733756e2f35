import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { isAt, placeOf, scrolled, shown } from './feed-page.ts';
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
  phone = await years.open(browser, years.ben, {
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  });
});
after(async () => {
  await browser?.close();
  await years?.server.stop();
});

const scrubber = (page: Page) => page.getByRole('slider', { name: 'Month' });

test('the rail leads to a month years ago without what lies between, and on from there either way', async () => {
  await years.openFeed(desk);
  const asked: URL[] = [];
  desk.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.endsWith('/photos') && url.searchParams.get('limit') === '100') asked.push(url);
  });
  const rail = scrubber(desk);
  const box = (await rail.boundingBox()) ?? assert.fail('there is no rail');
  const place = [box.x + box.width / 2, box.y + box.height * 0.6] as const;
  await desk.mouse.move(...place);
  const month = (await desk.getByTestId('scrubber-month').textContent()) ?? '';
  assert.match(month, /^\w+ (2019|2020)$/);
  await desk.mouse.click(...place);
  // The last photo of each month is of the 23rd.
  await until(() => isAt(desk, new RegExp(`^Anna, 23 ${month}`)));
  assert.equal(await rail.getAttribute('aria-valuetext'), `${month}, 13 photos`);
  // Newer ones come in above it, and it stays where it is.
  await until(async () => (await scrolled(desk)) > 1_000);
  assert.ok(await isAt(desk, new RegExp(`^Anna, 23 ${month}`)));
  assert.ok(asked.length <= 3, asked.join(' '));
  const before = new URL(asked[0] ?? '').searchParams.get('before') ?? '';
  const next = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(before),
  );
  await desk.mouse.move(700, 500);
  await desk.mouse.wheel(0, -300);
  await until(async () => (await shown(desk)).some((name) => name.includes(next)));
  await desk.mouse.wheel(0, 900);
  await until(async () => (await shown(desk)).every((name) => !name.includes(next)));

  // It is come back to as well.
  await desk.waitForTimeout(300);
  const left = await placeOf(desk);
  await desk.getByRole('link', { name: 'Members' }).click();
  await desk.getByRole('link', { name: 'Photos', exact: true }).click();
  await until(async () => JSON.stringify(await placeOf(desk)) === JSON.stringify(left));
});

test('the keyboard leads by months and years, to both ends', async () => {
  await years.openFeed(desk);
  const rail = scrubber(desk);
  await rail.focus();
  const press = async (key: string, value: RegExp, photo: RegExp) => {
    await desk.keyboard.press(key);
    await until(async () => value.test((await rail.getAttribute('aria-valuetext')) ?? ''));
    await until(() => isAt(desk, photo));
  };
  await press('ArrowDown', /^December 2023, 13 photos$/, /^Anna, 23 December 2023/);
  await press('PageDown', /^December 2022/, /^Anna, 23 December 2022/);
  await press('ArrowDown', /^November 2022/, /^Anna, 23 November 2022/);
  await press('ArrowUp', /^December 2022/, /^Anna, 23 December 2022/);
  await press('End', /^January 2018, 13 photos$/, /^Anna, 23 January 2018/);
  // What was taken this year is called without the year.
  await press('Home', /, 2 photos$/, /^(Anna|Ben), \d+ [A-Z][a-z]+, /);
  await until(async () => (await scrolled(desk)) === 0);
});

test('on a phone a handle is dragged to a month, and the page stays where it is', async () => {
  await years.openFeed(phone);
  const handle = scrubber(phone);
  const box = (await handle.boundingBox()) ?? assert.fail('there is no handle');
  const devtools = await phone.context().newCDPSession(phone);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: box.x + 30, y }],
    });
  await touch('touchStart', box.y + 22);
  for (let y = box.y + 22; y < 500; y += 20) await touch('touchMove', y);
  await phone.waitForTimeout(200);
  const month = (await phone.getByTestId('scrubber-month').textContent()) ?? '';
  assert.match(month, /^\w+ 20(19|20|21)$/);
  await touch('touchEnd', 500);
  await until(() => isAt(phone, new RegExp(`^Anna, 23 ${month}`)));
  await phone.getByTestId('scrubber-month').waitFor({ state: 'detached' });
  assert.equal((await handle.getAttribute('aria-valuetext'))?.startsWith(month), true);
});

test('a mouse selects what it is dragged over, and with Shift all up to a photo', async () => {
  await years.openFeed(desk);
  const tile = (index: number) => desk.locator('[data-testid=photos] [data-tile]').nth(index);
  const middle = async (index: number) => {
    const box = (await tile(index).boundingBox()) ?? assert.fail('there is no photo');
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  await desk.mouse.move(...(await middle(0)));
  await desk.mouse.down();
  await desk.mouse.move(...(await middle(1)), { steps: 8 });
  await desk.mouse.move(...(await middle(3)), { steps: 8 });
  await desk.mouse.up();
  await desk.getByText('4 selected').waitFor();
  await desk.keyboard.press('Escape');
  await desk.getByText('4 selected').waitFor({ state: 'detached' });

  await tile(1).hover();
  await tile(1).getByRole('checkbox').click();
  await desk.getByText('1 selected').waitFor();
  await tile(5).click({ modifiers: ['Shift'] });
  await desk.getByText('5 selected').waitFor();
  await tile(3).click();
  await desk.getByText('4 selected').waitFor();
  // What can be done with them covers nothing: the tabs can be pressed.
  await desk.getByRole('link', { name: 'Members' }).click({ trial: true, timeout: 5_000 });
});
