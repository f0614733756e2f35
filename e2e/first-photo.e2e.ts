import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gatherCast } from './cast.ts';
import { launchChromium } from './chromium.ts';

test('a feed asks for what it needs once, before the app has come, and a page of nobody asks for no more than the session', async (t) => {
  const cast = await gatherCast();
  t.after(() => cast.stop());
  const browser = await launchChromium();
  t.after(() => browser.close());
  const feed = `${cast.server.url}/groups/${cast.groupId}`;
  const context = await cast.open(browser, 'member');

  await t.test('of a member', async () => {
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/')) asked.push(`${request.method()} ${pathname.replace('/api/v1', '')}`);
    });
    const photos = page.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith('/photos'));
    const seen = page.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith('/seen'));
    // The app runs only once the photos are there.
    await page.route('**/entry-*.js', async (route) => {
      await photos;
      await route.continue();
    });
    await page.goto(feed, { waitUntil: 'commit' });
    await page.locator('[data-tile] img').first().waitFor();
    const group = `/groups/${cast.groupId}`;
    for (const once of ['POST /sessions/refresh', 'GET /me', `GET ${group}`])
      assert.equal(asked.filter((each) => each === once).length, 1, `${once} among ${asked.join(', ')}`);
    // A feed with something new in it asks for the latest as well: none of those below is one.
    await seen;
    await page.close();
  });

  await t.test('of a member who looks for some photos', async () => {
    const group = `/groups/${cast.groupId}`;
    const { id } = cast.people.member.me;
    const since = '2001-02-03T04:05:06.789Z';
    const wanted = {
      [`by=${id}`]: `order=taken&limit=100&uploaderId=${id}`,
      'kind=image': 'order=taken&limit=100&kind=image',
      [`by=${id}&kind=image`]: `order=taken&limit=100&uploaderId=${id}&kind=image`,
      [`since=${since}`]: `order=added&limit=100&since=${encodeURIComponent(since)}`,
    };
    for (const [filter, query] of Object.entries(wanted)) {
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (request) => {
        const { pathname, search } = new URL(request.url());
        if (pathname.endsWith('/photos')) asked.push(pathname.replace('/api/v1', '') + search);
      });
      const answer = page.waitForResponse((each) => new URL(each.url()).pathname.endsWith('/photos'));
      await page.route('**/entry-*.js', async (route) => {
        await answer;
        await route.continue();
      });
      await page.goto(`${feed}?${filter}`, { waitUntil: 'commit' });
      await page.locator('[data-tile] img').first().waitFor();
      assert.deepEqual(asked, [`${group}/photos?${query}`]);
      await page.close();
    }
  });

  await t.test('of a visitor', async () => {
    const stranger = await cast.open(browser, 'visitor');
    const page = await stranger.newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/')) asked.push(pathname);
    });
    await page.goto(feed);
    await page.getByRole('button', { name: 'Log in', exact: true }).waitFor();
    assert.deepEqual(asked, ['/api/v1/sessions/refresh']);
    await stranger.close();
  });
});
