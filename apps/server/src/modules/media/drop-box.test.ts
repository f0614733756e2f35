import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProblemCode, UploadAnswer } from '@wmory/contract';
import { statusOf } from '../../../../../tools/status-of.ts';
import type { Actor } from '../../caller.ts';
import { HOUR } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { checkInvariants } from './invariants.fixture.ts';
import {
  add,
  type MediaWorld,
  makeFile,
  openWorld,
  photoIdOf,
  processAll,
  put,
  readFeed,
  send,
  type TestFile,
  uploadIdOf,
  work,
} from './media.fixture.ts';

const refuses = (promise: Promise<unknown>, code: ProblemCode) =>
  assert.rejects(promise, (error) => error instanceof AppError && error.code === code);

interface DropBox {
  groupId: string;
  ada: Actor;
  ben: Actor;
  cleo: Actor;
  dora: Actor;
}

/** A drop box of Ada's, in which Ben and Cleo add photos and Dora looks. */
async function openDropBox(world: MediaWorld): Promise<DropBox> {
  const [ada, ben, cleo, dora] = [
    await world.makeUser('Ada'),
    await world.makeUser('Ben'),
    await world.makeUser('Cleo'),
    await world.makeUser('Dora'),
  ];
  const groupId = await world.makeGroup(ada);
  await world.join(groupId, ben, 'contributor');
  await world.join(groupId, cleo, 'contributor');
  await world.join(groupId, dora, 'viewer');
  await world.groups.changeRules(ada, groupId, { photos: 'drop-box' });
  return { groupId, ada, ben, cleo, dora };
}

/** Ids in the feed, whichever its order. */
async function feedOf({ media }: MediaWorld, actor: Actor, groupId: string): Promise<string[]> {
  const read = async (order: 'taken' | 'added') => {
    const page = await readFeed(media, actor, { groupId, order, limit: 100 });
    return page.photos.map(({ id }) => id).sort();
  };
  const ids = await read('taken');
  assert.deepEqual(await read('added'), ids);
  return ids;
}

/** Announces files, sends those that are asked for, and answers what it was told. */
async function bring(
  { media }: MediaWorld,
  actor: Actor,
  groupId: string,
  { item, bytes }: TestFile,
): Promise<{ answer: UploadAnswer | undefined; photoId: string }> {
  const [answer] = await media.authoriseUploads(actor, { groupId, items: [item] });
  if (answer?.outcome === 'duplicate') return { answer, photoId: answer.photo.id };
  assert.equal(await put(answer, bytes), 200);
  const [receipt] = await media.confirmUploads(actor, { groupId, uploadIds: [uploadIdOf(answer)] });
  return { answer, photoId: photoIdOf(receipt) };
}

/** Lets what is over run out; all holds then. */
async function settle(world: MediaWorld): Promise<void> {
  world.pass(2 * HOUR);
  await world.sweep();
  await checkInvariants(world);
}

test('contributors see what they added, viewers nothing, admins everything', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, cleo, dora } = await openDropBox(world);
  const bens = await add(world.media, ben, groupId, [makeFile(), makeFile()]);
  const cleos = await add(world.media, cleo, groupId);
  const adas = await add(world.media, ada, groupId);
  await processAll(world);
  await world.groups.change(ada, groupId, { coverPhotoId: adas[0] ?? '' });
  const all = [...bens, ...cleos, ...adas].sort();
  for (const [actor, seen] of [
    [ada, all],
    [ben, bens.toSorted()],
    [cleo, cleos],
    [dora, []],
  ] as const) {
    assert.deepEqual(await feedOf(world, actor, groupId), seen);
    const group = await world.groups.get(actor, groupId);
    const [listed] = await world.groups.list(actor);
    assert.deepEqual([group.photoCount, listed?.photoCount], [seen.length, seen.length]);
    const cover = actor === ada ? adas[0] : actor === ben ? bens.toSorted().at(-1) : seen[0];
    assert.deepEqual([group.cover?.photoId, listed?.cover?.photoId], [cover, cover]);
    for (const photoId of all) {
      if (seen.includes(photoId as never)) {
        assert.equal((await world.media.getPhoto(actor, { groupId, photoId })).id, photoId);
        continue;
      }
      await refuses(world.media.getPhoto(actor, { groupId, photoId }), 'not-found');
      await refuses(world.media.getOriginal(actor, { groupId, photoId }), 'not-found');
      await refuses(world.media.updatePhoto(actor, { groupId, photoId, caption: '' }), 'not-found');
      for (const use of ['trashPhotos', 'restorePhotos', 'purgePhotos'] as const)
        await refuses(world.media[use](actor, { groupId, photoIds: [photoId] }), 'not-found');
    }
  }
});

test('has a history in which admins alone see who added what', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, cleo } = await openDropBox(world);
  await add(world.media, ben, groupId);
  const actionsFor = async (actor: Actor) =>
    (await world.groups.listAudit(actor, groupId, { limit: 10 })).entries.map(({ action }) => action);
  const others = ['group.rules-changed', 'group.created'];
  assert.deepEqual(await actionsFor(ada), ['photo.added', ...others]);
  for (const actor of [ben, cleo]) assert.deepEqual(await actionsFor(actor), others);
  await world.groups.changeRules(ada, groupId, { photos: 'shared' });
  assert.ok((await actionsFor(cleo)).includes('photo.added'));
});

test('is opened to everyone by its owner, and closed again', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, dora } = await openDropBox(world);
  const [photoId = ''] = await add(world.media, ben, groupId);
  await processAll(world);
  assert.deepEqual(await feedOf(world, dora, groupId), []);
  await world.groups.changeRules(ada, groupId, { photos: 'shared' });
  assert.deepEqual(await feedOf(world, dora, groupId), [photoId]);
  assert.equal((await world.groups.get(dora, groupId)).cover?.photoId, photoId);
  await world.groups.changeRules(ada, groupId, { photos: 'drop-box' });
  await refuses(world.media.getPhoto(dora, { groupId, photoId }), 'not-found');
  assert.equal((await world.groups.get(dora, groupId)).cover, null);
});

test('tells nobody that another has added the same file', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, cleo } = await openDropBox(world);
  const file = makeFile();
  const first = await bring(world, ben, groupId, file);
  const second = await bring(world, cleo, groupId, file);
  assert.notEqual(second.photoId, first.photoId);
  const shape = (answer: UploadAnswer | undefined) =>
    answer && Object.keys(answer).sort().concat(answer.outcome);
  assert.deepEqual(shape(second.answer), shape(first.answer));
  assert.deepEqual(await feedOf(world, cleo, groupId), [second.photoId]);

  // To each of them, and to an admin, what they see is there already.
  for (const [actor, known] of [
    [ben, [first.photoId]],
    [cleo, [second.photoId]],
    [ada, [first.photoId, second.photoId]],
  ] as const) {
    const again = await bring(world, actor, groupId, file);
    assert.equal(again.answer?.outcome, 'duplicate');
    assert.ok(known.includes(again.photoId as never));
  }
  await processAll(world);
  await settle(world);
});

test('keeps the same file of two apart who send it at once, and of one together', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, cleo } = await openDropBox(world);
  const file = makeFile();
  const uploads = await Promise.all([ben, cleo].map((actor) => send(world.media, actor, groupId, [file])));
  const confirm = async (actor: Actor, uploadIds: string[]) =>
    (await world.media.confirmUploads(actor, { groupId, uploadIds })).map(photoIdOf);
  const [[bens = ''] = [], [cleos = ''] = []] = await Promise.all([
    confirm(ben, uploads[0] ?? []),
    confirm(cleo, uploads[1] ?? []),
    confirm(ben, uploads[0] ?? []),
    confirm(cleo, uploads[1] ?? []),
  ]);
  assert.deepEqual(
    [await feedOf(world, ben, groupId), await feedOf(world, cleo, groupId)],
    [[bens], [cleos]],
  );
  assert.equal((await world.groups.get(ada, groupId)).photoCount, 2);
  await processAll(world);
  await settle(world);
});

test('does not tell by a copy without its place, either', async () => {
  await using world = await openWorld();
  const { groupId, ben, cleo } = await openDropBox(world);
  await add(world.media, ben, groupId);
  await world.media.sweeps['resendJobs']?.();
  const [job] = world.queue.sent.splice(0);
  if (!job) throw new Error('nothing was sent to be processed');
  await world.queue.deliver(await work(job, { latitude: 45.5, longitude: -73.25 }));
  // What the processor of these tests makes of any file.
  const copy = makeFile({ bytes: Buffer.alloc(job.source.size) });
  const { answer, photoId } = await bring(world, cleo, groupId, copy);
  assert.equal(answer?.outcome, 'authorised');
  assert.deepEqual(await feedOf(world, cleo, groupId), [photoId]);
});

test('tells as little when a file comes back from the trash', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, cleo } = await openDropBox(world);
  const file = makeFile();
  const { photoId: bens } = await bring(world, ben, groupId, file);
  await world.media.trashPhotos(ben, { groupId, photoIds: [bens] });
  const { photoId: cleos } = await bring(world, cleo, groupId, file);
  await processAll(world);
  const listed = async (actor: Actor) =>
    (await world.media.listTrash(actor, { groupId, limit: 10 })).photos.map(({ id }) => id);
  assert.deepEqual([await listed(ben), await listed(cleo), await listed(ada)], [[bens], [], [bens]]);
  assert.deepEqual(await world.media.restorePhotos(ben, { groupId, photoIds: [bens] }), [bens]);
  assert.deepEqual(
    [await feedOf(world, ben, groupId), await feedOf(world, cleo, groupId)],
    [[bens], [cleos]],
  );
  await settle(world);
  // An admin, who sees both, is told that the one is there.
  await world.media.trashPhotos(ben, { groupId, photoIds: [bens] });
  const fresh = makeFile();
  const { photoId: older } = await bring(world, ben, groupId, fresh);
  await world.media.trashPhotos(ben, { groupId, photoIds: [older] });
  await bring(world, cleo, groupId, fresh);
  assert.deepEqual(await world.media.restorePhotos(ada, { groupId, photoIds: [older] }), []);
});

test('where only admins add photos, others look and save, and what they began ends', async () => {
  await using world = await openWorld();
  const { groupId, ada, ben, dora } = await openDropBox(world);
  await world.groups.changeRules(ada, groupId, { photos: 'shared' });
  const [photoId = ''] = await add(world.media, ben, groupId);
  await processAll(world);
  const file = makeFile();
  const [begun] = await world.media.authoriseUploads(ben, { groupId, items: [file.item] });
  await put(begun, file.bytes);
  await world.groups.changeRules(ada, groupId, { uploads: 'admins' });
  for (const actor of [ben, dora]) {
    const { abilities } = await world.groups.get(actor, groupId);
    assert.equal(abilities.upload, false);
    await refuses(world.media.authoriseUploads(actor, { groupId, items: [file.item] }), 'forbidden');
    assert.deepEqual(await feedOf(world, actor, groupId), [photoId]);
    const { url } = await world.media.getOriginal(actor, { groupId, photoId });
    assert.equal(await statusOf(url), 200);
  }
  const uploadIds = [uploadIdOf(begun)];
  await refuses(world.media.confirmUploads(ben, { groupId, uploadIds }), 'forbidden');
  const [cancelled] = await world.media.cancelUploads(ben, { groupId, uploadIds });
  assert.equal(cancelled?.outcome === 'failed' && cancelled.problem.code, 'upload-cancelled');
  assert.equal((await bring(world, ada, groupId, file)).answer?.outcome, 'authorised');
});
