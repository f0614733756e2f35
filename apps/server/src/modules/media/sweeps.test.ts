import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import { writeObject } from '../../storage/disk-objects.ts';
import { checkInvariants } from './invariants.fixture.ts';
import { add, type MediaWorld, makeFile, openWorld, processAll, send } from './media.fixture.ts';
import { createReconcile } from './reconcile.ts';

const keysOf = async ({ storage }: MediaWorld): Promise<string[]> =>
  (await storage.list('')).map(({ key }) => key);

/** An object that is there without anyone having asked. */
async function strew({ storage }: MediaWorld, key: string): Promise<string> {
  const body = [Buffer.from(key)];
  const target = { key, contentType: 'image/jpeg', length: { atMost: 1000 }, mode: 'create' } as const;
  await writeObject(storage.folder, ReadableStream.from(body), target);
  return key;
}

test('a deleted group goes with its photos and objects, and gives quota back that was set aside', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const kept = await world.makeGroup(ada);
  await add(world.media, ada, groupId, [makeFile(), makeFile()]);
  await add(world.media, ada, kept);
  await processAll(world);
  const [trashed = ''] = await add(world.media, ada, groupId);
  await world.media.trashPhotos(ada, { groupId, photoIds: [trashed] });
  await send(world.media, ada, groupId, [makeFile()]);
  await world.groups.delete(ada, groupId);
  await world.sweep();
  const remaining = async () =>
    (await world.database.sql.selectFrom('groups').select('id').execute()).map(({ id }) => id).sort();
  assert.equal((await world.database.sql.selectFrom('photos').select('id').execute()).length, 1);
  assert.deepEqual(await remaining(), [groupId, kept].sort(), 'an upload is still open');
  world.pass(HOUR);
  await world.sweep();
  await world.sweep();
  assert.deepEqual(await remaining(), [kept]);
  assert.ok((await keysOf(world)).every((key) => key.startsWith(`media/${kept}/`)));
  const { used, reserved } = await world.quota.get(ada.userId);
  assert.deepEqual([used, reserved], [4000, 0]);
});

test('objects that no row names go once they are old; those that one names stay', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const [photoId = ''] = await add(world.media, ada, groupId);
  await processAll(world);
  await world.sweep();
  const orphans = [
    await strew(world, `incoming/${uuidv7()}`),
    await strew(world, `media/${groupId}/${uuidv7()}/original`),
    await strew(world, `media/${groupId}/${uuidv7()}/thumb`),
    await strew(world, `media/${uuidv7()}/${photoId}/original`),
    await strew(world, `media/${groupId}/${photoId}/other`),
  ];
  world.pass(HOUR + 59 * MINUTE);
  const [open = ''] = await send(world.media, ada, groupId, [makeFile()]);
  await world.sweep();
  const young = await keysOf(world);
  for (const key of orphans) assert.ok(young.includes(key), `${key} may belong to a request that still runs`);
  world.pass(HOUR);
  // Still open, and of the same age as what is an orphan.
  await world.database.sql
    .updateTable('uploads')
    .set({ expires_at: world.now() + HOUR })
    .where('id', '=', open)
    .execute();
  await world.sweep();
  const left = await keysOf(world);
  assert.deepEqual(
    left.filter((key) => orphans.includes(key)),
    [],
  );
  assert.ok(left.includes(`incoming/${open}`));
  assert.equal(left.filter((key) => key.startsWith(`media/${groupId}/${photoId}/`)).length, 3);
});

test('a big store is gone through page by page, on from where the last round stopped', async () => {
  await using world = await openWorld();
  const objects = Array.from({ length: 25_000 }, (_, index) => ({
    key: `media/g/${String(index).padStart(6, '0')}/thumb`,
    modifiedAt: 0,
    size: 1,
    contentType: 'image/webp',
    etag: 'x',
    sha256: null,
  }));
  const listed: string[] = [];
  const list: typeof world.storage.list = async (prefix, { after = '', limit = 1000 } = {}) => {
    const page = objects.filter(({ key }) => key.startsWith(prefix) && key > after).slice(0, limit);
    listed.push(...page.map(({ key }) => key));
    return page;
  };
  const reconcile = createReconcile({ ...world.deps, storage: { ...world.storage, list } });
  const first = await reconcile();
  assert.ok(first > 0 && first < objects.length, `${first} found at once`);
  let found = first;
  for (let count = await reconcile(); count > 0; count = await reconcile()) found += count;
  assert.equal(found, objects.length);
  assert.deepEqual(
    listed,
    objects.map(({ key }) => key),
    'each was listed once',
  );
  await reconcile();
  assert.equal(listed.length, objects.length, 'the next pass waits');
  world.pass(HOUR);
  await reconcile();
  assert.ok(listed.length > objects.length);
});

test('an object that cannot be deleted is tried again, and does not keep the others', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const photoIds = await add(world.media, ada, groupId, [makeFile(), makeFile()]);
  await processAll(world);
  await world.media.trashPhotos(ada, { groupId, photoIds });
  await world.media.purgePhotos(ada, { groupId, photoIds });
  world.pass(HOUR);
  const stubborn = `media/${groupId}/${photoIds[0]}/thumb`;
  const storage = {
    ...world.storage,
    async delete(keys: readonly string[]) {
      if (keys.includes(stubborn)) throw new Error('I/O error');
      await world.storage.delete(keys);
    },
  };
  await world.sweep(world.restart({ storage }));
  assert.deepEqual(await keysOf(world), [stubborn]);
  assert.deepEqual(world.logged, ['objects could not be deleted']);
  world.pass(MINUTE);
  await world.sweep();
  assert.deepEqual(await keysOf(world), []);
  assert.deepEqual(await world.database.sql.selectFrom('object_deletions').selectAll().execute(), []);
});

test('an owed deletion of what a row names again is dropped, not carried out', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const [photoId = ''] = await add(world.media, ada, groupId);
  const object_key = `media/${groupId}/${photoId}/original`;
  await world.database.sql
    .insertInto('object_deletions')
    .values({ object_key, due_at: 0, tries: 0 })
    .execute();
  world.pass(HOUR);
  await world.sweep();
  assert.deepEqual(await keysOf(world), [object_key]);
});

test('a busy month leaves nothing behind but what is there', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  for (let day = 0; day < 5; day++) {
    const [kept = '', gone = ''] = await add(world.media, ada, groupId, [makeFile(), makeFile()]);
    await send(world.media, ada, groupId, [makeFile()]);
    await processAll(world);
    await world.media.trashPhotos(ada, { groupId, photoIds: [gone] });
    assert.notEqual(kept, gone);
    world.pass(2 * HOUR);
    await world.sweep();
    await checkInvariants(world);
  }
  world.pass(31 * DAY);
  await world.sweep();
  world.pass(HOUR);
  await world.sweep();
  assert.equal((await keysOf(world)).length, 15);
});
