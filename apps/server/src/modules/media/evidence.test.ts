import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { statusOf } from '../../../../../tools/status-of.ts';
import { DAY } from '../../clock.ts';
import { createCustody } from './index.ts';
import { checkInvariants } from './invariants.fixture.ts';
import { add, type MediaWorld, makeFile, openWorld, processAll, work } from './media.fixture.ts';

const keysOf = async ({ storage }: MediaWorld, prefix: string): Promise<string[]> =>
  (await storage.list(prefix, { limit: 100 })).map(({ key }) => key.slice(prefix.length)).sort();

async function freeze(world: MediaWorld, photoId: string): Promise<string> {
  const caseId = uuidv7();
  const custody = createCustody(world.deps);
  await world.database.transaction(async (tx) => {
    const photo = await custody.lock(tx, photoId);
    assert.ok(photo);
    await custody.oweEvidence(tx, caseId, photo);
  });
  return caseId;
}

test('evidence stays when the photo is deleted for good, and goes when it is dropped', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const file = makeFile();
  const [photoId = ''] = await add(world.media, ada, groupId, [file]);
  await processAll(world);
  const caseId = await freeze(world, photoId);
  assert.equal((await world.media.viewEvidence(caseId))?.state, 'owed');
  await world.sweep();
  await world.media.trashPhotos(ada, { groupId, photoIds: [photoId] });
  await world.media.purgePhotos(ada, { groupId, photoIds: [photoId] });
  world.pass(DAY);
  await world.sweep();
  await checkInvariants(world);
  assert.deepEqual(await keysOf(world, 'media/'), []);
  assert.deepEqual(await keysOf(world, `evidence/${caseId}/`), ['original', 'preview', 'thumb']);
  const evidence = await world.media.viewEvidence(caseId);
  assert.equal(evidence?.state, 'kept');
  const bytes = await (await fetch(evidence?.file ?? '')).arrayBuffer();
  assert.deepEqual(Buffer.from(bytes), file.bytes);
  for (const url of [evidence?.urls?.thumb, evidence?.urls?.preview])
    assert.equal(await statusOf(url ?? ''), 200);

  await world.database.transaction((tx) => createCustody(world.deps).dropEvidence(tx, caseId));
  await world.sweep();
  assert.deepEqual(await keysOf(world, 'evidence/'), []);
  assert.equal(await world.media.viewEvidence(caseId), null);
});

test('a photo that is purged before it was copied waits for its copy', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const [photoId = ''] = await add(world.media, ada, groupId);
  await processAll(world);
  const caseId = await freeze(world, photoId);
  await world.media.trashPhotos(ada, { groupId, photoIds: [photoId] });
  await world.media.purgePhotos(ada, { groupId, photoIds: [photoId] });
  // The deletions are due first, as they are where the server died before it copied.
  await world.media.sweeps['deleteObjects']?.();
  assert.equal((await keysOf(world, 'media/')).length, 3);
  await world.sweep();
  assert.equal((await keysOf(world, `evidence/${caseId}/`)).length, 3);
  world.pass(DAY);
  await world.sweep();
  await world.sweep();
  assert.deepEqual(await keysOf(world, 'media/'), [], 'and goes then');
  await checkInvariants(world);
});

test('a photo that is reported while it is processed is copied as it gets ready, the place left out', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const [photoId = ''] = await add(world.media, ada, groupId);
  await world.media.sweeps['resendJobs']?.();
  const [job] = world.queue.sent.splice(0);
  assert.ok(job);
  const caseId = await freeze(world, photoId);
  await world.media.sweeps['keepEvidence']?.();
  assert.deepEqual(await keysOf(world, `evidence/${caseId}/`), ['original']);
  assert.equal((await world.media.viewEvidence(caseId))?.state, 'owed', 'the original may tell the place');
  await world.queue.deliver(await work(job, { latitude: 45, longitude: 7 }));
  world.pass(120_000);
  await world.sweep();
  assert.deepEqual(await keysOf(world, `evidence/${caseId}/`), ['original', 'preview', 'shared', 'thumb']);
  const evidence = await world.media.viewEvidence(caseId);
  assert.match(evidence?.file ?? '', /shared/);
});

test('objects below evidence/ that no case names are orphans', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const [photoId = ''] = await add(world.media, ada, groupId);
  const source = await world.storage.head(`media/${groupId}/${photoId}/original`);
  assert.ok(source);
  await world.storage.copy(source, { key: `evidence/${uuidv7()}/original`, contentType: 'image/jpeg' });
  world.pass(DAY);
  await world.sweep();
  await world.sweep();
  assert.deepEqual(await keysOf(world, 'evidence/'), []);
});
