import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { statusOf } from '../../../../../tools/status-of.ts';
import type { Actor } from '../../caller.ts';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import { insertIgnoring } from '../../db/index.ts';
import { NOBODY } from '../../nobody.ts';
import { add, type MediaWorld, makeFile, openWorld, work } from './media.fixture.ts';

/** Ada's group, in which Ben has a photo that tells where it was taken, and one that does not. */
async function openScene(world: MediaWorld) {
  const [ada, ben] = [await world.makeUser('Ada'), await world.makeUser('Ben')];
  const groupId = await world.makeGroup(ada);
  await world.join(groupId, ben, 'contributor');
  const files = [makeFile(), makeFile()] as const;
  const [located = '', plain = ''] = await add(world.media, ben, groupId, files);
  /** Answers all jobs; of these photos, that they tell where they were taken. */
  async function prepare(...telling: string[]): Promise<void> {
    // What was sent before may be too old by now, and is sent again.
    world.queue.sent.length = 0;
    await world.media.sweeps['resendJobs']?.();
    for (const job of world.queue.sent.splice(0)) {
      const place = telling.includes(job.photoId) ? { latitude: 41.2, longitude: -96.1 } : {};
      await world.queue.deliver(await work(job, place));
    }
  }
  await prepare(located);
  world.pass(1000);
  return {
    ...{ ada, ben, groupId, located, plain, files, prepare },
    /** Names of what the store has of a photo. */
    async objectsOf(photoId: string) {
      const objects = await world.storage.list(`media/${groupId}/${photoId}/`, { limit: 10 });
      return objects.map(({ key }) => key.split('/').at(-1)).sort();
    },
    /** The digest of what is saved, which is there. */
    async save(actor: Actor, photoId: string) {
      const { url, sha256 } = await world.media.getOriginal(actor, { groupId, photoId });
      assert.equal(await statusOf(url), 200);
      return sha256;
    },
  };
}

const withOriginal = ['original', 'preview', 'shared', 'thumb'];

/** So much later, and once what was owed is deleted: then there are no orphans. */
async function settle(world: MediaWorld, milliseconds: number): Promise<void> {
  world.pass(milliseconds);
  await world.sweep();
  assert.deepEqual(await world.database.sql.selectFrom('object_deletions').selectAll().execute(), []);
  world.pass(3 * HOUR);
  assert.equal(await world.media.sweeps['reconcile']?.(), 0, 'an orphan was left');
}

test('once a photo is given for good, its original with the place goes, and the copy without it is the photo’s file', async () => {
  await using world = await openWorld();
  const { ada, ben, groupId, located, plain, files, objectsOf, save } = await openScene(world);
  const copy = await save(ada, located);
  assert.notEqual(copy, files[0].item.sha256);
  await world.leave(groupId, ben, 'give');
  await settle(world, 6 * DAY);
  assert.deepEqual(await objectsOf(located), withOriginal, 'it may still be taken back');

  await settle(world, DAY);
  assert.deepEqual(await objectsOf(located), ['preview', 'shared', 'thumb']);
  assert.deepEqual(
    await objectsOf(plain),
    ['original', 'preview', 'thumb'],
    'one without a place stays whole',
  );
  await world.join(groupId, ben, 'contributor');
  for (const member of [ada, ben]) {
    assert.equal(await save(member, located), copy);
    assert.equal(await save(member, plain), files[1].item.sha256);
    const items = files.map(({ item }) => item);
    const answers = await world.media.authoriseUploads(member, { groupId, items });
    assert.deepEqual(
      answers.map(({ outcome }) => outcome),
      ['duplicate', 'duplicate'],
      'its bytes are known as before',
    );
  }

  await world.media.trashPhotos(ada, { groupId, photoIds: [located] });
  await world.media.restorePhotos(ada, { groupId, photoIds: [located] });
  await settle(world, 0);
  assert.equal(await save(ada, located), copy);
  await world.media.trashPhotos(ada, { groupId, photoIds: [located, plain] });
  await world.media.purgePhotos(ada, { groupId, photoIds: [located, plain] });
  await settle(world, 0);
  assert.deepEqual([await objectsOf(located), await objectsOf(plain)], [[], []]);
});

test('who takes the gift back in time, or comes back, has the original with its place', async () => {
  await using world = await openWorld();
  const { ada, ben, groupId, located, files, objectsOf, save } = await openScene(world);
  await world.leave(groupId, ben, 'give');
  world.pass(6 * DAY);
  await world.groups.changeExit(ben, { groupId, terms: 'stay' });
  await settle(world, 3 * DAY);
  assert.deepEqual(await objectsOf(located), withOriginal);

  await world.join(groupId, ben, 'contributor');
  world.pass(1000);
  await world.leave(groupId, ben, 'give');
  await settle(world, 6 * DAY);
  const { token } = await world.groups.createInvite(ada, groupId, {
    role: 'contributor',
    expiresInHours: 1,
    maxUses: null,
  });
  await world.groups.join(ben, token);
  await settle(world, 30 * DAY);
  assert.equal(await save(ben, located), files[0].item.sha256);
});

test('of who deletes their account and gives their photos away, no original with a place stays', async () => {
  await using world = await openWorld();
  const { ada, ben, groupId, located, plain, objectsOf, prepare, save } = await openScene(world);
  const copy = await save(ada, located);
  const [late = ''] = await add(world.media, ben, groupId);
  const nobody = { id: NOBODY, email: 'nobody', name: '', password_hash: '!', created_at: 0 };
  await insertIgnoring(world.database.sql, 'users', nobody);
  const leaving = { userId: ben.userId, deletionId: uuidv7(), terms: 'give' } as const;
  const { photos, objects } = world.media.erasure;
  await world.database.transaction((tx) => photos(tx, leaving));
  assert.equal(await world.database.transaction((tx) => objects(tx, leaving)), 'wait', 'for the original');
  await settle(world, 20 * MINUTE);
  assert.equal(await world.database.transaction((tx) => objects(tx, leaving)), null);
  assert.deepEqual(await objectsOf(located), ['preview', 'shared', 'thumb']);
  assert.deepEqual(await objectsOf(plain), ['original', 'preview', 'thumb']);
  assert.equal(await save(ada, located), copy);

  assert.deepEqual(await objectsOf(late), ['original'], 'it is not known yet whether it tells a place');
  await prepare(late);
  await settle(world, HOUR);
  assert.deepEqual(await objectsOf(late), ['preview', 'shared', 'thumb']);
});
