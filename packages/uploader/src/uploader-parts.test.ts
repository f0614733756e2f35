import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemError } from '@wmory/contract';
import { type Fault, problemOf } from './fake-service.ts';
import type { Journal, JournalRecord } from './ports.ts';
import { SourceChanged } from './ports.ts';
import { createScene, sourceOf, sourcesOf } from './scene.ts';

/** 20 parts of 5 letters, and one of 3. */
const large = Array.from({ length: 103 }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');
const inParts = [10, 5] as const;
const putsOf = (log: { call: string; size: number }[]) => log.filter(({ call }) => call === 'put');

test('a large file goes in parts, as many at a time as files may, and small ones are not kept waiting', async () => {
  const { uploader, finish, service } = createScene({ inParts });
  uploader.add([sourceOf('large', large), ...sourcesOf(6).map((source) => sourceOf(source.id, source.id))]);
  const { totals } = await finish();
  assert.equal(totals.verified, 7);
  assert.equal(service.mostPutsInFlight(), 4);
  const sizes = putsOf(service.log).map(({ size }) => size);
  assert.deepEqual(
    [sizes.filter((size) => size === 5).length, sizes.filter((size) => size === 3).length],
    [20, 1],
  );
  const lastSmall = sizes.findLastIndex((size) => size > 5);
  assert.ok(lastSmall < 16, `a small file was sent ${lastSmall}th`);
  assert.ok(service.log.every(({ call, size }) => call !== 'sign-parts' || size <= 4));
});

test('alone, a large file uses every place there is', async () => {
  const { uploader, finish, service } = createScene({ inParts });
  uploader.add([sourceOf('large', large)]);
  assert.equal((await finish()).totals.verified, 1);
  assert.equal(service.mostPutsInFlight(), 4);
});

for (const fault of [
  'lost-request',
  'lost-answer',
  'server-error',
  'rate-limited',
  'hang',
  'forbidden',
] as const) {
  test(`after ${fault} of any one call, no part is sent again that had arrived`, async () => {
    for (let step = 0; step < 28; step++) {
      let call = 0;
      const nextFault = (): Fault => (call++ === step ? fault : 'none');
      const { uploader, finish, service } = createScene({ inParts, nextFault });
      uploader.add([sourceOf('large', large)]);
      assert.equal((await finish()).totals.verified, 1, `step ${step}`);
      assert.equal(service.photos.size, 1);
      assert.ok(putsOf(service.log).length <= 22, `step ${step}: ${putsOf(service.log).length} parts sent`);
      assert.equal(service.uploads.size, 1);
    }
  });
}

test('on a bad line a file gets home as long as parts arrive', async () => {
  let call = 0;
  const { uploader, finish, service } = createScene(
    { inParts },
    {
      parallel: 1,
      maxTries: 3,
      put: (upload) =>
        ++call % 3 === 0 ? service.put(upload) : Promise.reject(new Error('connection reset')),
    },
  );
  uploader.add([sourceOf('large', large)]);
  assert.equal((await finish()).totals.verified, 1);
});

test('signatures that run out on the way are renewed as often as it takes, as long as parts arrive', async () => {
  let call = 0;
  const { uploader, finish, service } = createScene(
    { inParts },
    {
      parallel: 1,
      put: (upload) =>
        ++call % 2 === 0 ? service.put(upload) : Promise.resolve({ status: 403, retryAfter: null }),
    },
  );
  uploader.add([sourceOf('large', large)]);
  assert.equal((await finish()).totals.verified, 1);
  assert.equal(service.uploads.size, 1);
});

test('a store that takes no part at all is given up', async () => {
  const { uploader, finish, service, timer } = createScene(
    { inParts },
    { put: async () => ({ status: 403, retryAfter: null }) },
  );
  uploader.add([sourceOf('large', large)]);
  const { files } = await finish();
  assert.deepEqual([files[0]?.status, files[0]?.cause], ['failed', 'turned-down']);
  await timer.pass(10);
  assert.equal(service.reserved(), 0, 'the quota came back');
});

test('progress goes by bytes, and is not lost with what is broken off', async () => {
  const { uploader, finish, service, timer } = createScene({ inParts }, { parallel: 1 });
  const seen: number[] = [];
  let broken = false;
  uploader.subscribe(() => {
    const sent = uploader.getSnapshot().files[0]?.sent ?? 0;
    if (seen.at(-1) !== sent) seen.push(sent);
    if (sent < 50 || broken) return;
    broken = true;
    uploader.pause();
  });
  uploader.add([sourceOf('large', large)]);
  await timer.pass(5000);
  const paused = uploader.getSnapshot();
  assert.equal(paused.paused, 'user');
  const kept = paused.files[0]?.sent ?? 0;
  assert.ok(kept >= 45 && kept % 5 === 0, `whole parts count: ${kept}`);
  uploader.resume();
  assert.equal((await finish()).totals.verified, 1);
  assert.equal(seen[seen.indexOf(50) + 1], 45, 'what was under way counted as sent, until it broke off');
  assert.deepEqual(
    seen.filter((sent, index) => sent < (seen[index - 1] ?? 0) - 5),
    [],
    'never back by more than a part',
  );
  assert.ok(putsOf(service.log).length <= 22);
});

test('after a restart a file goes on with the parts that are there', async () => {
  const kept = new Map<string, JournalRecord<string>>();
  const journal: Journal<string> = {
    load: async () => [...kept.values()],
    save: async (records) => records.forEach((record) => void kept.set(record.source.id, record)),
    remove: async (ids) => ids.forEach((id) => void kept.delete(id)),
  };
  const scene = createScene({ inParts }, { journal });
  scene.uploader.add([sourceOf('large', large)]);
  while (putsOf(scene.service.log).length < 12) await scene.timer.pass(1);
  scene.uploader.stop();
  await scene.timer.pass(100);
  const [upload] = scene.service.uploads.values();
  const arrived = upload?.parts?.size ?? 0;
  assert.ok(arrived >= 8 && arrived < 21, `${arrived} parts arrived`);
  const before = putsOf(scene.service.log).length;

  const { calls, put } = scene.service;
  const { uploader } = createScene({}, { journal, calls, put, timer: scene.timer });
  assert.equal(await uploader.restore(), 1);
  assert.equal((await scene.timer.run(uploader.settled())).totals.verified, 1);
  assert.equal(putsOf(scene.service.log).length - before, 21 - arrived);
  assert.equal(scene.service.uploads.size, 1);
});

test('cancelled half-way, every transfer of a file ends and its parts are dropped', async () => {
  const { uploader, finish, service, timer, statuses } = createScene({ inParts });
  uploader.add([sourceOf('large', large)]);
  while (putsOf(service.log).length < 10) await timer.pass(1);
  uploader.cancel();
  await finish();
  assert.deepEqual(statuses(), ['cancelled']);
  const count = putsOf(service.log).length;
  await timer.pass(1000);
  assert.equal(putsOf(service.log).length, count);
  assert.equal(service.reserved(), 0);
  const [upload] = service.uploads.values();
  assert.equal(upload?.parts?.size, 0);
});

test('a file that was cut meanwhile is hashed and announced again', async () => {
  let cut = true;
  const scene = createScene(
    { inParts },
    {
      put: (upload) => {
        if (cut && upload.slice.start === 50) {
          cut = false;
          return Promise.reject(new SourceChanged('another size'));
        }
        return scene.service.put(upload);
      },
    },
  );
  scene.uploader.add([sourceOf('large', large)]);
  assert.equal((await scene.finish()).totals.verified, 1);
  assert.equal(scene.service.uploads.size, 2);
  assert.equal(scene.service.reserved(), 0);
});

test('an upload that the server gave up is announced again', async () => {
  const { uploader, finish, service } = createScene({ inParts });
  const { signParts } = service.calls;
  let calls = 0;
  service.calls.signParts = (request, options) =>
    ++calls === 2
      ? Promise.reject(new ProblemError(problemOf('upload-expired')))
      : signParts(request, options);
  uploader.add([sourceOf('large', large)]);
  assert.equal((await finish()).totals.verified, 1);
  assert.equal(service.count('authorise'), 2);
});

test('an ended session pauses a file among its parts; after the next log-in it goes on', async () => {
  const { uploader, finish, service } = createScene({ inParts });
  const { signParts } = service.calls;
  let signedIn = false;
  service.calls.signParts = (request, options) =>
    signedIn ? signParts(request, options) : Promise.reject(new ProblemError(problemOf('session-ended')));
  uploader.add([sourceOf('large', large)]);
  assert.equal((await finish()).paused, 'signed-out');
  signedIn = true;
  uploader.resume();
  assert.equal((await finish()).totals.verified, 1);
});
