import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemError } from '@wmory/contract';
import { type Fault, problemOf } from './fake-service.ts';
import { createScene, sourceOf, sourcesOf } from './scene.ts';

/** The faults given, then none. */
const then =
  (...script: Fault[]) =>
  () =>
    script.shift() ?? 'none';

for (const fault of ['lost-request', 'lost-answer', 'server-error', 'rate-limited', 'hang'] as const) {
  test(`after ${fault} at each step the file is uploaded all the same, once`, async () => {
    for (const step of [0, 1, 2]) {
      const script: Fault[] = ['none', 'none', 'none'];
      script[step] = fault;
      const { uploader, finish, service, statuses } = createScene({ nextFault: then(...script) });
      uploader.add([sourceOf('a')]);
      await finish();
      assert.deepEqual(statuses(), ['verified'], `step ${step}`);
      assert.equal(service.photos.size, 1);
      assert.equal(service.incoming.size, 0);
    }
  });
}

test('a PUT that is answered 412 is confirmed, not sent again', async () => {
  const { uploader, finish, service } = createScene({ nextFault: then('none', 'lost-answer') });
  uploader.add([sourceOf('a')]);
  const { totals } = await finish();
  assert.equal(totals.verified, 1);
  assert.equal(service.count('put'), 2);
  assert.equal(service.count('authorise'), 1);
});

test('a PUT that is answered 403 is announced again, and given up after three times', async () => {
  const once = createScene({ nextFault: then('none', 'forbidden') });
  once.uploader.add([sourceOf('a')]);
  assert.equal((await once.finish()).totals.verified, 1);
  assert.equal(once.service.count('authorise'), 2);
  assert.equal(once.service.uploads.size, 1, 'the same upload');

  const always = createScene({}, { put: async () => ({ status: 403, retryAfter: null }) });
  always.uploader.add([sourceOf('a')]);
  const { files } = await always.finish();
  assert.deepEqual([files[0]?.status, files[0]?.cause], ['failed', 'turned-down']);
  assert.equal(always.service.count('authorise'), 4);
  await always.timer.pass(10);
  assert.equal(always.service.reserved(), 0, 'the quota came back');
});

test('with nobody answering, every file fails after the tries of one, and a retry brings all home', async () => {
  let down = true;
  const { uploader, finish, service } = createScene(
    { nextFault: () => (down ? 'lost-request' : 'none') },
    { maxTries: 4 },
  );
  uploader.add(sourcesOf(300));
  const { totals, files } = await finish();
  assert.equal(totals.failed, 300);
  assert.ok(files.every(({ cause }) => cause === 'unreachable'));
  assert.ok(service.log.length <= 10, `${service.log.length} calls`);
  down = false;
  uploader.retry();
  assert.equal((await finish()).totals.verified, 300);
});

test('with the store alone down, what waits for it fails together, after the tries of one', async () => {
  let puts = 0;
  const { uploader, finish, timer } = createScene(
    {},
    {
      maxTries: 4,
      put: () => {
        puts += 1;
        return Promise.reject(new Error('connection reset'));
      },
    },
  );
  uploader.add(sourcesOf(150));
  const { files } = await finish();
  assert.ok(files.every(({ status, cause }) => status === 'failed' && cause === 'unreachable'));
  assert.ok(puts <= 40, `${puts} transfers`);
  assert.ok(timer.now() < 60_000, `${timer.now()} ms`);
});

test('a service that fails now and then is never given up, as long as it answers in between', async () => {
  let calls = 0;
  const scene = createScene(
    {},
    {
      parallel: 1,
      maxTries: 3,
      put: (upload) => {
        calls += 1;
        return calls % 2 === 1 ? Promise.reject(new Error('connection reset')) : scene.service.put(upload);
      },
    },
  );
  scene.uploader.add(sourcesOf(20));
  assert.equal((await scene.finish()).totals.verified, 20);
});

test('a file that alone brings its call down fails alone', async () => {
  const { uploader, finish, service, statuses } = createScene();
  const { authoriseUploads } = service.calls;
  service.calls.authoriseUploads = (request, options) =>
    request.body.items.some(({ name }) => name === 'file-7.jpg')
      ? Promise.reject(new ProblemError(problemOf('internal')))
      : authoriseUploads(request, options);
  uploader.add(sourcesOf(60));
  const { totals } = await finish();
  assert.deepEqual([totals.failed, totals.verified], [1, 59]);
  assert.equal(statuses()[7], 'failed');
});

test('Retry-After holds back every call to that service', async () => {
  const { uploader, finish, service, timer } = createScene({ nextFault: then('rate-limited') });
  const { authoriseUploads } = service.calls;
  const at: number[] = [];
  service.calls.authoriseUploads = (request, options) => {
    at.push(timer.now());
    return authoriseUploads(request, options);
  };
  uploader.add([sourceOf('a')]);
  let resting: number | null = null;
  uploader.subscribe(() => {
    resting = Math.max(resting ?? 0, uploader.getSnapshot().resting ?? 0);
  });
  assert.equal((await finish()).totals.verified, 1);
  const [first = 0, second = 0] = at;
  assert.ok(second - first >= 2000, `${second - first} ms`);
  assert.ok(resting !== null && resting >= 2000);
  assert.equal(uploader.getSnapshot().resting, null);
});

test('an ended session pauses the queue without harm; after the next log-in it goes on', async () => {
  let signedIn = true;
  const { uploader, finish, service, timer } = createScene();
  const { confirmUploads } = service.calls;
  service.calls.confirmUploads = (request, options) =>
    signedIn
      ? confirmUploads(request, options)
      : Promise.reject(new ProblemError(problemOf('session-ended')));
  signedIn = false;
  uploader.add(sourcesOf(20));
  const halted = await finish();
  assert.equal(halted.paused, 'signed-out');
  assert.equal(halted.totals.failed, 0);
  assert.equal(halted.totals.active, 20);
  await timer.pass(60_000);
  assert.equal(service.photos.size, 0);
  signedIn = true;
  uploader.resume();
  assert.deepEqual([(await finish()).totals.verified, service.photos.size], [20, 20]);
});

test('a whole call refused, as for one who was removed from the group, refuses its files with the reason', async () => {
  const { uploader, finish, service } = createScene();
  service.calls.confirmUploads = () => Promise.reject(new ProblemError(problemOf('not-found')));
  uploader.add(sourcesOf(3));
  const { files } = await finish();
  assert.deepEqual(
    files.map(({ status, problem }) => `${status} ${problem?.code}`),
    Array(3).fill('refused not-found'),
  );
});

test('receipts that say the upload is gone make the file start over, a few times', async () => {
  const { uploader, finish, service } = createScene();
  const { confirmUploads } = service.calls;
  const codes = ['upload-missing', 'upload-expired', 'upload-cancelled'] as const;
  let round = 0;
  service.calls.confirmUploads = async (request, options) => {
    const code = codes[round++];
    if (!code) return confirmUploads(request, options);
    const problem = problemOf(code);
    return {
      receipts: request.body.uploadIds.map((uploadId) => ({ uploadId, outcome: 'failed' as const, problem })),
    };
  };
  uploader.add([sourceOf('a')]);
  assert.equal((await finish()).totals.verified, 1);

  round = Number.NEGATIVE_INFINITY;
  service.calls.confirmUploads = async ({ body }) => ({
    receipts: body.uploadIds.map((uploadId) => ({
      uploadId,
      outcome: 'failed',
      problem: problemOf('upload-missing'),
    })),
  });
  uploader.add([sourceOf('b')]);
  const { files } = await finish();
  assert.deepEqual([files[1]?.status, files[1]?.problem?.code], ['failed', 'upload-missing']);
});

test('an answer that leaves files out counts as a fault for those', async () => {
  const { uploader, finish, service } = createScene();
  const { authoriseUploads, confirmUploads } = service.calls;
  let short = 2;
  service.calls.authoriseUploads = async (request, options) => {
    const { items } = await authoriseUploads(request, options);
    return { items: short-- > 0 ? items.slice(1) : items };
  };
  service.calls.confirmUploads = async (request, options) => {
    const { receipts } = await confirmUploads(request, options);
    return { receipts: short-- > -3 ? [] : receipts };
  };
  uploader.add([sourceOf('a')]);
  assert.equal((await finish()).totals.verified, 1);
  assert.equal(service.photos.size, 1);
});

test('every fault is told to the log', async () => {
  const told: unknown[] = [];
  const { uploader, finish } = createScene(
    { nextFault: then('lost-request', 'none', 'server-error') },
    { onFault: (error) => told.push(error) },
  );
  uploader.add([sourceOf('a')]);
  await finish();
  assert.deepEqual(told.map(String), ['ConnectionError: lost on the way', 'Error: The store answered 503']);
});
