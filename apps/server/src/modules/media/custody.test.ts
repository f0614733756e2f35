import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { DAY, HOUR } from '../../clock.ts';
import { AppError } from '../../error.ts';
import type { Cause } from './custody.ts';
import { createCustody } from './index.ts';
import { checkInvariants } from './invariants.fixture.ts';
import {
  add,
  type MediaWorld,
  makeFile,
  openWorld,
  processAll,
  put,
  readFeed,
  uploadIdOf,
  work,
} from './media.fixture.ts';

const refuses = (promise: Promise<unknown>, code: string) =>
  assert.rejects(promise, (error) => error instanceof AppError && error.code === code);

/** A group of Ada's with a photo of Ben's, that Cleo sees as well. */
async function openScene() {
  const world = await openWorld();
  const [ada, ben, cleo, dora] = [
    await world.makeUser('Ada'),
    await world.makeUser('Ben'),
    await world.makeUser('Cleo'),
    await world.makeUser('Dora'),
  ];
  const groupId = await world.makeGroup(ada);
  for (const member of [ben, cleo, dora]) await world.join(groupId, member, 'contributor');
  const file = makeFile();
  const [photoId = ''] = await add(world.media, ben, groupId, [file]);
  await processAll(world);
  // What was uploaded is cleared away once its URL has ended.
  world.pass(HOUR);
  await world.sweep();
  const custody = createCustody(world.deps);
  return {
    world,
    custody,
    groupId,
    photoId,
    file,
    ada,
    ben,
    cleo,
    dora,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

/** What the member sees of the photo, in every place where photos are. */
async function sight(world: MediaWorld, actor: Actor, groupId: string, photoId: string) {
  const page = await readFeed(world.media, actor, { groupId, order: 'taken', limit: 10 });
  const trash = await world.media.listTrash(actor, { groupId, limit: 10 });
  const single = await world.media.getPhoto(actor, { groupId, photoId }).catch(() => null);
  const original = await world.media.getOriginal(actor, { groupId, photoId }).catch(() => null);
  const { cover, photoCount } = await world.groups.get(actor, groupId);
  const listed = page.photos.some(({ id }) => id === photoId);
  assert.equal(listed || trash.photos.some(({ id }) => id === photoId), single !== null);
  return { listed, hidden: single?.hidden, original: original !== null, cover: cover !== null, photoCount };
}

test('a hidden photo is gone for others in every place, and comes back as it was', async () => {
  await using scene = await openScene();
  const { world, custody, groupId, photoId, ada, ben, cleo, dora } = scene;
  const look = (actor: Actor) => sight(world, actor, groupId, photoId);
  const shown = { listed: true, hidden: null, original: true, cover: true, photoCount: 1 };
  assert.deepEqual(await look(cleo), shown);

  const [report, decision] = [uuidv7(), uuidv7()];
  const hide = (state: 'asked' | 'hidden', cause: Cause) =>
    world.database.transaction((tx) => custody.hide(tx, photoId, state, cause));
  assert.equal(await hide('asked', { source: report, askerId: cleo.userId }), true);
  assert.equal(await hide('asked', { source: report, askerId: cleo.userId }), false, 'once for each cause');
  const gone = { listed: false, hidden: undefined, original: false, cover: false, photoCount: 0 };
  assert.deepEqual(await look(dora), gone);
  for (const actor of [ada, ben, cleo])
    assert.deepEqual(await look(actor), { ...shown, hidden: 'asked', cover: false, photoCount: 0 });
  await refuses(world.groups.change(ada, groupId, { coverPhotoId: photoId }), 'not-found');

  await hide('hidden', { source: decision });
  assert.deepEqual(await look(cleo), gone, 'who asked sees it no more once it is judged');
  assert.equal((await look(ben)).hidden, 'hidden');
  await world.database.transaction((tx) => custody.show(tx, [decision]));
  assert.equal((await look(cleo)).hidden, 'asked', 'the other cause still hides it');
  await world.database.transaction((tx) => custody.show(tx, [report]));
  for (const actor of [ada, ben, cleo, dora]) assert.deepEqual(await look(actor), shown);
  await checkInvariants(world);
});

test('a hidden photo is counted once whatever happens to it meanwhile', async () => {
  await using scene = await openScene();
  const { world, custody, groupId, photoId, ada, ben } = scene;
  const source = uuidv7();
  const steps = [
    () => world.database.transaction((tx) => custody.hide(tx, photoId, 'hidden', { source })),
    () => world.media.trashPhotos(ben, { groupId, photoIds: [photoId] }),
    () => world.media.restorePhotos(ben, { groupId, photoIds: [photoId] }),
    () => world.media.trashPhotos(ben, { groupId, photoIds: [photoId] }),
    () => world.database.transaction((tx) => custody.show(tx, [source])),
    () => world.media.restorePhotos(ben, { groupId, photoIds: [photoId] }),
  ];
  const counts: number[] = [];
  for (const step of steps) {
    await step();
    counts.push((await world.groups.get(ada, groupId)).photoCount);
    await checkInvariants(world);
  }
  assert.deepEqual(counts, [0, 0, 0, 0, 0, 1]);
});

test('what is hidden is no duplicate for others, and cannot be added again past its hiding', async () => {
  await using scene = await openScene();
  const { world, custody, groupId, photoId, file, ben, cleo } = scene;
  await world.database.transaction((tx) => custody.hide(tx, photoId, 'hidden', { source: uuidv7() }));
  const announce = async (actor: Actor) =>
    (await world.media.authoriseUploads(actor, { groupId, items: [file.item] }))[0];
  const answer = await announce(cleo);
  assert.equal(answer?.outcome === 'refused' && answer.problem.code, 'photo-hidden');
  assert.equal((await announce(ben))?.outcome, 'duplicate', 'to its uploader it is there');
});

test('a photo that is hidden while its duplicate is on the way is no receipt for others', async () => {
  await using scene = await openScene();
  const { world, custody, groupId, photoId, ben, cleo } = scene;
  const twin = makeFile();
  const [answer] = await world.media.authoriseUploads(cleo, { groupId, items: [twin.item] });
  await put(answer, twin.bytes);
  const [twinId = ''] = await add(world.media, ben, groupId, [twin]);
  assert.notEqual(twinId, photoId);
  await world.database.transaction((tx) => custody.hide(tx, twinId, 'hidden', { source: uuidv7() }));
  const [receipt] = await world.media.confirmUploads(cleo, { groupId, uploadIds: [uploadIdOf(answer)] });
  assert.equal(receipt?.outcome === 'failed' && receipt.problem.code, 'photo-hidden');
});

test('a removed photo is brought back by the decision alone, if nothing took its place', async () => {
  await using scene = await openScene();
  const { world, custody, groupId, photoId, file, ben, cleo } = scene;
  const decision = uuidv7();
  const photoIds = [photoId];
  assert.ok(await world.database.transaction((tx) => custody.remove(tx, photoId, decision)));
  assert.deepEqual(await sight(world, cleo, groupId, photoId), {
    listed: false,
    hidden: undefined,
    original: false,
    cover: false,
    photoCount: 0,
  });
  assert.equal((await world.media.listTrash(ben, { groupId, limit: 10 })).photos[0]?.hidden, 'removed');
  await refuses(world.media.restorePhotos(ben, { groupId, photoIds }), 'photo-held');
  await checkInvariants(world);
  const putBack = () => world.database.transaction((tx) => custody.putBack(tx, photoId, decision));
  assert.equal(await putBack(), true);
  assert.equal((await sight(world, cleo, groupId, photoId)).photoCount, 1);
  await checkInvariants(world);

  await world.database.transaction((tx) => custody.remove(tx, photoId, decision));
  await add(world.media, cleo, groupId, [file]);
  assert.equal(await putBack(), false, 'the same bytes were added again');
  await world.media.purgePhotos(ben, { groupId, photoIds });
  assert.equal(await putBack(), false, 'it is gone');
  world.pass(HOUR);
  await world.sweep();
  await checkInvariants(world);
});

test('what its uploader had put in the trash stays there when a removal is taken back', async () => {
  await using scene = await openScene();
  const { world, custody, groupId, photoId, ben } = scene;
  await world.media.trashPhotos(ben, { groupId, photoIds: [photoId] });
  const decision = uuidv7();
  await world.database.transaction((tx) => custody.remove(tx, photoId, decision));
  assert.equal(await world.database.transaction((tx) => custody.putBack(tx, photoId, decision)), true);
  const [trashed] = (await world.media.listTrash(ben, { groupId, limit: 10 })).photos;
  assert.deepEqual([trashed?.id, trashed?.hidden], [photoId, null]);
});

test('bytes that are taken down are for nobody, anywhere, and cannot be shared again', async () => {
  await using scene = await openScene();
  const { world, custody, groupId, photoId, file, ada, ben, cleo } = scene;
  const elsewhere = await world.makeGroup(cleo);
  const [copyId = ''] = await add(world.media, cleo, elsewhere, [file]);
  await processAll(world);
  const third = await world.makeGroup(ada);
  const [begun] = await world.media.authoriseUploads(ada, { groupId: third, items: [file.item] });
  await put(begun, file.bytes);

  const [decision, other] = [uuidv7(), uuidv7()];
  const takeDown = (id: string) =>
    world.database.transaction((tx) => custody.takeDown(tx, [file.item.sha256], id));
  await takeDown(decision);
  for (const [actor, group, id] of [
    [ben, groupId, photoId],
    [ada, groupId, photoId],
    [cleo, elsewhere, copyId],
  ] as const) {
    const photo = await world.media.getPhoto(actor, { groupId: group, photoId: id });
    assert.deepEqual(
      [photo.hidden, photo.urls, photo.thumbhash, photo.abilities.download],
      ['taken-down', null, null, false],
    );
    await refuses(world.media.getOriginal(actor, { groupId: group, photoId: id }), 'taken-down');
  }
  await refuses(world.media.getPhoto(cleo, { groupId, photoId }), 'not-found');
  const [again] = await world.media.authoriseUploads(ben, { groupId, items: [file.item] });
  assert.equal(again?.outcome === 'refused' && again.problem.code, 'taken-down');
  const [receipt] = await world.media.confirmUploads(ada, { groupId: third, uploadIds: [uploadIdOf(begun)] });
  assert.equal(
    receipt?.outcome === 'failed' && receipt.problem.code,
    'taken-down',
    'begun before, confirmed after',
  );

  await takeDown(other);
  await world.database.transaction((tx) => custody.liftTakedown(tx, decision));
  assert.equal(
    (await world.media.getPhoto(ben, { groupId, photoId })).hidden,
    'taken-down',
    'the other still does',
  );
  await world.database.transaction((tx) => custody.liftTakedown(tx, other));
  assert.equal((await world.media.getPhoto(cleo, { groupId, photoId })).hidden, null);
  const [fresh] = await world.media.authoriseUploads(ada, { groupId: third, items: [file.item] });
  assert.equal(fresh?.outcome, 'authorised');
  world.pass(DAY);
  await world.sweep();
  await checkInvariants(world);
});

test('copies that a takedown did not reach are found by the sweep, and those whose copy for others it is', async () => {
  await using scene = await openScene();
  const { world, custody, ada, photoId } = scene;
  const original = makeFile();
  const groupId = await world.makeGroup(ada);
  const [locatedId = ''] = await add(world.media, ada, groupId, [original]);
  await world.media.sweeps['resendJobs']?.();
  const [job] = world.queue.sent.splice(0);
  assert.ok(job);
  const result = await work(job, { latitude: 45, longitude: 7 });
  const shared = result.outcome === 'ready' ? (result.shared?.sha256 ?? '') : '';
  const decision = uuidv7();
  await world.database.transaction((tx) => custody.takeDown(tx, [shared], decision));
  await world.queue.deliver(result);
  assert.equal((await world.media.getPhoto(ada, { groupId, photoId: locatedId })).hidden, 'taken-down');

  // As if the server had died with the block written and its copies not reached.
  const { sha256 } = await world.database.sql
    .selectFrom('photos')
    .select('sha256')
    .where('id', '=', photoId)
    .executeTakeFirstOrThrow();
  await world.database.sql
    .insertInto('content_blocks')
    .values({ sha256, source: decision, created_at: world.now(), pending_since: world.now() })
    .execute();
  await world.sweep();
  const { hidden_level } = await world.database.sql
    .selectFrom('photos')
    .select('hidden_level')
    .where('id', '=', photoId)
    .executeTakeFirstOrThrow();
  assert.equal(hidden_level, 4);
  world.pass(HOUR);
  await world.sweep();
  const pending = await world.database.sql.selectFrom('content_blocks').select('pending_since').execute();
  assert.ok(pending.every(({ pending_since }) => pending_since === null));
  await checkInvariants(world);
});

test('confirming and taking down at once leaves no copy that is shown', async () => {
  await using scene = await openScene();
  const { world, custody, ada } = scene;
  for (let round = 0; round < 10; round++) {
    const groupId = await world.makeGroup(ada);
    const file = makeFile();
    const [answer] = await world.media.authoriseUploads(ada, { groupId, items: [file.item] });
    await put(answer, file.bytes);
    await Promise.all([
      world.media.confirmUploads(ada, { groupId, uploadIds: [uploadIdOf(answer)] }),
      world.database.transaction((tx) => custody.takeDown(tx, [file.item.sha256], uuidv7())),
    ]);
    await world.media.sweeps['enforceTakedowns']?.();
    const { photos } = await readFeed(world.media, ada, { groupId, order: 'taken', limit: 10 });
    assert.ok(photos.every(({ hidden }) => hidden === 'taken-down'));
  }
});
