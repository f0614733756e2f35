import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProblemCode } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { add, type MediaWorld, makeFile, openWorld, processAll, readFeed } from './media.fixture.ts';

const refuses = (promise: Promise<unknown>, code: ProblemCode) =>
  assert.rejects(promise, (error) => error instanceof AppError && error.code === code);

interface Stage {
  world: MediaWorld;
  ada: Actor;
  ben: Actor;
  cleo: Actor;
  groupId: string;
}

/** Ada owns a group in which Ben and Cleo contribute. */
async function setUp(world: MediaWorld): Promise<Stage> {
  const [ada, ben, cleo] = [
    await world.makeUser('Ada'),
    await world.makeUser('Ben'),
    await world.makeUser('Cleo'),
  ];
  const groupId = await world.makeGroup(ada);
  await world.join(groupId, ben, 'contributor');
  await world.join(groupId, cleo, 'contributor');
  return { world, ada, ben, cleo, groupId };
}

const feedOf = async ({ world, groupId }: Stage, actor: Actor): Promise<string[]> =>
  (await readFeed(world.media, actor, { groupId, order: 'added', limit: 100 })).photos.map(({ id }) => id);

const trashOf = async ({ world, groupId }: Stage, actor: Actor): Promise<string[]> =>
  (await world.media.listTrash(actor, { groupId, limit: 100 })).photos.map(({ id }) => id);

const countOf = async ({ world, ada, groupId }: Stage): Promise<number> =>
  (await world.groups.get(ada, groupId)).photoCount;

const actionsOf = async ({ world, ada, groupId }: Stage): Promise<string[]> =>
  (await world.groups.listAudit(ada, groupId, { limit: 100 })).entries.map(
    ({ action, actor }) => `${actor?.name ?? '-'} ${action}`,
  );

test('the uploader trashes and restores; others no longer see it meanwhile', async () => {
  await using world = await openWorld();
  const stage = await setUp(world);
  const { media } = world;
  const { ada, ben, cleo, groupId } = stage;
  const [photoId = ''] = await add(media, ben, groupId);
  const photoIds = [photoId];
  await refuses(media.trashPhotos(cleo, { groupId, photoIds }), 'forbidden');
  for (let times = 0; times < 2; times++)
    assert.deepEqual(await media.trashPhotos(ben, { groupId, photoIds }), photoIds);
  assert.equal(await countOf(stage), 0);
  assert.deepEqual(await feedOf(stage, ben), []);
  assert.deepEqual([await trashOf(stage, ben), await trashOf(stage, ada)], [photoIds, photoIds]);
  assert.deepEqual(await trashOf(stage, cleo), []);
  await refuses(media.getPhoto(cleo, { groupId, photoId }), 'not-found');
  await refuses(media.getOriginal(cleo, { groupId, photoId }), 'not-found');
  await refuses(media.restorePhotos(cleo, { groupId, photoIds }), 'not-found');
  assert.notEqual((await media.getPhoto(ben, { groupId, photoId })).trashedAt, null);

  for (let times = 0; times < 2; times++)
    assert.deepEqual(await media.restorePhotos(ada, { groupId, photoIds }), photoIds);
  assert.equal(await countOf(stage), 1);
  assert.deepEqual(await feedOf(stage, cleo), photoIds);
  assert.deepEqual((await actionsOf(stage)).slice(0, 3), [
    'Ada photo.restored',
    'Ben photo.trashed',
    'Ben photo.added',
  ]);
});

test('of a batch all are trashed or none', async () => {
  await using world = await openWorld();
  const stage = await setUp(world);
  const { ada, ben, groupId } = stage;
  const [his = ''] = await add(world.media, ben, groupId);
  const [hers = ''] = await add(world.media, ada, groupId);
  const elsewhere = await world.makeGroup(ben);
  const [away = ''] = await add(world.media, ben, elsewhere);
  const trash = (photoIds: string[]) => world.media.trashPhotos(ben, { groupId, photoIds });
  await refuses(trash([his, hers]), 'forbidden');
  await refuses(trash([his, away]), 'not-found');
  await refuses(trash([his, uuidv7()]), 'not-found');
  assert.deepEqual((await feedOf(stage, ben)).sort(), [his, hers].sort());
  assert.equal(await countOf(stage), 2);
  assert.deepEqual(await trash([his, his]), [his]);
  assert.equal(await countOf(stage), 1);
  assert.deepEqual(await world.media.trashPhotos(ada, { groupId, photoIds: [hers, his] }), [hers, his]);
  assert.equal(await countOf(stage), 0);
});

test('a batch is answered in the order it was asked for', async () => {
  await using world = await openWorld();
  const { ada, groupId } = await setUp(world);
  const { media } = world;
  const ids = await add(media, ada, groupId, [makeFile(), makeFile(), makeFile(), makeFile()]);
  const [first = '', second = '', third = '', fourth = ''] = ids;
  for (const photoIds of [ids, ids.toReversed(), [third, first, fourth, second]]) {
    assert.deepEqual(await media.trashPhotos(ada, { groupId, photoIds }), photoIds);
    assert.deepEqual(await media.restorePhotos(ada, { groupId, photoIds }), photoIds);
  }
});

test('the trash is listed page by page, the latest first', async () => {
  await using world = await openWorld();
  const stage = await setUp(world);
  const { ada, groupId } = stage;
  const ids = await add(
    world.media,
    ada,
    groupId,
    [3, 1, 2, 5, 4].map((hour) => makeFile({ takenAt: new Date(Date.UTC(2020, 0, 1, hour)).toISOString() })),
  );
  const [three = '', one = '', two = '', five = '', four = ''] = ids;
  await world.media.trashPhotos(ada, { groupId, photoIds: [two, three, one] });
  world.pass(MINUTE);
  await world.media.trashPhotos(ada, { groupId, photoIds: [four, five] });
  const listed: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await world.media.listTrash(ada, { groupId, limit: 2, cursor });
    listed.push(...page.photos.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  assert.deepEqual(listed, [five, four, three, two, one]);
});

test('what is in the trash can be added anew, and then stays there', async () => {
  await using world = await openWorld();
  const stage = await setUp(world);
  const { media } = world;
  const { ben, cleo, groupId } = stage;
  const file = makeFile();
  const [first = '', second = ''] = await add(media, ben, groupId, [file, makeFile()]);
  await media.trashPhotos(ben, { groupId, photoIds: [first, second] });
  const [again = ''] = await add(media, cleo, groupId, [file]);
  assert.notEqual(again, first);
  assert.deepEqual(await media.restorePhotos(ben, { groupId, photoIds: [first, second] }), [second]);
  assert.deepEqual(await trashOf(stage, ben), [first]);
  assert.equal(await countOf(stage), 2);
  await media.trashPhotos(cleo, { groupId, photoIds: [again] });
  assert.deepEqual(await media.restorePhotos(ben, { groupId, photoIds: [first] }), [first]);
  assert.equal(await countOf(stage), 2);
});

test('of two restorations of the same bytes at once one succeeds', async () => {
  await using world = await openWorld();
  const stage = await setUp(world);
  const { media } = world;
  const { ada, groupId } = stage;
  const file = makeFile();
  const twins: string[] = [];
  for (let times = 0; times < 5; times++) {
    const [photoId = ''] = await add(media, ada, groupId, [file]);
    twins.push(photoId);
    await media.trashPhotos(ada, { groupId, photoIds: [photoId] });
  }
  const restored = await Promise.all(
    twins.map((photoId) => media.restorePhotos(ada, { groupId, photoIds: [photoId] })),
  );
  assert.equal(restored.flat().length, 1);
  assert.equal(await countOf(stage), 1);
});

test('purging takes rows and objects, from the trash alone', async () => {
  await using world = await openWorld();
  const stage = await setUp(world);
  const { media } = world;
  const { ada, ben, cleo, groupId } = stage;
  const [kept = '', gone = ''] = await add(media, ben, groupId, [makeFile(), makeFile()]);
  await processAll(world);
  await refuses(media.purgePhotos(ben, { groupId, photoIds: [gone] }), 'not-found');
  await media.trashPhotos(ben, { groupId, photoIds: [gone] });
  await refuses(media.purgePhotos(cleo, { groupId, photoIds: [gone] }), 'not-found');
  await refuses(media.purgePhotos(ben, { groupId, photoIds: [gone, kept] }), 'not-found');
  assert.deepEqual(await media.purgePhotos(ben, { groupId, photoIds: [gone] }), [gone]);
  await refuses(media.purgePhotos(ben, { groupId, photoIds: [gone] }), 'not-found');
  world.pass(HOUR);
  await world.sweep();
  assert.deepEqual(
    (await world.storage.list('')).map(({ key }) => key),
    ['original', 'preview', 'thumb'].map((name) => `media/${groupId}/${kept}/${name}`),
  );
  assert.equal((await actionsOf(stage))[0], 'Ben photo.purged');
  assert.deepEqual(await trashOf(stage, ada), []);
});

test('after 30 days the trash empties itself, and says so', async () => {
  await using world = await openWorld();
  const stage = await setUp(world);
  const { ben, groupId } = stage;
  const photoIds = await add(world.media, ben, groupId);
  await processAll(world);
  await world.media.trashPhotos(ben, { groupId, photoIds });
  world.pass(30 * DAY - MINUTE);
  await world.sweep();
  assert.deepEqual(await trashOf(stage, ben), photoIds);
  world.pass(MINUTE);
  await world.sweep();
  assert.deepEqual(await trashOf(stage, ben), []);
  assert.deepEqual(await world.storage.list(''), []);
  assert.equal((await actionsOf(stage))[0], '- photo.purged');
  assert.deepEqual(await world.database.sql.selectFrom('media_jobs').selectAll().execute(), []);
});

test('what a job puts after its photo was purged is taken away too', async () => {
  await using world = await openWorld();
  const { ada, groupId } = await setUp(world);
  const photoIds = await add(world.media, ada, groupId);
  await world.media.sweeps['resendJobs']?.();
  const [job] = world.queue.sent;
  assert.ok(job);
  await world.media.trashPhotos(ada, { groupId, photoIds });
  await world.media.purgePhotos(ada, { groupId, photoIds });
  await world.sweep();
  for (const { request } of job.variants) {
    const { url, method, headers } = request;
    assert.equal((await fetch(url, { method, headers, body: 'late' })).status, 200);
  }
  world.pass(15 * MINUTE);
  await world.sweep();
  assert.deepEqual(await world.storage.list(''), []);
});
