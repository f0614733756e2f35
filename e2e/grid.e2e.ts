import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillGallery } from '../tools/fill-gallery.ts';
import { enter } from '../tools/person.ts';
import { launchChromium } from './chromium.ts';
import { startServer } from './server.ts';

const ada = { name: 'Ada', email: 'ada@example.org', password: 'Ada keeps a long secret' };
const MOST = 400;
const windows = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

test('a feed of 10,000 photos has fewer than 400 elements in its list, wherever one is, and a photo at every place', async (t) => {
  const server = await startServer({ env: { RATE_LIMIT_FACTOR: '1000' } });
  t.after(() => server.stop());
  const browser = await launchChromium();
  t.after(() => browser.close());
  const person = await enter(server.url, ada);
  const { id: groupId } = await person.client.createGroup({ body: { name: 'Alps' } });
  await fillGallery(person, groupId, { dataDir: server.dataDir, size: 10_000 });

  for (const [name, viewport] of Object.entries(windows)) {
    await t.test(name, async () => {
      const context = await browser.newContext({ viewport, locale: 'en-GB' });
      const page = await context.newPage();
      await page.goto(`${server.url}/log-in`);
      await page.getByLabel('E-mail address').fill(ada.email);
      await page.getByLabel('Password', { exact: true }).fill(ada.password);
      await page.getByRole('button', { name: 'Log in', exact: true }).click();
      await page.getByText('Alps').last().waitFor();
      await page.goto(`${server.url}/groups/${groupId}`);
      await page.locator('[data-tile] img').first().waitFor();
      for (let place = 0; place < 16; place++) {
        const { elements, seen, height } = await page.evaluate<{
          elements: number;
          seen: boolean;
          height: number;
        }>(`(async () => {
          const list = document.querySelector('[data-window-list]');
          list.scrollTop += ${place % 4 === 3 ? -2000 : 3000};
          for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
          const { left, top, width, height } = list.getBoundingClientRect();
          const at = [0.2, 0.5, 0.8].map((part) => document.elementFromPoint(left + 60, top + height * part));
          return {
            elements: list.querySelectorAll('*').length,
            seen: at.some((element) => element?.closest('[data-tile]')),
            height: list.scrollHeight,
          };
        })()`);
        assert.ok(elements < MOST, `${elements} elements at place ${place}`);
        assert.ok(seen, `no photo at place ${place} of ${height} pixels`);
      }
      await context.close();
    });
  }
});
