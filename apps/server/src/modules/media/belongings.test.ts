import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProblemCode } from '@wmory/contract';
import { statusOf } from '../../../../../tools/status-of.ts';
import type { Actor } from '../../caller.ts';
import { DAY } from '../../clock.ts';
import { AppError } from '../../error.ts';
import {
  add,
  type MediaWorld,
  makeFile,
  openWorld,
  photoIdOf,
  processAll,
  readFeed,
  send,
} from './media.fixture.ts';

const refuses = (promise: Promise<unknown>, code: ProblemCode) =>
  assert.rejects(promise, (error) => error instanceof AppError && error.code === code);

/** Ada's group, in which Ben has three photos, one of them in the trash, and Ada has one. */
async function openScene(world: MediaWorld) {
  const [ada, ben] = [await world.makeUser('Ada'), await world.makeUser('Ben')];
  const groupId = await world.makeGroup(ada);
  await world.join(groupId, ben, 'contributor');
  const adas = await add(world.media, ada, groupId);
  const bens: string[] = [];
  for (let count = 0; count < 3; count++) {
    // Each at a moment of its own, which is their order in the feed.
    world.pass(1000);
    bens.push(...(await add(world.media, ben, groupId)));
  }
  await processAll(world);
  await world.media.trashPhotos(ben, { groupId, photoIds: bens.slice(2) });
  // Whoever leaves does so at a later moment than they last added something.
  world.pass(1000);
  const read = async (actor: Actor) => {
    const page = await readFeed(world.media, actor, { groupId, order: 'added', limit: 100 });
    return page.photos.toReversed();
  };
  const idsSeenBy = async (actor: Actor) => (await read(actor)).map(({ id }) => id);
  return { groupId, ada, ben, adas, bens, live: bens.slice(0, 2), read, idsSeenBy };
}

test('photos that stay are their uploader’s as before', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, adas, live, read } = await openScene(world);
  await world.leave(groupId, ben, 'stay');
  assert.deepEqual(
    (await read(ada)).map(({ id, uploader, leavesAt }) => [id, uploader?.name, leavesAt]),
    [...adas.map((id) => [id, 'Ada', null]), ...live.map((id) => [id, 'Ben', null])],
  );
  world.pass(8 * DAY);
  await world.sweep();
  await world.join(groupId, ben, 'viewer');
  const own = (await read(ben)).filter(({ abilities }) => abilities.trash).map(({ id }) => id);
  assert.deepEqual(own, live);
});

test('photos that go are there to be saved for seven days, with a notice, and then are deleted', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, adas, bens, live, read, idsSeenBy } = await openScene(world);
  const photosGoAt = new Date(world.now() + 7 * DAY);
  await world.leave(groupId, ben, 'go');
  const [exit] = await world.groups.listExits(ben);
  assert.equal(exit?.photoCount, 2);
  const near = (moment: string | null | undefined) =>
    Math.abs(Date.parse(moment ?? '') - photosGoAt.getTime()) < DAY;
  for (const { id, leavesAt } of await read(ada))
    assert.ok(bens.includes(id) ? near(leavesAt) : leavesAt === null);
  const [departure, ...others] = (await world.groups.get(ada, groupId)).departures;
  assert.deepEqual([departure?.person.name, departure?.photoCount, others], ['Ben', 2, []]);
  assert.ok(near(departure?.photosGoAt));
  world.pass(6 * DAY);
  await world.sweep();
  const { url } = await world.media.getOriginal(ada, { groupId, photoId: live[0] ?? '' });
  assert.equal(await statusOf(url), 200);
  await refuses(world.media.getPhoto(ben, { groupId, photoId: live[0] ?? '' }), 'not-found');

  world.pass(DAY);
  assert.deepEqual((await world.groups.get(ada, groupId)).departures, []);
  await world.sweep();
  world.pass(DAY);
  await world.sweep();
  assert.deepEqual(await idsSeenBy(ada), adas);
  assert.deepEqual((await world.media.listTrash(ada, { groupId, limit: 10 })).photos, []);
  assert.equal((await world.groups.get(ada, groupId)).photoCount, 1);
  const stored = (await world.storage.list('', { limit: 100 })).map(({ key }) => key.split('/')[2]);
  assert.deepEqual([...new Set(stored)], adas);
  const { entries } = await world.groups.listAudit(ada, groupId, { limit: 4 });
  assert.deepEqual(
    entries.map(({ action, actor }) => [action, actor?.name]),
    [...bens.map(() => ['photo.purged', undefined]), ['member.left', 'Ben']],
  );
});

test('who changes their mind in time keeps their photos there, also by coming back', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, live, read, idsSeenBy } = await openScene(world);
  await world.leave(groupId, ben, 'go');
  world.pass(6 * DAY);
  await world.groups.changeExit(ben, { groupId, terms: 'stay' });
  assert.ok((await read(ada)).every(({ leavesAt }) => leavesAt === null));
  await world.groups.changeExit(ben, { groupId, terms: 'go' });
  world.pass(2 * DAY);
  await world.sweep();
  const { token } = await world.groups.createInvite(ada, groupId, {
    role: 'contributor',
    expiresInHours: 1,
    maxUses: null,
  });
  await world.groups.join(ben, token);
  world.pass(30 * DAY);
  await world.sweep();
  assert.deepEqual((await idsSeenBy(ben)).slice(1), live);
  assert.ok(
    (await read(ben)).slice(1).every(({ leavesAt, abilities }) => leavesAt === null && abilities.trash),
  );
});

test('what was due goes, but not what someone adds who has come back since', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, adas, idsSeenBy } = await openScene(world);
  await world.leave(groupId, ben, 'go');
  world.pass(7 * DAY);
  await world.join(groupId, ben, 'contributor');
  const fresh = await add(world.media, ben, groupId);
  await processAll(world);
  await world.sweep();
  assert.deepEqual(await idsSeenBy(ada), [...adas, ...fresh]);
});

test('photos that are given lose their name and the rights that went with it', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, bens, live, read } = await openScene(world);
  await world.leave(groupId, ben, 'give');
  const given = (await read(ada)).slice(1);
  assert.deepEqual(
    given.map(({ id, uploader }) => [id, uploader]),
    live.map((id) => [id, null]),
  );
  assert.ok(!JSON.stringify(given).includes(ben.userId));
  await world.groups.changeExit(ben, { groupId, terms: 'stay' });
  assert.equal((await read(ada)).at(-1)?.uploader?.name, 'Ben');
  await world.groups.changeExit(ben, { groupId, terms: 'give' });
  world.pass(8 * DAY);
  await world.join(groupId, ben, 'contributor');
  const [photoId = ''] = live;
  const { abilities, location } = await world.media.getPhoto(ben, { groupId, photoId });
  assert.deepEqual([abilities.edit, abilities.trash, location], [false, false, null]);
  await refuses(world.media.trashPhotos(ben, { groupId, photoIds: live }), 'forbidden');
  await refuses(world.media.restorePhotos(ben, { groupId, photoIds: bens.slice(2) }), 'not-found');
  assert.deepEqual((await world.media.listTrash(ben, { groupId, limit: 10 })).photos, []);

  // What is given once stays so, whatever they choose for later photos.
  world.pass(1000);
  const later = await add(world.media, ben, groupId);
  world.pass(1000);
  await world.leave(groupId, ben, 'go');
  assert.deepEqual(
    (await read(ada)).filter(({ leavesAt }) => leavesAt !== null).map(({ id }) => id),
    later,
  );
  assert.deepEqual(await world.media.trashPhotos(ada, { groupId, photoIds: live }), live);
});

test('what is confirmed while its uploader leaves goes with the rest, or was never added', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, read } = await openScene(world);
  const uploadIds = await send(world.media, ben, groupId, [makeFile(), makeFile()]);
  const [confirmed] = await Promise.allSettled([
    world.media.confirmUploads(ben, { groupId, uploadIds }),
    world.leave(groupId, ben, 'go'),
  ]);
  const added = confirmed.status === 'fulfilled' ? confirmed.value.map(photoIdOf) : [];
  const going = (await read(ada)).filter(({ leavesAt }) => leavesAt !== null).map(({ id }) => id);
  assert.ok(added.every((id) => going.includes(id)));
  assert.equal(going.length, 2 + added.length);
});

test('who was removed takes their photos along', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, adas, read, idsSeenBy } = await openScene(world);
  await world.groups.removeMember(ada, { groupId, userId: ben.userId, terms: 'give' });
  assert.equal((await read(ada)).at(-1)?.uploader, null);
  await world.groups.changeExit(ben, { groupId, terms: 'go' });
  assert.equal((await read(ada)).at(-1)?.uploader?.name, 'Ben');
  world.pass(8 * DAY);
  await world.sweep();
  assert.deepEqual(await idsSeenBy(ada), adas);
});

test('a group whose last member leaves is purged with all its photos', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben } = await openScene(world);
  await world.leave(groupId, ben, 'go');
  await world.groups.leave(ada, { groupId, terms: 'stay', deleteGroup: true });
  await world.sweep();
  world.pass(DAY);
  await world.sweep();
  const { sql } = world.database;
  assert.deepEqual(await sql.selectFrom('groups').selectAll().execute(), []);
  assert.deepEqual(await sql.selectFrom('photos').selectAll().execute(), []);
  assert.deepEqual(await world.storage.list('', { limit: 10 }), []);
});
