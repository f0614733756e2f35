import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Journal, JournalRecord } from './ports.ts';
import { createScene, sourceOf, sourcesOf } from './scene.ts';
import type { Snapshot } from './snapshot.ts';
import type { Uploader } from './uploader.ts';

/** Resolves at the first snapshot that fits. */
function when(uploader: Uploader<string>, fits: (snapshot: Snapshot) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = uploader.subscribe(() => {
      if (!fits(uploader.getSnapshot())) return;
      unsubscribe();
      resolve();
    });
  });
}

const some = (status: string) => (snapshot: Snapshot) =>
  snapshot.files.some((file) => file.status === status);

for (const status of ['hashing', 'authorising', 'uploading', 'confirming'] as const) {
  test(`a file cancelled while ${status} ends as cancelled or verified, and its quota comes back`, async () => {
    const { uploader, finish, service, timer } = createScene();
    uploader.add([sourceOf('a')]);
    await timer.run(when(uploader, some(status)));
    uploader.cancel(['a']);
    const { files, totals } = await finish();
    assert.equal(files[0]?.status, status === 'confirming' ? 'verified' : 'cancelled');
    assert.equal(totals.active, 0);
    assert.equal(service.reserved(), 0);
    assert.equal(service.incoming.size, 0);
    assert.equal(service.photos.size, status === 'confirming' ? 1 : 0);
  });
}

test('a file cancelled while its confirmation finds nothing at the store gives its quota back', async () => {
  const { uploader, finish, service, timer, statuses } = createScene();
  const { confirmUploads } = service.calls;
  service.calls.confirmUploads = (request, options) => {
    service.incoming.clear();
    return confirmUploads(request, options);
  };
  uploader.add([sourceOf('a')]);
  await timer.run(when(uploader, some('confirming')));
  uploader.cancel(['a']);
  await finish();
  assert.deepEqual(statuses(), ['cancelled']);
  assert.equal(service.reserved(), 0);
});

test('a file that waits is cancelled at once, without a call', async () => {
  const { uploader, service, statuses } = createScene();
  uploader.add([sourceOf('a')]);
  uploader.cancel();
  assert.deepEqual(statuses(), ['cancelled']);
  assert.equal(service.log.length, 0);
});

test('cancelling the first of two twins uploads the second', async () => {
  const { uploader, finish, service, statuses, timer } = createScene();
  uploader.add([sourceOf('a', 'same'), sourceOf('b', 'same')]);
  await timer.run(when(uploader, some('uploading')));
  uploader.cancel(['a']);
  await finish();
  assert.deepEqual(statuses(), ['cancelled', 'verified']);
  assert.equal(service.photos.size, 1);
});

test('cancelling all leaves what is verified and releases the rest', async () => {
  const { uploader, finish, service, timer } = createScene();
  uploader.add(sourcesOf(40));
  await timer.run(when(uploader, ({ totals }) => totals.verified >= 10));
  uploader.cancel();
  const { totals } = await finish();
  assert.equal(totals.verified + totals.cancelled, 40);
  assert.equal(service.photos.size, totals.verified);
  assert.equal(service.reserved(), 0);
  assert.equal(totals.files, totals.verified, 'the cancelled do not count in "n of n safe"');
});

test('a cancelled file whose release is never answered ends all the same', async () => {
  const { uploader, finish, service, timer, statuses } = createScene({}, { maxTries: 2 });
  service.calls.cancelUploads = () => Promise.reject(new Error('no network'));
  uploader.add([sourceOf('a')]);
  await timer.run(when(uploader, some('uploading')));
  uploader.cancel(['a']);
  await finish();
  assert.deepEqual(statuses(), ['cancelled']);
});

test('a cancelled and a refused file can be tried again', async () => {
  const { uploader, finish, statuses, service } = createScene({ quota: 3 });
  uploader.add([sourceOf('a', 'aa'), sourceOf('b', 'bbbb')]);
  uploader.cancel(['a']);
  const { files } = await finish();
  assert.deepEqual(statuses(), ['cancelled', 'refused']);
  assert.equal(files[1]?.problem?.code, 'quota-exceeded');
  uploader.retry(['a', 'b']);
  await finish();
  assert.deepEqual(statuses(), ['verified', 'refused']);
  assert.equal(service.photos.size, 1);
});

test('pausing breaks transfers off without a fault; resuming finishes them', async () => {
  const { uploader, finish, service, timer } = createScene(
    {},
    { onFault: (error) => assert.fail(String(error)) },
  );
  uploader.add(sourcesOf(30));
  await timer.run(when(uploader, ({ totals }) => totals.verified >= 5));
  uploader.pause('offline');
  await timer.pass(100);
  const paused = uploader.getSnapshot();
  const calls = service.log.length;
  await timer.pass(3_600_000);
  assert.equal(service.log.length, calls, 'nothing is begun');
  assert.equal(uploader.getSnapshot(), paused, 'nothing changes');
  assert.equal(paused.paused, 'offline');
  assert.ok(paused.totals.active > 0);
  uploader.resume();
  assert.equal((await finish()).totals.verified, 30);
  assert.equal(service.photos.size, 30);
});

test('resuming does not wait out a rest', async () => {
  let down = true;
  const { uploader, finish, timer } = createScene(
    { nextFault: () => (down ? 'lost-request' : 'none') },
    { backoff: { base: 3_600_000, cap: 3_600_000, random: () => 1 } },
  );
  uploader.add([sourceOf('a')]);
  await timer.pass(60_000);
  down = false;
  const before = timer.now();
  uploader.resume();
  assert.equal((await finish()).totals.verified, 1);
  assert.ok(timer.now() - before < 60_000);
});

test('progress only grows within one transfer, and a snapshot stays the same object until something changes', async () => {
  const { uploader, finish } = createScene();
  const content = 'x'.repeat(1000);
  uploader.add([sourceOf('a', content), sourceOf('b')]);
  let sent = 0;
  let other = uploader.getSnapshot().files[1];
  uploader.subscribe(() => {
    const snapshot = uploader.getSnapshot();
    assert.equal(uploader.getSnapshot(), snapshot);
    const [file, second] = snapshot.files;
    assert.ok(file && file.sent >= sent && file.sent <= 1000);
    if (other?.status === second?.status && other?.sent === second?.sent)
      assert.equal(other?.photo, second?.photo);
    other = second;
    sent = file.sent;
  });
  const { totals } = await finish();
  assert.equal(sent, 1000);
  assert.equal(totals.sentBytes, totals.bytes);
});

test('forgetting drops safe files and keeps those that failed', async () => {
  const { uploader, finish } = createScene();
  uploader.add([sourceOf('a'), sourceOf('b', 'b', { mimeType: 'text/plain' })]);
  await finish();
  uploader.forget();
  assert.deepEqual(
    uploader.getSnapshot().files.map(({ id }) => id),
    ['b'],
  );
  uploader.forget(['b']);
  assert.equal(uploader.getSnapshot().files.length, 0);
});

test('adding a known id again changes nothing', async () => {
  const { uploader, finish, service } = createScene();
  uploader.add([sourceOf('a'), sourceOf('a', 'other')]);
  await finish();
  uploader.add([sourceOf('a', 'third')]);
  assert.equal((await finish()).files.length, 1);
  assert.equal(service.photos.size, 1);
});

function memoryJournal() {
  const records = new Map<string, JournalRecord<string>>();
  const journal: Journal<string> = {
    load: async () => [...records.values()],
    async save(batch) {
      for (const record of batch) records.set(record.source.id, record);
    },
    async remove(ids) {
      for (const id of ids) records.delete(id);
    },
  };
  return { records, journal };
}

test('a queue whose process dies is restored from the journal and finishes, with nothing sent twice', async () => {
  const { records, journal } = memoryJournal();
  const first = createScene({}, { journal });
  first.uploader.add([...sourcesOf(30), sourceOf('bad', 'bad', { mimeType: 'text/plain' })]);
  await first.timer.run(when(first.uploader, ({ totals }) => totals.verified >= 10));
  first.uploader.stop();
  await first.timer.pass(1000);
  assert.ok(records.size > 0 && records.size <= 21, `${records.size} records`);

  const { service } = first;
  const second = createScene({}, { journal, calls: service.calls, put: service.put, timer: first.timer });
  assert.equal(await second.uploader.restore(), records.size);
  const { totals } = await first.timer.run(second.uploader.settled());
  assert.equal(totals.failed, 0);
  assert.equal(service.photos.size, 30);
  assert.equal(service.incoming.size, 0);
  await first.timer.pass(10);
  assert.deepEqual([...records.keys()], ['bad'], 'what was refused is kept, to be tried again or forgotten');
  second.uploader.forget(['bad']);
  await first.timer.pass(10);
  assert.equal(records.size, 0);
});

test('a journal that cannot be written holds up nothing, and the snapshot says so', async () => {
  const { journal } = memoryJournal();
  journal.save = () => Promise.reject(new Error('QuotaExceededError'));
  const { uploader, finish } = createScene({}, { journal });
  uploader.add(sourcesOf(3));
  let kept = true;
  uploader.subscribe(() => {
    kept &&= uploader.getSnapshot().kept;
  });
  assert.equal((await finish()).totals.verified, 3);
  assert.equal(kept, false);
});

test('after stop nothing happens any more', async () => {
  const { uploader, service, timer } = createScene();
  uploader.add(sourcesOf(10));
  await timer.run(when(uploader, some('uploading')));
  uploader.stop();
  await timer.pass(0);
  const calls = service.log.length;
  await timer.pass(3_600_000);
  assert.equal(service.log.length, calls);
});
