import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { enter, type Person, settled, share } from '../tools/person.ts';
import { insertPhotos } from './insert-photos.ts';
import { type RunningServer, startServer } from './server.ts';

/** A group with photos of six years, and a server that has it. */
export interface Years {
  readonly server: RunningServer;
  readonly groupId: string;
  /** Where its feed is. */
  readonly home: string;
  /** Who owns the group, and took twelve photos a month: one on every other day, up to the 23rd. */
  readonly anna: Person;
  /** Who took one a month. */
  readonly ben: Person;
  /** A photo of each that the others are copies of, both of now. */
  readonly models: { readonly anna: string; readonly ben: string };
  /** A page of somebody's own, in which they are logged in. */
  open(browser: Browser, as: Person, options: BrowserContextOptions): Promise<Page>;
  /** Goes to the group's feed. */
  openFeed(page: Page): Promise<void>;
}

/** Starts the server, which the caller stops. Cleo is in the group and has added nothing. */
export async function openYears(): Promise<Years> {
  const server = await startServer();
  const accountOf = (name: string) => ({
    name,
    email: `${name.toLowerCase()}@example.org`,
    password: `${name} keeps a long secret`,
  });
  const [anna, ben, cleo] = await Promise.all([
    enter(server.url, accountOf('Anna')),
    enter(server.url, accountOf('Ben')),
    enter(server.url, accountOf('Cleo')),
  ]);
  const groupId = (await anna.client.createGroup({ body: { name: 'Summer in Lisbon' } })).id;
  const { token } = await anna.client.createInvite({ params: { groupId }, body: {} });
  for (const { client } of [ben, cleo]) await client.joinGroup({ body: { token } });
  const addPhoto = async (person: Person, name: string): Promise<string> => {
    const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos', name)));
    await share(person, groupId, [{ name, mimeType: 'image/jpeg', bytes }]);
    const photos = await settled(person, groupId);
    return photos.find(({ originals }) => originals[0]?.name === name)?.id ?? assert.fail(name);
  };
  const models = {
    anna: await addPhoto(anna, 'japanese-shop.jpg'),
    ben: await addPhoto(ben, 'portrait.jpg'),
  };
  const addedAt = Date.now() - 1;
  const months = Array.from({ length: 72 }, (_, index) => index);
  insertPhotos(server, {
    ...{ groupId, model: models.anna, uploaderId: anna.me.id, addedAt },
    times: months.flatMap((month) =>
      Array.from({ length: 12 }, (_, number) => Date.UTC(2018, month, 1 + 2 * number, 10, number)),
    ),
  });
  insertPhotos(server, {
    ...{ groupId, model: models.ben, uploaderId: ben.me.id, addedAt },
    times: months.map((month) => Date.UTC(2018, month, 15, 18)),
  });
  const home = `${server.url}/groups/${groupId}`;
  return {
    ...{ server, groupId, home, anna, ben, models },
    async open(browser, { email, password }, options) {
      const context = await browser.newContext({
        locale: 'en-GB',
        timezoneId: 'UTC',
        permissions: ['camera'],
        ...options,
      });
      const answer = await context.request.post(`${server.url}/api/v1/sessions`, {
        data: { email, password, transport: 'cookie' },
        headers: { 'x-wmory-csrf': '1' },
      });
      assert.equal(answer.status(), 201);
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      return page;
    },
    async openFeed(page) {
      await page.goto(home);
      await page.locator('[data-testid=photos] img').first().waitFor();
    },
  };
}
