import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Status } from './entry.ts';
import { createScene, sourceOf, sourcesOf } from './scene.ts';

test('a file passes through every state in order and ends with its photo', async () => {
  const { uploader, finish, service } = createScene();
  const seen: Status[] = [];
  uploader.subscribe(() => {
    const status = uploader.getSnapshot().files[0]?.status;
    if (status && seen.at(-1) !== status) seen.push(status);
  });
  uploader.add([sourceOf('a')]);
  const { files, totals } = await finish();
  assert.deepEqual(seen, ['hashing', 'authorising', 'uploading', 'confirming', 'verified']);
  assert.equal(files[0]?.photo?.originals[0]?.name, 'a.jpg');
  assert.deepEqual(
    { safe: totals.safe, files: totals.files, active: totals.active },
    { safe: 1, files: 1, active: 0 },
  );
  assert.equal(totals.sentBytes, totals.bytes);
  assert.equal(service.photos.size, 1);
});

test('250 files: batches of at most 100, four uploads at a time, 250 of 250 safe', async () => {
  const { uploader, finish, service } = createScene();
  uploader.add(sourcesOf(250));
  const { totals } = await finish();
  assert.deepEqual([totals.safe, totals.files], [250, 250]);
  assert.equal(service.photos.size, 250);
  assert.equal(service.mostPutsInFlight(), 4);
  assert.ok(service.log.every(({ call, size }) => call === 'put' || size <= 100));
  assert.ok(service.count('authorise') <= 10, `${service.count('authorise')} batches`);
});

test('the number of uploads at a time can be chosen', async () => {
  const { uploader, finish, service } = createScene({}, { parallel: 1 });
  uploader.add(sourcesOf(5));
  await finish();
  assert.equal(service.mostPutsInFlight(), 1);
});

test('the same bytes twice in one batch are uploaded once; the second is a duplicate', async () => {
  const { uploader, finish, service, statuses } = createScene();
  uploader.add([sourceOf('a', 'same'), sourceOf('b', 'same'), sourceOf('c', 'other'), sourceOf('d', 'same')]);
  const { files } = await finish();
  assert.deepEqual(statuses(), ['verified', 'duplicate', 'verified', 'duplicate']);
  assert.equal(files[1]?.photo?.id, files[0]?.photo?.id);
  assert.equal(service.count('put'), 2);
});

test('the same bytes in two groups are two photos', async () => {
  const { uploader, finish, service, statuses } = createScene();
  const other = '0198c0de-0000-7000-8000-000000000002';
  uploader.add([sourceOf('a', 'same'), sourceOf('b', 'same', { groupId: other })]);
  await finish();
  assert.deepEqual(statuses(), ['verified', 'verified']);
  assert.equal(service.photos.size, 2);
});

test('a second run of the same files ends with duplicates and no upload', async () => {
  const { uploader, finish, service } = createScene();
  uploader.add(sourcesOf(10));
  await finish();
  const before = service.count('put');
  uploader.add(sourcesOf(10).map((source) => ({ ...source, id: `again-${source.id}` })));
  const { totals } = await finish();
  assert.deepEqual([totals.safe, totals.verified, totals.duplicate], [20, 10, 10]);
  assert.equal(service.count('put'), before);
});

test('one refused file stops no other', async () => {
  const { uploader, finish, statuses } = createScene();
  uploader.add([sourceOf('a'), sourceOf('b', 'text', { mimeType: 'text/plain' }), sourceOf('c')]);
  const { files, totals } = await finish();
  assert.deepEqual(statuses(), ['verified', 'refused', 'verified']);
  assert.equal(files[1]?.problem?.code, 'type-unsupported');
  assert.equal(totals.refused, 1);
});

test('what the API would not read fails here, and does not bring its batch down', async () => {
  const { uploader, finish, statuses, service } = createScene();
  uploader.add([
    sourceOf('a', 'a', { name: 'x'.repeat(256) }),
    sourceOf('b'),
    sourceOf('c', 'c', { takenAt: 'today' }),
  ]);
  const { files } = await finish();
  assert.deepEqual(statuses(), ['failed', 'verified', 'failed']);
  assert.equal(files[0]?.cause, 'unannounceable');
  assert.equal(service.photos.size, 1);
});

test('long names make smaller batches: the server reads 64 KiB', async () => {
  const { service, uploader, finish } = createScene({}, { hashParallel: 200 });
  const { authoriseUploads } = service.calls;
  let largest = 0;
  service.calls.authoriseUploads = (request, options) => {
    largest = Math.max(largest, new TextEncoder().encode(JSON.stringify(request.body)).length);
    return authoriseUploads(request, options);
  };
  uploader.add(sourcesOf(200).map((source) => ({ ...source, name: '山'.repeat(255) })));
  assert.equal((await finish()).totals.safe, 200);
  assert.ok(largest > 32_000 && largest < 65_536, `${largest} bytes`);
});

test('a signed request that grew old while the file waited is renewed before it is used', async () => {
  let slow = true;
  const scene = createScene(
    {},
    {
      parallel: 1,
      stallAfter: 3_600_000,
      async put(upload) {
        if (slow) await new Promise<void>((resolve) => scene.timer.after(11 * 60_000, resolve));
        slow = false;
        return scene.service.put(upload);
      },
    },
  );
  scene.uploader.add(sourcesOf(4));
  assert.equal((await scene.finish()).totals.verified, 4);
  const announced = scene.service.log.filter(({ call }) => call === 'authorise').map(({ size }) => size);
  const last = announced.pop() ?? 0;
  assert.ok(last > 0);
  assert.equal(
    announced.reduce((sum, size) => sum + size, 0),
    4,
    'the last batch announces again what had been announced',
  );
});
