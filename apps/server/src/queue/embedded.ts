import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { MediaJob, MediaResult } from '@wmory/contract';
import { createProcessorPool } from '@wmory/processor/pool';
import type { JobQueue } from './port.ts';

/** What the queue has to say; pino's loggers can. */
export interface QueueLog {
  warn(fields: object, message: string): void;
}

export interface EmbeddedQueueOptions {
  /** Processes at a time; one a core unless said otherwise. Started when there is work. */
  processes?: number;
  /** Milliseconds that fetching a photo may take, and again that decoding it may. */
  jobTimeoutMs?: number;
  /** Milliseconds after which a process without work is ended. */
  idleMs?: number;
  /** Bytes a process may be resident. */
  memoryLimit?: number;
  /** Milliseconds before each further delivery of a result that the handler rejected. */
  redeliveryDelaysMs?: readonly number[];
  /** What the processes run. */
  script?: URL;
  log?: QueueLog;
}

type Handler = (result: MediaResult) => Promise<void>;

/**
 * The queue of a single machine: jobs wait in memory, and a pool of child processes does them. A decoder
 * that crashes, hangs or grows takes its process along and costs its job one try, nothing else. What is in
 * memory is lost with this process; the leases in the database bring it back.
 */
export function createEmbeddedQueue(options: EmbeddedQueueOptions = {}): JobQueue {
  const {
    processes = availableParallelism(),
    jobTimeoutMs = 60_000,
    idleMs = 30_000,
    memoryLimit = 512 * 1024 * 1024,
    redeliveryDelaysMs = [200, 1000, 5000],
    script = new URL(import.meta.resolve('@wmory/processor/child')),
    log,
  } = options;
  const pool = createProcessorPool({ processes, idleMs, script, limits: { jobTimeoutMs, memoryLimit } });
  // Enough that no process waits for the next job to be sent, and few enough to start within the URLs' lives.
  const maxInFlight = processes * 4;
  const waiting: MediaJob[] = [];
  const closing = new AbortController();
  const handler = Promise.withResolvers<Handler>();
  let inFlight = 0;
  let closed: Promise<void> | undefined;
  let whenIdle = () => {};

  function dispatch(): void {
    for (let job = waiting[0]; job; job = waiting[0]) {
      const running = pool.run(job);
      if (!running) return;
      waiting.shift();
      void perform(job, running);
    }
  }

  async function perform(job: MediaJob, running: NonNullable<ReturnType<typeof pool.run>>): Promise<void> {
    const { result, lastWords } = await running;
    if (!result && !closed) {
      waiting.unshift(job);
      dispatch();
      return;
    }
    if (lastWords !== undefined && result?.outcome === 'failed' && !closed) {
      const { photoId, attempt } = job;
      log?.warn({ photoId, attempt, reason: result.reason, stderr: lastWords }, 'a media processor died');
    }
    dispatch();
    if (result) await deliver(result);
    inFlight--;
    if (inFlight === 0) whenIdle();
  }

  /** Once the queue is closed, nothing is delivered any more: the lease covers it. */
  async function deliver(result: MediaResult): Promise<void> {
    const handle = await handler.promise;
    for (const delay of [0, ...redeliveryDelaysMs]) {
      try {
        if (delay > 0) await wait(delay, undefined, { signal: closing.signal });
        if (closing.signal.aborted) return;
        return await handle(result);
      } catch (error) {
        if (closing.signal.aborted) return;
        log?.warn({ err: error, photoId: result.photoId }, 'the result of a media job was not taken');
      }
    }
  }

  async function shutDown(graceMs: number): Promise<void> {
    inFlight -= waiting.splice(0).length;
    if (inFlight > 0) {
      const timeUp = new AbortController();
      const drained = new Promise<void>((resolve) => {
        whenIdle = resolve;
      });
      await Promise.race([drained, wait(graceMs, undefined, { signal: timeUp.signal })]);
      timeUp.abort();
    }
    closing.abort();
    await pool.close();
  }

  return {
    maxInFlight,
    async send(job) {
      if (closed) throw new Error('the job queue is closed');
      if (inFlight >= maxInFlight) throw new Error('the job queue is full');
      inFlight++;
      waiting.push(job);
      dispatch();
    },
    consume(handle) {
      handler.resolve(handle);
    },
    close({ graceMs }) {
      closed ??= shutDown(graceMs);
      return closed;
    },
  };
}
