import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Photo } from '@wmory/contract';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { enter, type Person, type PhotoFile, settled, share } from '../tools/person.ts';
import { administer } from './administer.ts';
import { insertPhotos } from './insert-photos.ts';
import { type RunningServer, startServer } from './server.ts';

/** Who looks at the app: somebody from outside, two of a group, and who judges for the server. */
export type Character = 'visitor' | 'member' | 'owner' | 'moderator';

/** A server with something to see on every page, and who looks at it. */
export interface Cast {
  readonly server: RunningServer;
  readonly people: Readonly<Record<Exclude<Character, 'visitor'>, Person>>;
  readonly groupId: string;
  readonly groupName: string;
  /** Another group of owner and member, with as many photos as it takes to be led through them by month. */
  readonly yearsId: string;
  /** Of the group, those that are not in the trash. */
  readonly photos: readonly Photo[];
  readonly inviteToken: string;
  /** Whose account is suspended. */
  readonly suspended: Pick<Person, 'email' | 'password'>;
  /** A report that waits for the moderator. */
  readonly caseId: string;
  /** A browser of one's own in which the character is logged in. */
  open(browser: Browser, as: Character, options?: BrowserContextOptions): Promise<BrowserContext>;
  stop(): Promise<void>;
}

const GROUP = 'Summer in Lisbon';

const accountOf = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: `${name} keeps a long secret`,
});

const read = async (name: string, mimeType = 'image/jpeg'): Promise<PhotoFile> => ({
  name,
  mimeType,
  bytes: new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos', name))),
});

/** Starts the server; the caller stops it. */
export async function gatherCast(): Promise<Cast> {
  const server = await startServer();
  const [owner, member, moderator, guest, rowdy] = (await Promise.all(
    ['Anna', 'Ben', 'Mona', 'Cleo', 'Dora'].map((name) => enter(server.url, accountOf(name))),
  )) as [Person, Person, Person, Person, Person];
  const groupId = (await owner.client.createGroup({ body: { name: GROUP } })).id;
  const params = { groupId };
  const { token: inviteToken } = await owner.client.createInvite({ params, body: {} });
  for (const { client } of [member, rowdy]) await client.joinGroup({ body: { token: inviteToken } });
  await member.client.blockPerson({ params: { userId: rowdy.me.id }, body: {} });
  await owner.client.updateRules({ params, body: { joining: 'approval' } });
  await guest.client.joinGroup({ body: { token: inviteToken } });

  await share(owner, groupId, [await read('japanese-shop.jpg'), await read('portrait.jpg')]);
  const broken = { ...(await read('silver_fir.jpg')), name: 'broken.jpg' };
  broken.bytes = broken.bytes.slice(0, 400);
  await share(member, groupId, [
    await read('wood_anemones.jpg'),
    await read('denali.webp', 'image/webp'),
    broken,
  ]);
  const all = await settled(owner, groupId);
  const named = (name: string): Photo => {
    const found = all.find(({ originals }) => originals[0]?.name === name);
    assert.ok(found, name);
    return found;
  };
  const captioned = { ...params, photoId: named('portrait.jpg').id };
  await owner.client.updatePhoto({ params: captioned, body: { caption: 'On the last evening' } });
  await owner.client.trashPhotos({ params, body: { photoIds: [named('denali.webp').id] } });

  const { id: yearsId } = await owner.client.createGroup({ body: { name: 'Eight years' } });
  const invited = await owner.client.createInvite({ params: { groupId: yearsId }, body: {} });
  await member.client.joinGroup({ body: { token: invited.token } });
  await share(owner, yearsId, [await read('japanese-shop.jpg')]);
  const model = (await settled(owner, yearsId))[0]?.id ?? assert.fail('there is no photo');
  insertPhotos(server, {
    ...{ groupId: yearsId, model, uploaderId: owner.me.id, addedAt: Date.now() - 1 },
    times: Array.from({ length: 96 }, (_, month) => Date.UTC(2018, month, 15, 18)),
  });

  const shouting = { kind: 'member', groupId, userId: rowdy.me.id } as const;
  await member.client.report({ body: { subject: shouting, reason: 'harassment' } });
  const about = (await owner.client.listCases()).cases[0]?.id ?? assert.fail('nothing is reported');
  await administer(server, 'moderation', 'decide', about, 'suspend', 'ban');
  const subject = { kind: 'group', groupId } as const;
  await member.client.report({ body: { subject, reason: 'harassment', text: 'That name' } });
  await administer(server, 'moderators', 'add', moderator.email);
  const { cases } = await moderator.client.listCases();

  const people = { owner, member, moderator };
  return {
    server,
    people,
    groupId,
    groupName: GROUP,
    yearsId,
    photos: (await owner.client.listPhotos({ params })).photos,
    inviteToken,
    suspended: rowdy,
    caseId: cases[0]?.id ?? assert.fail('nothing is reported'),
    async open(browser, as, options) {
      const context = await browser.newContext({ locale: 'en-GB', ...options });
      context.setDefaultTimeout(30_000);
      if (as === 'visitor') return context;
      const { email, password } = people[as];
      // The cookie of the session comes with the answer, as to a page.
      const answer = await context.request.post(`${server.url}/api/v1/sessions`, {
        data: { email, password, transport: 'cookie' },
        headers: { 'x-wmory-csrf': '1' },
      });
      assert.equal(answer.status(), 201);
      return context;
    },
    async stop() {
      await server.stop();
    },
  };
}
