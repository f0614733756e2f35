import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { MediaJob } from '@wmory/contract';
import { createEmbeddedQueue } from './embedded.ts';
import { openTestStore, type TestStore } from './store.fixture.ts';
import { collectResults, queueSuite } from './suite.ts';

const script = new URL('./child.fixture.ts', import.meta.url);
/** The same job, for `child.fixture.ts` to go wrong at. */
function poisoned(job: MediaJob, how: string): MediaJob {
  const request = { ...job.source.request, headers: { 'x-go-wrong': how } };
  return { ...job, source: { ...job.source, request } };
}

queueSuite('the embedded queue', async () => {
  const queue = createEmbeddedQueue({
    processes: 2,
    jobTimeoutMs: 3000,
    redeliveryDelaysMs: [5, 10, 20],
    script,
  });
  return {
    queue,
    poison: poisoned,
    close: () => queue.close({ graceMs: 0 }),
  };
});

/** Process ids of the children of a process, as Linux tells them. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1')
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map(Number);
}
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ');
  } catch {
    return false;
  }
}

describe('the processes of the embedded queue', { timeout: 120_000 }, () => {
  let store: TestStore;
  before(async () => {
    store = await openTestStore();
  });
  after(() => store.close());

  test('start with the first job, know nothing of the environment, and end when idle', async () => {
    process.env['WMORY_TEST_SECRET'] = 'hunter2';
    const queue = createEmbeddedQueue({ processes: 2, idleMs: 100 });
    const { handler, of } = collectResults();
    queue.consume(handler);
    assert.deepEqual(childrenOf(process.pid), []);
    const job = store.job();
    await queue.send(job);
    const [pid] = childrenOf(process.pid);
    assert.ok(pid);
    await of(job);
    const environment = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').filter(Boolean);
    const names = environment.map((entry) => entry.split('=')[0]).sort();
    assert.deepEqual(
      names.filter((name) => !name?.startsWith('NODE_CHANNEL_')),
      ['MALLOC_ARENA_MAX'],
    );
    while (isAlive(pid)) await wait(10);
    const next = store.job();
    await queue.send(next);
    const [result] = await of(next);
    assert.equal(result?.outcome, 'ready');
    await queue.close({ graceMs: 1000 });
    assert.deepEqual(childrenOf(process.pid), []);
  });

  test('are as many as allowed and no more', async () => {
    const queue = createEmbeddedQueue({ processes: 2 });
    const { handler, of } = collectResults();
    queue.consume(handler);
    const jobs = Array.from({ length: queue.maxInFlight }, () => store.job());
    await Promise.all(jobs.map((job) => queue.send(job)));
    assert.equal(childrenOf(process.pid).length, 2);
    await assert.rejects(() => queue.send(store.job()), /full/);
    await of(...jobs);
    assert.equal(childrenOf(process.pid).length, 2);
    await queue.close({ graceMs: 1000 });
  });

  for (const how of ['exit', 'heap', 'grow'] as const) {
    test(`are replaced after one that died by "${how}"`, async () => {
      const warnings: object[] = [];
      const log = { warn: (fields: object) => void warnings.push(fields) };
      const queue = createEmbeddedQueue({ processes: 1, script, log });
      const { handler, of } = collectResults();
      queue.consume(handler);
      const [bad, good] = [poisoned(store.job(), how), store.job()];
      await queue.send(bad);
      await queue.send(good);
      const [died, other] = await of(bad, good);
      assert.ok(died?.outcome === 'failed');
      assert.deepEqual([died.reason, died.retryable], ['crashed', true]);
      assert.equal(other?.outcome, 'ready');
      assert.equal(warnings.length, 1);
      await queue.close({ graceMs: 1000 });
    });
  }

  test('are not used again when killed in their sleep', async () => {
    const queue = createEmbeddedQueue({ processes: 1 });
    const { handler, of } = collectResults();
    queue.consume(handler);
    const first = store.job();
    await queue.send(first);
    await of(first);
    const [pid] = childrenOf(process.pid);
    assert.ok(pid);
    process.kill(pid, 'SIGKILL');
    while (childrenOf(process.pid).length > 0) await wait(5);
    const second = store.job();
    await queue.send(second);
    const [result] = await of(second);
    assert.equal(result?.outcome, 'ready');
    await queue.close({ graceMs: 1000 });
  });

  test('a result that is never taken is dropped in the end, and makes room', async () => {
    const queue = createEmbeddedQueue({ processes: 1, redeliveryDelaysMs: [1, 1] });
    let deliveries = 0;
    queue.consume(async () => {
      deliveries++;
      throw new Error('never');
    });
    const jobs = Array.from({ length: queue.maxInFlight }, () => store.job());
    await Promise.all(jobs.map((job) => queue.send(job)));
    while (deliveries < 3 * jobs.length) await wait(5);
    await wait(5);
    await queue.send(store.job());
    await queue.close({ graceMs: 0 });
  });

  for (const how of ['hang', 'nothing']) {
    test(`die with a server that is killed, in the middle of ${how}`, async () => {
      const server = fork(new URL('./server.fixture.ts', import.meta.url));
      const job = poisoned(store.job(), how);
      server.send(job);
      let child: number | undefined;
      while (child === undefined) {
        await wait(20);
        [child] = childrenOf(server.pid ?? 0);
      }
      if (how === 'hang')
        while (!readFileSync(`/proc/${child}/cmdline`, 'latin1').includes('hanging')) await wait(20);
      else while (!store.objects.has(`${job.photoId}/preview`)) await wait(20);
      assert.ok(isAlive(child));
      server.kill('SIGKILL');
      while (isAlive(child)) await wait(20);
    });
  }
});
