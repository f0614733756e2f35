import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { MediaJob, MediaResult } from '@wmory/contract';
import type { JobQueue } from './port.ts';
import { type Processor, startProcessor } from './processor.ts';

/** What the queue has to say; pino's loggers can. */
export interface QueueLog {
  warn(fields: object, message: string): void;
}

export interface EmbeddedQueueOptions {
  /** Processes at a time; one a core unless said otherwise. Started when there is work. */
  processes?: number;
  /** Milliseconds a job may take. */
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
  // Enough that no process waits for the next job to be sent, and few enough to start within the URLs' lives.
  const maxInFlight = processes * 4;
  const waiting: MediaJob[] = [];
  const idle = new Map<Processor, NodeJS.Timeout>();
  const busy = new Set<Processor>();
  const ending = new Set<Promise<void>>();
  const closing = new AbortController();
  const handler = Promise.withResolvers<Handler>();
  let inFlight = 0;
  let closed: Promise<void> | undefined;
  let whenIdle = () => {};

  function dispatch(): void {
    while (waiting.length > 0 && busy.size < processes) {
      const job = waiting.shift();
      if (job) void perform(job, takeProcessor());
    }
  }

  function takeProcessor(): Processor {
    // The one that rested least, so that the others may end. One may have died in its sleep.
    const rested = [...idle].reverse();
    for (const [processor, timer] of rested.filter(([{ usable }]) => !usable)) {
      clearTimeout(timer);
      idle.delete(processor);
    }
    const [processor, timer] = rested.find(([{ usable }]) => usable) ?? [];
    clearTimeout(timer);
    const taken = processor ?? startProcessor(script, { jobTimeoutMs, memoryLimit });
    idle.delete(taken);
    busy.add(taken);
    return taken;
  }

  async function perform(job: MediaJob, processor: Processor): Promise<void> {
    const result = await processor.run(job);
    busy.delete(processor);
    if (processor.usable && !closed) rest(processor);
    else end(processor);
    if (!processor.usable && result.outcome === 'failed') {
      const { photoId, attempt } = job;
      log?.warn(
        { photoId, attempt, reason: result.reason, stderr: processor.lastWords },
        'a media processor died',
      );
    }
    dispatch();
    await deliver(result);
    inFlight--;
    if (inFlight === 0) whenIdle();
  }

  function rest(processor: Processor): void {
    const timer = setTimeout(() => {
      idle.delete(processor);
      end(processor);
    }, idleMs);
    idle.set(processor, timer);
  }

  function end(processor: Processor): void {
    const ended = processor.end().finally(() => ending.delete(ended));
    ending.add(ended);
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
    for (const [processor, timer] of idle) {
      clearTimeout(timer);
      end(processor);
    }
    idle.clear();
    if (inFlight > 0) {
      const timeUp = new AbortController();
      const drained = new Promise<void>((resolve) => {
        whenIdle = resolve;
      });
      await Promise.race([drained, wait(graceMs, undefined, { signal: timeUp.signal })]);
      timeUp.abort();
    }
    closing.abort();
    for (const processor of busy) end(processor);
    await Promise.all(ending);
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
