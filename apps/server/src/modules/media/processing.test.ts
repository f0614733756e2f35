import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MediaJob } from '@wmory/contract';
import { DAY, HOUR, MINUTE, SECOND } from '../../clock.ts';
import {
  add,
  createHeldQueue,
  failedResult,
  type MediaWorld,
  makeFile,
  openWorld,
  processAll,
  readyResult,
  work,
} from './media.fixture.ts';

const dispatch = async (world: MediaWorld): Promise<MediaJob[]> => {
  await world.media.sweeps['resendJobs']?.();
  return world.queue.sent.splice(0);
};

const rowOf = (world: MediaWorld, photoId: string) =>
  world.database.sql.selectFrom('photos').selectAll().where('id', '=', photoId).executeTakeFirstOrThrow();

/** One photo that waits to be processed. */
async function addOne(world: MediaWorld, change: Parameters<typeof makeFile>[0] = {}) {
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const [photoId = ''] = await add(world.media, ada, groupId, [makeFile(change)]);
  return { ada, groupId, photoId };
}

test('a confirmed photo is sent with signed requests alone, and its result makes it ready', async () => {
  await using world = await openWorld();
  const { ada, groupId, photoId } = await addOne(world);
  const [job, ...others] = await dispatch(world);
  assert.deepEqual(others, []);
  assert.ok(job);
  MediaJob.parse(job);
  assert.deepEqual([job.photoId, job.attempt, job.source.size], [photoId, 1, 1000]);
  assert.deepEqual(job.variants.map(({ name }) => name).sort(), ['preview', 'thumb']);
  const result = await work(job, {
    takenAt: Date.UTC(2019, 7, 1, 12),
    takenAtOffset: 120,
    cameraMake: 'Canon Inc.',
    cameraModel: 'Canon EOS R5',
  });
  await world.queue.deliver(result);
  const photo = await world.media.getPhoto(ada, { groupId, photoId });
  assert.deepEqual(
    [photo.state, photo.width, photo.height, photo.takenAt, photo.takenAtOffset, photo.camera],
    ['ready', 4000, 3000, '2019-08-01T12:00:00.000Z', 120, 'Canon EOS R5'],
  );
  assert.equal((await fetch(photo.urls?.thumb ?? '')).headers.get('content-type'), 'image/webp');
  const row = await rowOf(world, photoId);
  await world.queue.deliver({ ...result, ...readyResult(job, { width: 1, thumbhash: 'xx' }) });
  await world.queue.deliver(failedResult(job, 'corrupt', false));
  assert.deepEqual(await rowOf(world, photoId), row, 'once ready, nothing changes it');
  assert.deepEqual(await dispatch(world), []);
});

test('a capture time that cannot be leaves what the client said', async () => {
  await using world = await openWorld();
  const takenAt = '2018-03-04T05:06:07.000Z';
  for (const claimed of [null, Date.UTC(2199, 0, 1)]) {
    const { photoId } = await addOne(world, { takenAt });
    const [job] = await dispatch(world);
    assert.ok(job);
    await world.queue.deliver(await work(job, { takenAt: claimed, takenAtOffset: 60 }));
    const row = await rowOf(world, photoId);
    assert.deepEqual([row.taken_at, row.taken_offset], [Date.parse(takenAt), null]);
  }
});

test('the camera is named once', async () => {
  await using world = await openWorld();
  const cases: [string | null, string | null, string | null][] = [
    ['Apple', 'iPhone 15', 'Apple iPhone 15'],
    ['NIKON CORPORATION', 'NIKON Z 6', 'NIKON Z 6'],
    [null, 'Pixel 8', 'Pixel 8'],
    ['FUJIFILM', null, 'FUJIFILM'],
    [' ', '', null],
    ['x'.repeat(200), 'y', 'x'.repeat(120)],
  ];
  for (const [cameraMake, cameraModel, camera] of cases) {
    const { photoId } = await addOne(world);
    const [job] = await dispatch(world);
    assert.ok(job);
    await world.queue.deliver(await work(job, { cameraMake, cameraModel }));
    assert.equal((await rowOf(world, photoId)).camera, camera);
  }
});

test('a photo whose bytes are of another type than declared fails', async () => {
  await using world = await openWorld();
  const { ada, groupId, photoId } = await addOne(world);
  const [job] = await dispatch(world);
  assert.ok(job);
  await world.queue.deliver(await work(job, { mimeType: 'image/png' }));
  const { state, failure: reason } = await world.media.getPhoto(ada, { groupId, photoId });
  assert.deepEqual([state, reason], ['failed', 'type-mismatch']);
});

test('a result whose pictures are not in the store makes nothing ready; the job goes again', async () => {
  await using world = await openWorld();
  const { photoId } = await addOne(world);
  const [job] = await dispatch(world);
  assert.ok(job);
  await world.queue.deliver(readyResult(job));
  assert.equal((await rowOf(world, photoId)).state, 'processing');
  world.pass(MINUTE);
  const [again] = await dispatch(world);
  assert.ok(again);
  assert.equal(again.attempt, 2);
  await world.queue.deliver(await work(again));
  assert.equal((await rowOf(world, photoId)).state, 'ready');
});

test('a failure that may pass is tried three times, with pauses; the last reason stays', async () => {
  await using world = await openWorld();
  const { ada, groupId, photoId } = await addOne(world);
  for (const attempt of [1, 2, 3]) {
    const [job] = await dispatch(world);
    assert.ok(job);
    assert.equal(job.attempt, attempt);
    await world.queue.deliver(failedResult(job, 'timed-out'));
    await world.queue.deliver(failedResult(job, 'timed-out'));
    assert.deepEqual(await dispatch(world), [], 'not at once');
    world.pass(5 * SECOND * 4 ** (attempt - 1));
  }
  assert.deepEqual(await dispatch(world), []);
  const photo = await world.media.getPhoto(ada, { groupId, photoId });
  assert.deepEqual([photo.state, photo.failure], ['failed', 'timed-out']);
  const [again = ''] = await add(world.media, ada, groupId, [makeFile()]);
  assert.notEqual(again, photoId);
});

test('the bytes of a failed photo can be sent again; should it get ready after all, it gives way', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const file = makeFile();
  const [first = ''] = await add(world.media, ada, groupId, [file]);
  const [job] = await dispatch(world);
  assert.ok(job);
  await world.queue.deliver(failedResult(job, 'corrupt', false));
  const [second = ''] = await add(world.media, ada, groupId, [file]);
  assert.notEqual(second, first);
  await world.queue.deliver(await work(job));
  assert.equal((await rowOf(world, first)).state, 'failed');
  await processAll(world);
  assert.equal((await rowOf(world, second)).state, 'ready');
  await world.media.trashPhotos(ada, { groupId, photoIds: [second] });
  await world.queue.deliver(await work(job));
  assert.equal((await rowOf(world, first)).state, 'ready', 'the late result counts once there is room');
});

test('an unanswered job is sent again when its lease runs out, and its late answer still counts', async () => {
  await using world = await openWorld();
  const { photoId } = await addOne(world);
  const [lost] = await dispatch(world);
  assert.ok(lost);
  world.pass(4 * MINUTE);
  assert.deepEqual(await dispatch(world), []);
  world.pass(MINUTE);
  const [again] = await dispatch(world);
  assert.ok(again);
  assert.notEqual(again.jobId, lost.jobId);
  await world.queue.deliver(failedResult(lost));
  world.pass(MINUTE);
  assert.deepEqual(await dispatch(world), [], 'a late failure does not end the present try');
  await world.queue.deliver(await work(again).then((result) => ({ ...result, jobId: lost.jobId })));
  assert.equal((await rowOf(world, photoId)).state, 'ready');
});

test('a job that is never answered is given up after a day', async () => {
  await using world = await openWorld();
  const { photoId } = await addOne(world);
  let sent = 0;
  for (let passed = 0; passed < DAY; passed += 5 * MINUTE) {
    sent += (await dispatch(world)).length;
    assert.equal((await rowOf(world, photoId)).state, 'processing');
    world.pass(5 * MINUTE);
  }
  assert.ok(sent >= 10 && sent <= 40, `sent ${sent} times`);
  world.pass(HOUR);
  assert.deepEqual(await dispatch(world), []);
  const row = await rowOf(world, photoId);
  assert.deepEqual([row.state, row.failure], ['failed', 'timed-out']);
});

test('sendings that nobody answered do not count as failures', async () => {
  await using world = await openWorld();
  const { photoId } = await addOne(world);
  for (let hours = 0; hours < 8; hours++) {
    await dispatch(world);
    world.pass(HOUR);
  }
  const [job] = await dispatch(world);
  assert.ok(job && job.attempt > 3);
  await world.queue.deliver(failedResult(job, 'timed-out'));
  assert.equal((await rowOf(world, photoId)).state, 'processing');
  world.pass(MINUTE);
  const [again] = await dispatch(world);
  assert.ok(again);
  await world.queue.deliver(await work(again));
  assert.equal((await rowOf(world, photoId)).state, 'ready');
});

test('no more is sent than the queue holds, also when asked many times at once', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const queue = createHeldQueue(3);
  const media = world.restart({ queue });
  await add(
    media,
    ada,
    groupId,
    Array.from({ length: 8 }, () => makeFile()),
  );
  const dispatchAfter = async (ticks: number) => {
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
    await media.sweeps['resendJobs']?.();
  };
  await Promise.all(Array.from({ length: 40 }, (_, ticks) => dispatchAfter(ticks)));
  assert.equal(queue.sent.length, 3);
  await media.start({ queueIsNew: false });
  const [first] = queue.sent;
  assert.ok(first);
  await queue.deliver(await work(first));
  await media.sweeps['resendJobs']?.();
  assert.equal(queue.sent.length, 4);
  await media.stop();
  assert.equal(await media.sweeps['resendJobs']?.(), 0);
});

test('two processes send each job once', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  await add(
    world.media,
    ada,
    groupId,
    Array.from({ length: 20 }, () => makeFile()),
  );
  // What confirming set off has been sent once this returns.
  await world.media.sweeps['resendJobs']?.();
  assert.equal(world.queue.sent.splice(0).length, 20);
  world.pass(5 * MINUTE);
  const queues = [createHeldQueue(), createHeldQueue()];
  await Promise.all(queues.map((queue) => world.restart({ queue }).sweeps['resendJobs']?.()));
  const sent = queues.flatMap((queue) => queue.sent.map(({ photoId }) => photoId));
  assert.equal(sent.length, 20);
  assert.equal(new Set(sent).size, 20);
});

test('a queue that takes nothing costs no try', async () => {
  await using world = await openWorld();
  const send = () => Promise.reject(new Error('no route to host'));
  const cutOff = world.restart({ queue: { ...world.queue, send } });
  const ada = await world.makeUser('Ada');
  const [photoId = ''] = await add(cutOff, ada, await world.makeGroup(ada));
  for (let times = 0; times < 20; times++) {
    await cutOff.sweeps['resendJobs']?.();
    world.pass(10 * SECOND);
  }
  assert.ok(world.logged.some((message) => /could not be sent/.test(message)));
  const [job] = await dispatch(world);
  assert.equal(job?.attempt, 1);
  await processAll(world);
  world.pass(HOUR);
  await processAll(world);
  assert.equal((await rowOf(world, photoId)).state, 'ready');
});

test('a process that starts takes back at once what died with the last one', async () => {
  await using world = await openWorld();
  await addOne(world);
  assert.equal((await dispatch(world)).length, 1);
  const queue = createHeldQueue();
  const next = world.restart({ queue });
  await next.start({ queueIsNew: false });
  await next.sweeps['resendJobs']?.();
  assert.equal(queue.sent.length, 0);
  await next.start({ queueIsNew: true });
  await next.sweeps['resendJobs']?.();
  assert.equal(queue.sent.length, 1);
  await next.stop();
});

test('a photo in the trash gets ready there, and one that was purged is past it', async () => {
  await using world = await openWorld();
  const { ada, groupId, photoId } = await addOne(world);
  const [job] = await dispatch(world);
  assert.ok(job);
  const result = await work(job);
  await world.media.trashPhotos(ada, { groupId, photoIds: [photoId] });
  await world.queue.deliver(result);
  const row = await rowOf(world, photoId);
  assert.deepEqual([row.state, row.live_sha256], ['ready', null]);
  await world.media.purgePhotos(ada, { groupId, photoIds: [photoId] });
  await world.queue.deliver(result);
  await world.queue.deliver(failedResult(job));
});
