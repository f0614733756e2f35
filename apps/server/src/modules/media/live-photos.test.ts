import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { MediaJob, ProblemCode, UploadItem } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { DAY, HOUR } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { exportPhotos, exportSummary } from './export.ts';
import { createCustody } from './index.ts';
import { checkInvariants } from './invariants.fixture.ts';
import {
  add,
  failedResult,
  type MediaWorld,
  makeFile,
  openWorld,
  processAll,
  put,
  readFeed,
  readyResult,
  send,
  type TestFile,
  uploadIdOf,
  work,
} from './media.fixture.ts';

const refuses = (promise: Promise<unknown>, code: ProblemCode) =>
  assert.rejects(promise, (error) => error instanceof AppError && error.code === code);

const makeFilm = (motionOf: string, change: Parameters<typeof makeFile>[0] = {}): TestFile =>
  makeFile({ name: 'IMG_1.mov', mimeType: 'video/quicktime', kind: 'video', motionOf, ...change });

/** Ben's still in Ada's group, in which Cleo contributes as well. */
async function openScene() {
  const world = await openWorld();
  const [ada, ben, cleo] = [
    await world.makeUser('Ada'),
    await world.makeUser('Ben'),
    await world.makeUser('Cleo'),
  ];
  const groupId = await world.makeGroup(ada);
  for (const member of [ben, cleo]) await world.join(groupId, member, 'contributor');
  const [photoId = ''] = await add(world.media, ben, groupId);
  await processAll(world);
  const view = (actor: Actor) => world.media.getPhoto(actor, { groupId, photoId });
  const film = (actor: Actor) => world.media.getOriginal(actor, { groupId, photoId, part: 'motion' });
  return {
    ...{ world, ada, ben, cleo, groupId, photoId, view, film },
    custody: createCustody(world.deps),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

/** The jobs of films, once so many are sent. */
async function filmJobs(world: MediaWorld, count = 1): Promise<MediaJob[]> {
  await world.media.sweeps['resendMotions']?.();
  // A confirmation sends them behind its answer.
  for (let tries = 0; world.queue.sent.length < count && tries < 500; tries++) await setTimeout(10);
  return world.queue.sent.splice(0);
}

/** Lets the processor do what waits; with a latitude, films get a copy without the place. */
async function prepareFilms(world: MediaWorld, latitude?: number): Promise<void> {
  for (const job of await filmJobs(world)) {
    const place = latitude === undefined ? {} : { latitude, longitude: latitude };
    await world.queue.deliver(await work(job, { mimeType: 'video/quicktime', ...place }));
  }
}

const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const fetchBytes = async (url: string): Promise<Buffer> => {
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
  return Buffer.from(await answer.arrayBuffer());
};
const partsOf = (photo: { originals: readonly { part: string }[] }): string[] =>
  photo.originals.map(({ part }) => part);

test('a still and its film are one photo, whose two files go through untouched', async () => {
  await using scene = await openScene();
  const { world, ben, cleo, groupId, photoId, view, film } = scene;
  const file = makeFilm(photoId);
  const [uploadId = ''] = await send(world.media, ben, groupId, [file]);
  const [receipt] = await world.media.confirmUploads(ben, { groupId, uploadIds: [uploadId] });
  assert.equal(receipt?.outcome === 'verified' && receipt.photo.id, photoId);
  assert.deepEqual(partsOf(await view(ben)), ['still', 'motion']);
  assert.deepEqual(partsOf(await view(cleo)), ['still'], 'whether it tells a place is not known yet');
  await refuses(film(cleo), 'photo-not-ready');

  await prepareFilms(world);
  for (const actor of [ben, cleo]) {
    const feed = await readFeed(world.media, actor, { groupId, order: 'taken', limit: 10 });
    assert.deepEqual(feed.photos.map(partsOf), [['still', 'motion']]);
    assert.deepEqual((await view(actor)).originals[1], {
      part: 'motion',
      name: 'IMG_1.mov',
      mimeType: 'video/quicktime',
      size: file.bytes.length,
    });
    const { url, sha256, name } = await film(actor);
    assert.deepEqual(
      [sumOf(await fetchBytes(url)), sha256, name],
      [file.item.sha256, file.item.sha256, 'IMG_1.mov'],
    );
  }
  assert.equal((await world.groups.get(ben, groupId)).photoCount, 1);
  const months = await world.media.listMonths(ben, { groupId, order: 'taken' });
  assert.deepEqual(
    months.map(({ count }) => count),
    [1],
  );
  await refuses(world.media.getOriginal(ben, { groupId, photoId: uuidv7(), part: 'motion' }), 'not-found');
  world.pass(HOUR);
  await world.sweep();
  await checkInvariants(world);
});

test('others get the film without the place, and a film that cannot be freed of it not at all', async () => {
  await using scene = await openScene();
  const { world, ben, cleo, groupId, photoId, view, film } = scene;
  const file = makeFilm(photoId);
  await add(world.media, ben, groupId, [file]);
  await prepareFilms(world, 47.5);
  assert.equal(sumOf(await fetchBytes((await film(ben)).url)), file.item.sha256);
  const copy = await film(cleo);
  assert.notEqual(copy.sha256, file.item.sha256);
  assert.equal(sumOf(await fetchBytes(copy.url)), copy.sha256);

  const [bare = ''] = await add(world.media, ben, groupId);
  await processAll(world);
  await add(world.media, ben, groupId, [makeFilm(bare)]);
  for (const job of await filmJobs(world)) {
    const result = await work(job, { mimeType: 'video/quicktime' });
    assert.ok(result.outcome === 'ready');
    await world.queue.deliver({ ...result, metadata: { ...result.metadata, latitude: 47, longitude: 8 } });
  }
  const bareFilm = (actor: Actor) =>
    world.media.getOriginal(actor, { groupId, photoId: bare, part: 'motion' });
  await refuses(bareFilm(cleo), 'original-withheld');
  await bareFilm(ben);
  assert.deepEqual(partsOf(await world.media.getPhoto(cleo, { groupId, photoId: bare })), ['still']);
  assert.deepEqual(partsOf(await view(cleo)), ['still', 'motion']);
});

test('only an own still that has no other film takes one', async () => {
  await using scene = await openScene();
  const { world, ada, ben, cleo, groupId, photoId } = scene;
  const elsewhere = await world.makeGroup(ben);
  const [away = ''] = await add(world.media, ben, elsewhere);
  const [video = ''] = await add(world.media, ben, groupId, [
    makeFile({ name: 'a.mp4', mimeType: 'video/mp4', kind: 'video' }),
  ]);
  const [trashed = ''] = await add(world.media, ben, groupId);
  await world.media.trashPhotos(ben, { groupId, photoIds: [trashed] });
  const announce = async (actor: Actor, item: UploadItem) => {
    const [answer] = await world.media.authoriseUploads(actor, { groupId, items: [item] });
    return answer?.outcome === 'refused' ? answer.problem.code : answer?.outcome;
  };
  for (const motionOf of [away, video, trashed, uuidv7()])
    assert.equal(await announce(ben, makeFilm(motionOf).item), 'motion-refused');
  for (const actor of [ada, cleo])
    assert.equal(await announce(actor, makeFilm(photoId).item), 'motion-refused', 'it is not theirs');
  assert.equal(await announce(ben, makeFile({ motionOf: photoId }).item), 'kind-unsupported');

  const [first, second] = [makeFilm(photoId), makeFilm(photoId)];
  const uploadIds = await send(world.media, ben, groupId, [first, second]);
  const receipts = await world.media.confirmUploads(ben, { groupId, uploadIds });
  const outcomes = receipts.map((receipt) =>
    receipt.outcome === 'failed' ? receipt.problem.code : receipt.outcome,
  );
  assert.deepEqual(outcomes.toSorted(), ['motion-refused', 'verified']);
  const kept = outcomes[0] === 'verified' ? first : second;
  assert.equal(await announce(ben, kept.item), 'duplicate');
  assert.equal(await announce(ben, makeFilm(photoId).item), 'motion-refused');
  world.pass(HOUR);
  await world.sweep();
  await checkInvariants(world);
});

test('the film goes to the trash, comes back and is purged with its photo', async () => {
  await using scene = await openScene();
  const { world, ben, cleo, groupId, photoId, view, film } = scene;
  await add(world.media, ben, groupId, [makeFilm(photoId)]);
  await prepareFilms(world, 47.5);
  const photoIds = [photoId];
  await world.media.trashPhotos(ben, { groupId, photoIds });
  await refuses(film(cleo), 'not-found');
  await world.media.restorePhotos(ben, { groupId, photoIds });
  assert.deepEqual(partsOf(await view(cleo)), ['still', 'motion']);
  await world.media.trashPhotos(ben, { groupId, photoIds });
  await world.media.purgePhotos(ben, { groupId, photoIds });
  world.pass(HOUR);
  await world.sweep();
  assert.deepEqual(await world.storage.list('media/', { limit: 10 }), []);
  await checkInvariants(world);
});

test('a film whose photo is purged while it is prepared leaves nothing behind', async () => {
  await using scene = await openScene();
  const { world, ben, groupId, photoId } = scene;
  await add(world.media, ben, groupId, [makeFilm(photoId)]);
  const [job] = await filmJobs(world);
  assert.ok(job);
  await world.media.trashPhotos(ben, { groupId, photoIds: [photoId] });
  await world.media.purgePhotos(ben, { groupId, photoIds: [photoId] });
  const copy = job.shared;
  await fetch(copy.url, { method: copy.method, headers: copy.headers, body: new Uint8Array(1000) });
  world.pass(HOUR);
  await world.sweep();
  assert.deepEqual(await world.storage.list('media/', { limit: 10 }), []);
});

test('a film that cannot be read stays its uploader’s alone, and a fault is tried again', async () => {
  await using scene = await openScene();
  const { world, ben, cleo, groupId, photoId, view, film } = scene;
  const file = makeFilm(photoId);
  await add(world.media, ben, groupId, [file]);
  const [job] = await filmJobs(world);
  assert.ok(job);
  await world.queue.deliver(failedResult(job, 'timed-out', true));
  world.pass(HOUR);
  const [again] = await filmJobs(world);
  assert.notEqual(again?.jobId, job.jobId);
  assert.ok(again);
  await world.queue.deliver(failedResult(again, 'corrupt', false));
  world.pass(DAY);
  assert.deepEqual(await filmJobs(world, 0), []);
  await refuses(film(cleo), 'original-withheld');
  assert.equal((await film(ben)).sha256, file.item.sha256);
  assert.deepEqual([partsOf(await view(ben)), partsOf(await view(cleo))], [['still', 'motion'], ['still']]);
  // A processor that was thought dead has read it after all.
  await world.queue.deliver(readyResult(again, { mimeType: 'video/quicktime' }));
  assert.deepEqual(partsOf(await view(cleo)), ['still', 'motion']);
});

test('what takes a photo down takes its film, wherever else that is', async () => {
  await using scene = await openScene();
  const { world, custody, ben, cleo, groupId, photoId, film } = scene;
  const [other = ''] = await add(world.media, cleo, groupId);
  await processAll(world);
  const { bytes, item } = makeFile();
  await add(world.media, ben, groupId, [makeFilm(photoId, { bytes })]);
  await prepareFilms(world);
  await add(world.media, cleo, groupId, [makeFilm(other, { bytes })]);
  await prepareFilms(world);
  await world.database.transaction(async (tx) => {
    const photo = await custody.lock(tx, photoId);
    assert.ok(photo);
    await custody.takeDown(tx, await custody.digestsOf(tx, photo), uuidv7());
  });
  await world.sweep();
  for (const actor of [ben, cleo]) await assert.rejects(film(actor));
  await refuses(world.media.getOriginal(cleo, { groupId, photoId: other, part: 'motion' }), 'taken-down');
  const [answer] = await world.media.authoriseUploads(cleo, { groupId, items: [item] });
  assert.equal(answer?.outcome === 'refused' && answer.problem.code, 'taken-down');
});

test('the film is evidence beside its photo, without the place', async () => {
  await using scene = await openScene();
  const { world, custody, ben, groupId, photoId } = scene;
  await add(world.media, ben, groupId, [makeFilm(photoId)]);
  await prepareFilms(world, 47.5);
  const caseId = uuidv7();
  const copy = await world.media.getOriginal(scene.cleo, { groupId, photoId, part: 'motion' });
  await world.database.transaction(async (tx) => {
    const photo = await custody.lock(tx, photoId);
    assert.ok(photo);
    await custody.oweEvidence(tx, caseId, photo);
  });
  // Owed, it outlasts its photo.
  await world.media.trashPhotos(ben, { groupId, photoIds: [photoId] });
  await world.media.purgePhotos(ben, { groupId, photoIds: [photoId] });
  await world.sweep();
  const evidence = await world.media.viewEvidence(caseId);
  assert.equal(sumOf(await fetchBytes(evidence?.motion ?? '')), copy.sha256);
  await world.database.transaction((tx) => custody.dropEvidence(tx, caseId));
  world.pass(HOUR);
  await world.sweep();
  await checkInvariants(world);
});

test('of what was given for good, the film is kept without the place alone', async () => {
  await using scene = await openScene();
  const { world, ben, cleo, groupId, photoId, film } = scene;
  const file = makeFilm(photoId);
  await add(world.media, ben, groupId, [file]);
  await world.leave(groupId, ben, 'give');
  world.pass(8 * DAY);
  await world.sweep();
  // Not settled while the film is being prepared: it may tell a place.
  const stillThere = await world.storage.list('media/', { limit: 100 });
  const job = world.queue.sent.splice(0).at(-1);
  assert.ok(job);
  await world.queue.deliver(await work(job, { mimeType: 'video/quicktime', latitude: 1, longitude: 1 }));
  world.pass(HOUR);
  await world.sweep();
  world.pass(HOUR);
  await world.sweep();
  const now = await world.storage.list('media/', { limit: 100 });
  assert.equal(stillThere.filter(({ key }) => key.endsWith('/original')).length, 2);
  const sums = await Promise.all(now.map(async ({ key }) => (await world.storage.head(key))?.sha256 ?? null));
  assert.ok(!sums.includes(file.item.sha256), 'the film with its place is gone');
  assert.equal(sumOf(await fetchBytes((await film(cleo)).url)), (await film(cleo)).sha256);
});

test('an export has the film as a file of its own, and weighs it', async () => {
  await using scene = await openScene();
  const { world, ben, groupId, photoId } = scene;
  const file = makeFilm(photoId);
  await add(world.media, ben, groupId, [file]);
  await prepareFilms(world, 47.5);
  const { photos } = await exportPhotos(world.deps, ben, { limit: 10 });
  assert.deepEqual(
    photos.map(({ id, motionOf }) => [id === photoId, motionOf]),
    [
      [true, null],
      [false, photoId],
    ],
  );
  assert.equal(sumOf(await fetchBytes(photos[1]?.original?.url ?? '')), file.item.sha256);
  assert.deepEqual(await exportSummary(world.deps, ben), [
    { groupId, groupName: 'Alps', photos: 1, bytes: 2000 },
  ]);
});

test('a film counts against the quota of who adds it, once', async () => {
  await using scene = await openScene();
  const { world, ben, groupId, photoId } = scene;
  const used = async () => (await world.quota.get(ben.userId)).used;
  const before = await used();
  const file = makeFilm(photoId);
  const [answer] = await world.media.authoriseUploads(ben, { groupId, items: [file.item] });
  await put(answer, file.bytes);
  for (let times = 0; times < 2; times++)
    await world.media.confirmUploads(ben, { groupId, uploadIds: [uploadIdOf(answer)] });
  assert.equal((await used()) - before, file.bytes.length);
});
