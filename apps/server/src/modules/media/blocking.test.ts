import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ProblemCode } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { createCustody } from './index.ts';
import { checkInvariants } from './invariants.fixture.ts';
import { add, type MediaWorld, makeFile, openWorld, processAll, readFeed } from './media.fixture.ts';

let world: MediaWorld;
before(async () => {
  world = await openWorld();
});
after(async () => {
  world.pass(2 * HOUR);
  await world.sweep();
  await checkInvariants(world);
  await world[Symbol.asyncDispose]();
});

const refuses = (promise: Promise<unknown>, code: ProblemCode) =>
  assert.rejects(promise, (error) => error instanceof AppError && error.code === code);

/** A group of Ada's in which Ben and Cleo add photos. Each has one there from before, by name. */
async function openScene() {
  const [ada, ben, cleo] = [
    await world.makeUser('Ada'),
    await world.makeUser('Ben'),
    await world.makeUser('Cleo'),
  ];
  const groupId = await world.makeGroup(ada);
  await world.join(groupId, ben, 'contributor');
  await world.join(groupId, cleo, 'contributor');
  const names = new Map<string, string>();
  const bring = async (actor: Actor, name: string, file = makeFile()): Promise<string> => {
    // Nothing happens in one moment with anything else.
    world.pass(MINUTE);
    const [id = ''] = await add(world.media, actor, groupId, [file]);
    await processAll(world);
    names.set(id, name);
    return id;
  };
  for (const [actor, name] of [
    [ada, 'ada old'],
    [ben, 'ben old'],
    [cleo, 'cleo old'],
  ] as const)
    await bring(actor, name);
  world.pass(MINUTE);

  /** The photos that there are for them, by every way of finding out; throws where the ways do not agree. */
  async function sees(actor: Actor): Promise<string[]> {
    const read = async (order: 'taken' | 'added') =>
      (await readFeed(world.media, actor, { groupId, order, limit: 100 })).photos.map(({ id }) => id).sort();
    const ids = await read('taken');
    assert.deepEqual(await read('added'), ids);
    const group = await world.groups.get(actor, groupId);
    assert.equal(group.photoCount, ids.length);
    const [listed] = (await world.groups.list(actor)).filter(({ id }) => id === groupId);
    assert.deepEqual(listed, group);
    assert.ok(group.cover === null || ids.includes(group.cover.photoId));
    for (const photoId of names.keys()) {
      for (const read of [world.media.getPhoto, world.media.getOriginal]) {
        if (ids.includes(photoId)) await read(actor, { groupId, photoId });
        else await refuses(read(actor, { groupId, photoId }), 'not-found');
      }
    }
    return ids.map((id) => names.get(id) ?? '?').sort();
  }
  return { groupId, ada, ben, cleo, bring, sees };
}

const block = (actor: Actor, { userId }: Actor, hidesAll = false) =>
  world.groups.blockPerson(actor, { userId, hidesAll });
const unblock = (actor: Actor, { userId }: Actor) => world.groups.unblockPerson(actor, { userId });

const old = ['ada old', 'ben old', 'cleo old'];

test('what either adds from the block on is not there for the other, be they the owner; older photos stay', async () => {
  const { ada, ben, cleo, bring, sees } = await openScene();
  await block(ben, ada);
  for (const person of [ada, ben, cleo]) assert.deepEqual(await sees(person), old);
  await bring(ada, 'ada new');
  await bring(ben, 'ben new');
  assert.deepEqual(await sees(ada), ['ada new', ...old]);
  assert.deepEqual(await sees(ben), ['ada old', 'ben new', 'ben old', 'cleo old']);
  assert.deepEqual(await sees(cleo), ['ada new', 'ada old', 'ben new', 'ben old', 'cleo old']);
  await block(ada, ben);
  assert.deepEqual(await sees(ada), ['ada new', ...old]);
  await unblock(ben, ada);
  assert.deepEqual(await sees(ben), ['ada new', 'ada old', 'ben new', 'ben old', 'cleo old']);
  await unblock(ada, ben);
  for (const person of [ada, ben, cleo])
    assert.deepEqual(await sees(person), ['ada new', 'ada old', 'ben new', 'ben old', 'cleo old']);
});

test('who wants nothing of them at all loses the older photos as well, and they lose nothing by it', async () => {
  const { ada, ben, cleo, sees } = await openScene();
  await block(ben, cleo, true);
  assert.deepEqual(await sees(ben), ['ada old', 'ben old']);
  for (const person of [ada, cleo]) assert.deepEqual(await sees(person), old);
  await block(ben, cleo, false);
  assert.deepEqual(await sees(ben), old);
});

test('a photo that is kept from somebody cannot be changed, chosen, trashed, restored or reported by them', async () => {
  const { groupId, ada, ben, bring } = await openScene();
  await block(ben, ada);
  const photoId = await bring(ben, 'ben new');
  const input = { groupId, photoIds: [photoId] };
  const { media, groups } = world;
  await refuses(media.updatePhoto(ada, { groupId, photoId, caption: 'mine' }), 'not-found');
  await refuses(groups.change(ada, groupId, { coverPhotoId: photoId }), 'not-found');
  await refuses(media.trashPhotos(ada, input), 'not-found');
  const proof = await groups.authorise(ada, groupId, 'viewer');
  assert.equal(await createCustody(world.deps).find(world.database, proof, photoId), undefined);
  await media.trashPhotos(ben, input);
  await refuses(media.restorePhotos(ada, input), 'not-found');
  await refuses(media.purgePhotos(ada, input), 'not-found');
  const trashOf = async (actor: Actor) =>
    (await media.listTrash(actor, { groupId, limit: 10 })).photos.map(({ id }) => id);
  assert.deepEqual(await trashOf(ada), []);
  assert.deepEqual(await trashOf(ben), [photoId]);
  await unblock(ben, ada);
  assert.deepEqual(await trashOf(ada), [photoId]);
});

test('a cover that is kept from somebody gives way to another photo for them', async () => {
  const { groupId, ada, ben, cleo, bring, sees } = await openScene();
  await block(ben, ada);
  const photoId = await bring(ada, 'ada new');
  await world.groups.change(ada, groupId, { coverPhotoId: photoId });
  const coverOf = async (actor: Actor) => (await world.groups.get(actor, groupId)).cover?.photoId;
  assert.equal(await coverOf(ada), photoId);
  assert.equal(await coverOf(cleo), photoId);
  assert.notEqual(await coverOf(ben), photoId);
  assert.notEqual(await coverOf(ben), undefined);
  await sees(ben);
});

test('who brings the same file as is kept from them is not told so, and has a photo of their own', async () => {
  const { ada, ben, cleo, bring, sees } = await openScene();
  const file = makeFile();
  await block(ben, ada);
  await bring(ada, 'ada new', file);
  await bring(ben, 'ben new', file);
  assert.deepEqual(await sees(ben), ['ada old', 'ben new', 'ben old', 'cleo old']);
  assert.deepEqual(await sees(ada), ['ada new', ...old]);
  assert.deepEqual(await sees(cleo), ['ada new', 'ada old', 'ben new', 'ben old', 'cleo old']);
});

test("a group's history tells nothing of what a block keeps from its reader", async () => {
  const { groupId, ada, ben, cleo, bring } = await openScene();
  await block(ben, ada);
  const photoId = await bring(ada, 'ada new');
  await world.media.updatePhoto(ada, { groupId, photoId, caption: 'new' });
  const told = async (actor: Actor) =>
    (await world.groups.listAudit(actor, groupId, { limit: 100 })).entries.flatMap(({ action, subjectId }) =>
      subjectId === photoId ? [action] : [],
    );
  assert.deepEqual(await told(cleo), ['photo.edited', 'photo.added']);
  assert.deepEqual(await told(ada), ['photo.edited', 'photo.added']);
  assert.deepEqual(await told(ben), []);
  await block(cleo, ada, true);
  const { entries } = await world.groups.listAudit(cleo, groupId, { limit: 100 });
  const photos = entries.filter(({ action }) => action.startsWith('photo.'));
  assert.ok(photos.length > 0 && photos.every(({ actor }) => actor?.id !== ada.userId));
  assert.ok(entries.some(({ action, actor }) => action === 'group.created' && actor?.id === ada.userId));
});

test('what was given to the group before is nobody’s, and what is given later stays away', async () => {
  const { groupId, ada, ben, cleo, bring, sees } = await openScene();
  await world.leave(groupId, cleo, 'give');
  world.pass(MINUTE);
  await world.join(groupId, cleo, 'contributor');
  await bring(cleo, 'cleo again');
  await block(ben, cleo, true);
  assert.deepEqual(await sees(ben), old);
  await bring(cleo, 'cleo new');
  assert.deepEqual(await sees(ben), old);
  world.pass(MINUTE);
  await world.leave(groupId, cleo, 'give');
  assert.deepEqual(await sees(ben), old);
  assert.deepEqual(await sees(ada), ['ada old', 'ben old', 'cleo again', 'cleo new', 'cleo old']);
});

test('photos that go with who left are counted as far as the reader sees them', async () => {
  const { groupId, ada, ben, cleo, bring } = await openScene();
  await block(ben, cleo);
  await bring(cleo, 'cleo new');
  world.pass(DAY);
  await world.leave(groupId, cleo, 'go');
  const counted = async (actor: Actor) => (await world.groups.get(actor, groupId)).departures[0]?.photoCount;
  assert.equal(await counted(ada), 2);
  assert.equal(await counted(ben), 1);
});

test('a page that was made for one of them is never shown to the other', async () => {
  const { groupId, ada, ben, cleo, bring } = await openScene();
  await bring(ada, 'ada new');
  const unkept = world.restart({ keptBytes: 0 });
  const look = async () => {
    for (const actor of [ada, ben, cleo, ben, ada]) {
      const input = { groupId, order: 'added', limit: 2 } as const;
      assert.deepEqual(await readFeed(world.media, actor, input), await readFeed(unkept, actor, input));
    }
  };
  await look();
  await block(ben, ada);
  await bring(ada, 'ada newer');
  await look();
  await block(ben, ada, true);
  await look();
  await unblock(ben, ada);
  await look();
});
