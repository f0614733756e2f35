import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ExportedEntry, ExportedPhoto } from '@wmory/contract';
import { type Stack, startStack } from '../../../../../tools/dev-stack.ts';
import { type Person, settled, share } from '../../../../../tools/person.ts';

const PHOTOS = join(import.meta.dirname, '../../../../../tools/photos');
const LOCATED = 'thompson-springs.jpg';

let stack: Stack;
let anna: Person;
let ben: Person;
let alps: string;
let lisbon: string;

const read = async (name: string) => new Uint8Array(await readFile(join(PHOTOS, name)));
const add = async (person: Person, groupId: string, name: string) => {
  await share(person, groupId, [{ name, mimeType: 'image/jpeg', bytes: await read(name) }]);
  return settled(person, groupId);
};

async function makeGroup(owner: Person, name: string, members: readonly Person[]): Promise<string> {
  const { id } = await owner.client.createGroup({ body: { name } });
  const { token } = await owner.client.createInvite({ params: { groupId: id }, body: {} });
  for (const member of members) await member.client.joinGroup({ body: { token } });
  return id;
}

/** All pages of a list, so many at a time. */
async function collect<T>(
  page: (cursor?: string) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, nextCursor } = await page(cursor);
    all.push(...items);
    if (nextCursor === null) return all;
    cursor = nextCursor;
  }
}

const photosOf = ({ client }: Person): Promise<ExportedPhoto[]> =>
  collect(async (cursor) => {
    const query = { limit: 1, ...(cursor && { cursor }) };
    const { photos, nextCursor } = await client.exportPhotos({ query });
    return { items: photos, nextCursor };
  });

const entriesOf = ({ client }: Person): Promise<ExportedEntry[]> =>
  collect(async (cursor) => {
    const query = { limit: 3, ...(cursor && { cursor }) };
    const { entries, nextCursor } = await client.exportEntries({ query });
    return { items: entries, nextCursor };
  });

before(async () => {
  stack = await startStack();
  [anna, ben] = (await Promise.all(['Anna', 'Ben'].map(stack.person))) as [Person, Person];
  alps = await makeGroup(anna, 'Alps', [ben]);
  lisbon = await makeGroup(ben, 'Lisbon', [anna]);
  await add(anna, alps, 'portrait.jpg');
  const [located] = await add(anna, lisbon, LOCATED);
  const params = { groupId: lisbon, photoId: located?.id ?? '' };
  await anna.client.updatePhoto({ params, body: { caption: 'The desert' } });
  await add(ben, alps, 'silver_fir.jpg');
  const ofAlps = await settled(anna, alps);
  const portrait = ofAlps.find(({ uploader }) => uploader?.id === anna.me.id);
  await anna.client.trashPhotos({ params: { groupId: alps }, body: { photoIds: [portrait?.id ?? ''] } });
  const onAnna = { groupId: lisbon, userId: anna.me.id };
  await ben.client.changeRole({ params: onAnna, body: { role: 'viewer' } });
  await ben.client.removeMember({ params: onAnna });
});
after(() => stack.stop());

test('all of my photos come, with place, caption and file, from the trash and from groups that I am not in', async () => {
  const photos = await photosOf(anna);
  assert.deepEqual(
    photos.map(({ groupId, fileName, caption }) => [groupId, fileName, caption]),
    [
      [alps, 'portrait.jpg', ''],
      [lisbon, LOCATED, 'The desert'],
    ],
  );
  const [portrait, located] = photos;
  assert.ok(portrait?.trashedAt && located?.trashedAt === null);
  assert.equal(portrait.location, null);
  assert.ok(Math.abs((located.location?.latitude ?? 0) - 39) < 2, JSON.stringify(located.location));
  for (const { original, sha256, size, fileName } of photos) {
    const bytes = Buffer.from(await (await fetch(original?.url ?? '')).arrayBuffer());
    assert.equal(bytes.length, size);
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256);
    assert.ok(bytes.equals(await read(fileName)));
  }
});

test('what others added does not come', async () => {
  const mine = await photosOf(ben);
  assert.deepEqual(
    mine.map(({ fileName }) => fileName),
    ['silver_fir.jpg'],
  );
});

test('what was given to a group is its own', async () => {
  const group = await makeGroup(ben, 'Gifts', [anna]);
  await add(anna, group, 'el_torcal_rocks.jpg');
  assert.equal((await photosOf(anna)).length, 3);
  await anna.client.leaveGroup({ params: { groupId: group }, body: { terms: 'give' } });
  assert.equal((await photosOf(anna)).length, 2);
});

test('a file that a decision keeps from everyone has no address', async () => {
  const { sql } = stack.app.database;
  const [photo] = await photosOf(ben);
  await sql
    .updateTable('photos')
    .set({ hidden_level: 4 })
    .where('id', '=', photo?.id ?? '')
    .execute();
  assert.equal((await photosOf(ben))[0]?.original, null);
});

test('the account and its memberships come, without what opens it', async () => {
  const account = await anna.client.exportAccount();
  assert.deepEqual([account.id, account.email, account.name], [anna.me.id, 'anna@example.org', 'Anna']);
  assert.ok(account.verifiedAt && account.sessions.length > 0);
  assert.doesNotMatch(JSON.stringify(account), /argon2|hash|public_key/i);
  const { memberships } = await anna.client.exportMemberships();
  assert.deepEqual(
    memberships.map(({ groupName, role, founded }) => [groupName, role, founded]),
    [['Alps', 'owner', true]],
  );
});

test('what I did and what was done to me comes once, in order, and names nobody else', async () => {
  const entries = await entriesOf(anna);
  const ids = entries.map(({ id }) => id);
  assert.deepEqual(ids, [...new Set(ids)].sort().reverse());
  const about = (action: string) => entries.filter((entry) => entry.action === action);
  assert.deepEqual(
    about('member.removed').map(({ mine, groupId, subjectId }) => [mine, groupId, subjectId]),
    [[false, lisbon, anna.me.id]],
  );
  assert.equal(about('member.role-changed')[0]?.details['to'], 'viewer');
  assert.equal(about('photo.added').length, 3);
  assert.equal(about('account.created').length, 1);
  assert.ok(about('account.created')[0]?.mine);
  const text = JSON.stringify(entries);
  assert.ok(!text.includes('Ben') && !text.includes('"ip"'));
  // Joining was Ben's own doing, and his photos are his.
  assert.ok(!text.includes(ben.me.id), text);
});
