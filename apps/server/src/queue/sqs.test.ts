import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { MediaJob, MediaResult } from '@wmory/contract';
import { handleBatch } from '@wmory/processor/handle-batch';
import { createProcessorPool } from '@wmory/processor/pool';
import { MAX_DELIVERIES, startTestQueues, type TestQueues } from '../../../../tools/services/sqs.ts';
import type { JobQueue } from './port.ts';
import { createSqsQueue } from './sqs.ts';
import { openTestStore, type TestStore } from './store.fixture.ts';
import { collectResults, queueSuite } from './suite.ts';

const script = new URL('./child.fixture.ts', import.meta.url);

/** The same job, for `child.fixture.ts` to go wrong at. */
function poisoned(job: MediaJob, how: string): MediaJob {
  const request = { ...job.source.request, headers: { 'x-go-wrong': how } };
  return { ...job, source: { ...job.source, request } };
}

/** Queues that the server opens by their names, with a processor that works as Lambda's does. */
async function openParts(): Promise<{ queues: TestQueues; queue: JobQueue; close(): Promise<void> }> {
  const queues = await startTestQueues();
  Object.assign(process.env, queues.env);
  const { jobs: jobsUrl, results: resultsUrl } = queues.urls;
  const endpoint = queues.env['SQS_ENDPOINT'] ?? '';
  const queue = createSqsQueue({ jobsUrl, resultsUrl, endpoint, patience: 1, redeliveryDelay: () => 0 });
  return {
    queues,
    queue,
    async close() {
      await queue.close({ graceMs: 0 });
      await queues.stop();
    },
  };
}

function startProcessing(queues: TestQueues): () => Promise<void> {
  const limits = { jobTimeoutMs: 3000, memoryLimit: 512 * 1024 * 1024 };
  const pool = createProcessorPool({ processes: 1, idleMs: 60_000, script, limits });
  const answer = (result: MediaResult) => queues.send('results', JSON.stringify(result));
  const stop = queues.feed(async ({ Records }) => {
    const failed = await handleBatch(Records, {
      run: async (job) => (await pool.run(job))?.result,
      answer,
      warn: () => {},
    });
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  });
  return async () => {
    await pool.close();
    await stop();
  };
}

queueSuite('the queues of SQS', async () => {
  const { queues, queue, close } = await openParts();
  const stop = startProcessing(queues);
  return {
    queue: { ...queue, maxInFlight: 12 },
    poison: poisoned,
    async close() {
      await queue.close({ graceMs: 0 });
      await stop();
      await close();
    },
  };
});

describe('what a queue of SQS may bring', { timeout: 120_000 }, () => {
  let parts: Awaited<ReturnType<typeof openParts>>;
  let store: TestStore;
  const collected = collectResults();
  let refuse: ((result: MediaResult) => boolean) | undefined;
  before(async () => {
    parts = await openParts();
    store = await openTestStore();
    parts.queue.consume(async (result) => {
      if (refuse?.(result)) throw new Error('not now');
      await collected.handler(result);
    });
  });
  after(async () => {
    await parts.close();
    await store.close();
  });

  const failure = ({ jobId, photoId }: MediaJob): MediaResult => ({
    version: 1,
    outcome: 'failed',
    jobId,
    photoId,
    reason: 'corrupt',
    retryable: false,
  });
  async function until(queue: 'deadJobs' | 'deadResults' | 'results', count: number): Promise<void> {
    while ((await parts.queues.count(queue)) !== count) await wait(20);
  }

  test('what is no result is put aside, and keeps nothing waiting', async () => {
    const strange = [
      '',
      'null',
      '{',
      '{"version":1}',
      JSON.stringify({ ...failure(store.job()), reason: 'x' }),
    ];
    for (const body of strange.filter(Boolean)) await parts.queues.send('results', body);
    const job = store.job();
    await parts.queues.send('results', JSON.stringify(failure(job)));
    const [result] = await collected.of(job);
    assert.equal(result?.outcome, 'failed');
    await until('deadResults', 4);
    assert.deepEqual(new Set(await parts.queues.drain('deadResults')), new Set(strange.filter(Boolean)));
  });

  test('a result that is never taken is put aside, and taken once it is sent back', async () => {
    const job = store.job();
    let tries = 0;
    refuse = ({ jobId }) => jobId === job.jobId && ++tries > 0;
    await parts.queues.send('results', JSON.stringify(failure(job)));
    await until('deadResults', 1);
    assert.equal(tries, MAX_DELIVERIES);
    refuse = undefined;
    for (const body of await parts.queues.drain('deadResults')) await parts.queues.send('results', body);
    const [result] = await collected.of(job);
    assert.equal(result?.jobId, job.jobId);
  });

  test('a result is deleted once it is taken', async () => {
    const job = store.job();
    await parts.queues.send('results', JSON.stringify(failure(job)));
    await collected.of(job);
    await until('results', 0);
  });
});

describe('messages to the processor', { timeout: 120_000 }, () => {
  let queues: TestQueues;
  let store: TestStore;
  let stop: () => Promise<void>;
  before(async () => {
    queues = await startTestQueues({ visibility: 1 });
    store = await openTestStore();
    stop = startProcessing(queues);
  });
  after(async () => {
    await stop();
    await queues.stop();
    await store.close();
  });

  async function results(count: number): Promise<MediaResult[]> {
    const found: MediaResult[] = [];
    while (found.length < count) {
      found.push(...(await queues.drain('results')).map((body) => JSON.parse(body) as MediaResult));
      await wait(20);
    }
    return found;
  }

  test('what is no job is put aside, and costs the others of its batch nothing', async () => {
    const good = store.job();
    for (const body of ['not json', JSON.stringify(good), JSON.stringify({ ...good, version: 2 })])
      await queues.send('jobs', body);
    const [result] = await results(1);
    assert.equal(result?.jobId, good.jobId);
    while ((await queues.count('deadJobs')) < 2) await wait(50);
    assert.equal(await queues.count('jobs'), 0);
  });

  test('the same message twice is answered twice, the same', async () => {
    const job = store.job();
    for (let i = 0; i < 2; i++) await queues.send('jobs', JSON.stringify(job));
    const [one, two] = await results(2);
    assert.deepEqual(one, two);
    assert.equal(one?.outcome, 'ready');
  });

  test('a photo that the store does not give is answered as one to be sent anew', async () => {
    const job = store.job();
    store.objects.delete(`original/${job.photoId}`);
    await queues.send('jobs', JSON.stringify(job));
    const [result] = await results(1);
    assert.ok(result?.outcome === 'failed');
    assert.deepEqual([result.reason, result.retryable], ['timed-out', true]);
  });

  test('a message that has waited longer than its requests live is passed over', async () => {
    const [late, job] = [{ ...store.job(), expiresAt: Date.now() - 1 }, store.job()];
    for (const each of [late, job]) await queues.send('jobs', JSON.stringify(each));
    const [result] = await results(1);
    assert.equal(result?.jobId, job.jobId);
    while ((await queues.count('jobs')) > 0) await wait(20);
    assert.equal(await queues.count('results'), 0);
  });
});
