import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type MediaJob, MediaResult } from '@wmory/contract';
import type { JobQueue } from './port.ts';
import { openTestStore, type TestStore } from './store.fixture.ts';

export interface QueueUnderTest {
  readonly queue: JobQueue;
  /** Turns a job into one whose processor dies, or never answers. */
  poison(job: MediaJob, how: 'crash' | 'hang'): MediaJob;
  close(): Promise<void>;
}

/** Collects results by job; at-least-once delivery may bring one twice. */
export function collectResults() {
  const results = new Map<string, MediaResult[]>();
  const waiting = new Set<() => void>();
  return {
    results,
    handler: async (result: MediaResult): Promise<void> => {
      MediaResult.parse(result);
      results.set(result.jobId, [...(results.get(result.jobId) ?? []), result]);
      for (const look of waiting) look();
    },
    /** Resolves with the first result of each job, in order. */
    async of(...jobs: MediaJob[]): Promise<MediaResult[]> {
      const found = () => jobs.flatMap(({ jobId }) => results.get(jobId)?.slice(0, 1) ?? []);
      await new Promise<void>((resolve) => {
        const look = () => {
          if (found().length < jobs.length) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
      return found();
    },
  };
}

/** What every job queue owes, whatever carries its jobs. */
export function queueSuite(name: string, open: (store: TestStore) => Promise<QueueUnderTest>): void {
  describe(name, { timeout: 120_000 }, () => {
    let store: TestStore;
    let subject: QueueUnderTest;
    let collected: ReturnType<typeof collectResults>;
    beforeEach(async () => {
      store = await openTestStore();
      subject = await open(store);
      collected = collectResults();
    });
    afterEach(async () => {
      await subject.close();
      await store.close();
    });

    test('every job sent is answered, as many at once as it allows', async () => {
      const { queue } = subject;
      queue.consume(collected.handler);
      assert.ok(Number.isInteger(queue.maxInFlight) && queue.maxInFlight > 0);
      const jobs = Array.from({ length: queue.maxInFlight }, () => store.job());
      await Promise.all(jobs.map((job) => queue.send(job)));
      const results = await collected.of(...jobs);
      for (const [i, result] of results.entries()) {
        assert.equal(result.outcome, 'ready');
        assert.equal(result.photoId, jobs[i]?.photoId);
        assert.ok(store.objects.has(`${result.photoId}/thumb`));
        assert.ok(store.objects.has(`${result.photoId}/preview`));
      }
    });

    test('room is made again by answers', async () => {
      const { queue } = subject;
      queue.consume(collected.handler);
      for (let round = 0; round < 3; round++) {
        const jobs = Array.from({ length: queue.maxInFlight }, () => store.job());
        await Promise.all(jobs.map((job) => queue.send(job)));
        await collected.of(...jobs);
        await wait(1); // the answer counts once its handler has returned
      }
      assert.equal(collected.results.size, 3 * queue.maxInFlight);
    });

    test('a photo that cannot be shown is answered with the reason', async () => {
      subject.queue.consume(collected.handler);
      const broken = store.job({ bytes: Buffer.from('not a photo at all') });
      await subject.queue.send(broken);
      const [result] = await collected.of(broken);
      assert.ok(result?.outcome === 'failed');
      assert.deepEqual([result.reason, result.retryable], ['type-unsupported', false]);
    });

    test('a processor that crashes costs its own job one try', async () => {
      const { queue } = subject;
      queue.consume(collected.handler);
      const bad = subject.poison(store.job(), 'crash');
      const good = Array.from({ length: queue.maxInFlight - 1 }, () => store.job());
      for (const job of [...good.slice(0, 1), bad, ...good.slice(1)]) await queue.send(job);
      const [crashed, ...others] = await collected.of(bad, ...good);
      assert.ok(crashed?.outcome === 'failed');
      assert.deepEqual([crashed.reason, crashed.retryable], ['crashed', true]);
      assert.ok(others.every(({ outcome }) => outcome === 'ready'));
    });

    test('a processor that hangs is stopped, and its job answered', async () => {
      const { queue } = subject;
      queue.consume(collected.handler);
      const [bad, good] = [subject.poison(store.job(), 'hang'), store.job()];
      await queue.send(bad);
      await queue.send(good);
      const [hung, other] = await collected.of(bad, good);
      assert.ok(hung?.outcome === 'failed');
      assert.deepEqual([hung.reason, hung.retryable], ['timed-out', true]);
      assert.equal(other?.outcome, 'ready');
    });

    test('a result whose handler rejects is delivered again', async () => {
      let refusals = 2;
      subject.queue.consume(async (result) => {
        if (refusals-- > 0) throw new Error('the database is away');
        await collected.handler(result);
      });
      const job = store.job();
      await subject.queue.send(job);
      const [result] = await collected.of(job);
      assert.equal(result?.outcome, 'ready');
      assert.ok(refusals < 0);
    });

    test('results wait for someone to consume them', async () => {
      const job = store.job();
      await subject.queue.send(job);
      while (!store.objects.has(`${job.photoId}/preview`)) await wait(5);
      subject.queue.consume(collected.handler);
      const [result] = await collected.of(job);
      assert.equal(result?.outcome, 'ready');
    });

    test('closing lets what runs finish, takes no more, and is silent afterwards', async () => {
      const { queue } = subject;
      queue.consume(collected.handler);
      const jobs = Array.from({ length: queue.maxInFlight }, () => store.job());
      await Promise.all(jobs.map((job) => queue.send(job)));
      await Promise.all([queue.close({ graceMs: 20_000 }), queue.close({ graceMs: 20_000 })]);
      const answered = collected.results.size;
      assert.ok([...collected.results.values()].every(([result]) => result?.outcome === 'ready'));
      await assert.rejects(() => queue.send(store.job()));
      await wait(50);
      assert.equal(collected.results.size, answered);
    });

    test('closing does not wait for what never ends', async () => {
      const { queue } = subject;
      queue.consume(collected.handler);
      await queue.send(subject.poison(store.job(), 'hang'));
      await queue.close({ graceMs: 100 });
      assert.equal(collected.results.size, 0);
    });
  });
}
