import { type ChildProcess, fork } from 'node:child_process';
import type { MediaJob, MediaResult } from '@wmory/contract';
import type { ChildMessage } from './child.ts';
import { residentBytes } from './resident-bytes.ts';

export interface ProcessorLimits {
  /** Milliseconds that fetching a photo may take, and again that decoding it may. */
  readonly jobTimeoutMs: number;
  /** Bytes the process may be resident before it is killed. */
  readonly memoryLimit: number;
}

/** One child process. It decodes one photo at a time; further jobs given to it fetch theirs meanwhile. */
export interface Processor {
  /**
   * Answers with the child's result, or, if the child died of this job, with a `failed` result. Undefined if
   * it died of another one: then this job is as good as before. Never rejects.
   */
  run(job: MediaJob): Promise<MediaResult | undefined>;
  /** Jobs it has. */
  readonly load: number;
  /** Whether it can take another job; a dead one, or one that has grown large, cannot. */
  readonly usable: boolean;
  /** The end of what it wrote to stderr; for the log. */
  readonly lastWords: string;
  /** Kills it; resolves once it is gone. */
  end(): Promise<void>;
}

const MiB = 1024 * 1024;
/** Beyond this after a job, a fresh process is cheaper than what the old one keeps. */
const LARGE = 288 * MiB;
const MEMORY_POLL_MS = 100;
const LAST_WORDS = 2000;

/**
 * All that the child gets to know of its surroundings. It has no secret to lose: neither this process's
 * environment nor its open files.
 */
const environment = {
  MALLOC_ARENA_MAX: '2', // else each thread keeps what it freed, and the process is a third larger
};
const nodeFlags = [
  '--max-old-space-size=192', // JavaScript's own heap: pixels live outside of it
  '--initial-old-space-size=64', // else the buffers of each photo cause a full collection
  '--disable-warning=ExperimentalWarning',
];

/** Starts a process of the given script. It dies with this one. */
export function startProcessor(script: URL, limits: ProcessorLimits): Processor {
  const child = fork(script, [String(process.pid)], {
    env: environment,
    execArgv: nodeFlags,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const jobs = new Map<string, RunningJob>();
  let decoding: string | undefined;
  let timedOut: string | undefined;
  let alive = true;
  let large = false;
  let lastWords = '';
  const say = (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS);
  };
  child.stderr?.setEncoding('utf8').on('data', say);

  const gone = new Promise<void>((resolve) => {
    const bury = () => {
      alive = false;
      clearInterval(watch);
      for (const [jobId, { settle, timer, job }] of jobs) {
        clearTimeout(timer);
        settle(verdict(jobId, job));
      }
      jobs.clear();
      resolve();
    };
    child.once('exit', bury);
    child.on('error', (error) => {
      say(error.message);
      if (child.pid === undefined)
        bury(); // never started
      else child.kill('SIGKILL');
    });
  });

  /** Of the jobs of a process that died, the one it was at has failed. If nobody can say, all have. */
  function verdict(jobId: string, { photoId }: MediaJob): MediaResult | undefined {
    const culprit = timedOut ?? decoding;
    if (culprit !== undefined && culprit !== jobId && jobs.has(culprit)) return undefined;
    const reason = timedOut === jobId ? 'timed-out' : 'crashed';
    return { version: 1, outcome: 'failed', jobId, photoId, reason, retryable: true };
  }

  function startTimer(jobId: string): NodeJS.Timeout {
    return setTimeout(() => {
      timedOut = jobId;
      child.kill('SIGKILL');
    }, limits.jobTimeoutMs);
  }

  child.on('message', (message: ChildMessage) => {
    if ('decoding' in message) {
      decoding = message.decoding;
      const running = jobs.get(decoding);
      if (!running) return;
      clearTimeout(running.timer);
      running.timer = startTimer(decoding); // it may have waited for its turn
      return;
    }
    large = residentBytes(child.pid) > LARGE;
    const { jobId } = message.result;
    const running = jobs.get(jobId);
    if (!running) return;
    clearTimeout(running.timer);
    jobs.delete(jobId);
    running.settle(message.result);
  });

  const watch = setInterval(() => {
    if (jobs.size === 0 || residentBytes(child.pid) <= limits.memoryLimit) return;
    say(' [more memory than allowed]');
    child.kill('SIGKILL');
  }, MEMORY_POLL_MS);

  return {
    get load() {
      return jobs.size;
    },
    get usable() {
      return alive && !large;
    },
    get lastWords() {
      return lastWords.trim();
    },
    run(job) {
      return new Promise((settle) => {
        jobs.set(job.jobId, { job, settle, timer: startTimer(job.jobId) });
        hand(child, job);
      });
    },
    async end() {
      if (alive) child.kill('SIGKILL');
      await gone;
    },
  };
}

interface RunningJob {
  readonly job: MediaJob;
  readonly settle: (result: MediaResult | undefined) => void;
  timer: NodeJS.Timeout;
}

function hand(child: ChildProcess, job: MediaJob): void {
  child.send(job, (error) => {
    if (error) child.kill('SIGKILL');
  });
}
