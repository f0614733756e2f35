import type { MediaJob, MediaResult } from '@wmory/contract';
import { type Processor, type ProcessorLimits, startProcessor } from './processor.ts';

export interface PoolOptions {
  /** Processes at a time. */
  readonly processes: number;
  /** Milliseconds after which a process without work is ended. */
  readonly idleMs: number;
  readonly script: URL;
  readonly limits: ProcessorLimits;
}

export interface PoolAnswer {
  /** Undefined: its process died of another job, so it may simply run again. */
  readonly result: MediaResult | undefined;
  /** Of the process, if it died. */
  readonly lastWords?: string;
}

export interface ProcessorPool {
  /** Starts a job, or returns undefined if every process has enough to do. */
  run(job: MediaJob): Promise<PoolAnswer> | undefined;
  /** Kills all processes; resolves once they are gone. */
  close(): Promise<void>;
}

/** One is decoded while the next is fetched: with more, only memory would be gained. */
const JOBS_A_PROCESS = 2;
/** Bytes. Larger originals are not fetched ahead, so that what is decoded has the memory to itself. */
const FETCH_AHEAD_LIMIT = 16 * 1024 * 1024;

/** Keeps as many processes as there is work for, and ends those without. */
export function createProcessorPool({ processes, idleMs, script, limits }: PoolOptions): ProcessorPool {
  const pool = new Set<Processor>();
  const idleTimers = new Map<Processor, NodeJS.Timeout>();
  const ending = new Set<Promise<void>>();
  let closed = false;

  function end(processor: Processor): void {
    clearTimeout(idleTimers.get(processor));
    idleTimers.delete(processor);
    pool.delete(processor);
    const ended = processor.end().finally(() => ending.delete(ended));
    ending.add(ended);
  }

  function choose(job: MediaJob): Processor | undefined {
    const usable = [...pool].filter((processor) => processor.usable);
    const free = usable.find(({ load }) => load === 0);
    if (free) return free;
    if (pool.size < processes) {
      const processor = startProcessor(script, limits);
      pool.add(processor);
      return processor;
    }
    if (job.source.size > FETCH_AHEAD_LIMIT) return undefined;
    return usable.find(({ load }) => load < JOBS_A_PROCESS);
  }

  async function runOn(processor: Processor, job: MediaJob): Promise<PoolAnswer> {
    clearTimeout(idleTimers.get(processor));
    const result = await processor.run(job);
    if (processor.usable) {
      if (processor.load === 0 && !closed) idleTimers.set(processor, setTimeout(end, idleMs, processor));
      return { result };
    }
    // A large one finishes what it has.
    if (processor.load === 0) end(processor);
    return { result, lastWords: processor.lastWords };
  }

  return {
    run(job) {
      for (const processor of pool) if (!processor.usable && processor.load === 0) end(processor);
      const processor = choose(job);
      return processor && runOn(processor, job);
    },
    async close() {
      closed = true;
      for (const processor of pool) end(processor);
      await Promise.all(ending);
    },
  };
}
