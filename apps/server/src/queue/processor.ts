import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { MediaJob, MediaResult } from '@wmory/contract';

export interface ProcessorLimits {
  /** Milliseconds a job may take before its process is killed. */
  readonly jobTimeoutMs: number;
  /** Bytes the process may be resident before it is killed. */
  readonly memoryLimit: number;
}

/** One child process that does one job at a time. */
export interface Processor {
  /**
   * Answers with the child's result, or, if the child died or was killed, with a `failed` result of its own.
   * Never rejects.
   */
  run(job: MediaJob): Promise<MediaResult>;
  /** Whether it can take another job; a dead one, or one that has grown large, cannot. */
  readonly usable: boolean;
  /** Resolves once the process is gone. */
  end(): Promise<void>;
  /** Says why a child died; for the log. */
  readonly lastWords: string;
}

const MiB = 1024 * 1024;
/** Beyond this after a job, a fresh process is cheaper than what the old one keeps. */
const LARGE = 256 * MiB;
const MEMORY_POLL_MS = 100;
/** Bytes of the child's stderr that are kept for the log. */
const LAST_WORDS = 2000;

/**
 * All that the child gets to know of its surroundings. It has no secret to lose: neither this process's
 * environment nor its open files.
 */
const environment = {
  MALLOC_ARENA_MAX: '2', // else each thread keeps what it freed, and the memory limit is reached for nothing
};
const nodeFlags = [
  '--max-old-space-size=192', // JavaScript's own heap: pixels live outside of it
  '--disable-warning=ExperimentalWarning',
];

/** Starts a process of the given script. It dies with this one. */
export function startProcessor(script: URL, limits: ProcessorLimits): Processor {
  const child = fork(script, {
    env: environment,
    execArgv: nodeFlags,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS);
  });
  let alive = true;
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      alive = false;
      resolve();
    };
    child.once('exit', end);
    child.on('error', (error) => {
      lastWords += error.message;
      if (child.pid === undefined)
        end(); // never started
      else child.kill('SIGKILL');
    });
  });
  let large = false;

  return {
    get usable() {
      return alive && !large;
    },
    get lastWords() {
      return lastWords.trim();
    },
    async run(job) {
      let reason: 'timed-out' | 'crashed' = 'crashed';
      let answered = false;
      const kill = (why: typeof reason) => {
        if (answered) return;
        reason = why;
        child.kill('SIGKILL');
      };
      const timeout = setTimeout(kill, limits.jobTimeoutMs, 'timed-out');
      const watch = watchMemory(child, limits.memoryLimit, () => {
        lastWords += ' [more memory than allowed]';
        kill('crashed');
      });
      const answer = await Promise.race([answerOf(child, job), gone]);
      answered = true;
      clearTimeout(timeout);
      clearInterval(watch);
      if (answer) {
        large = (await residentBytes(child.pid)) > LARGE;
        return answer;
      }
      const { jobId, photoId } = job;
      return { version: 1, outcome: 'failed', jobId, photoId, reason, retryable: true };
    },
    async end() {
      if (alive) child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Sends the job and resolves with what comes back; never, if the child dies first. */
function answerOf(child: ChildProcess, job: MediaJob): Promise<MediaResult> {
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      const result = message as MediaResult;
      if (result.jobId !== job.jobId) return;
      child.off('message', listen);
      resolve(result);
    };
    child.on('message', listen);
    child.send(job, (error) => {
      if (error) child.kill('SIGKILL');
    });
  });
}

function watchMemory(child: ChildProcess, limit: number, exceeded: () => void): NodeJS.Timeout {
  return setInterval(async () => {
    if ((await residentBytes(child.pid)) > limit) exceeded();
  }, MEMORY_POLL_MS);
}

/** Bytes resident of a process, as Linux counts them; 0 where nobody can say. */
async function residentBytes(pid: number | undefined): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'latin1');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
