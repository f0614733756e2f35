import { Worker } from 'node:worker_threads';
import type { MediaJob, MediaResult } from '@wmory/contract';
import { processJob } from './process-job.ts';

/** What the child tells the server: whose photo it begins to decode, and how a job ended. */
export type ChildMessage = { readonly decoding: string } | { readonly result: MediaResult };

const tell = (message: ChildMessage) => void process.send?.(message);

/**
 * Runs in a process of its own, which the server starts without its environment: nothing here knows a
 * secret. Jobs come in over IPC and are each answered by one result. One photo is decoded at a time, while
 * others may be on their way in and out; so that, if this process dies, it is known of whom. Time and memory
 * are watched from outside, since a decoder that hangs can watch nothing.
 */
process.on('message', async (job: MediaJob) => {
  const result = await processJob(job, {
    signal: AbortSignal.timeout(120_000),
    decoding: (decode) =>
      inTurn(() => {
        tell({ decoding: job.jobId });
        return decode();
      }),
  });
  tell({ result });
});

let last: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine;
  return mine;
}

// The server is gone, however it went. An orderly exit would wait for decoders that may never return.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// A decoder that never returns also keeps this thread from hearing of it. The server says who it is, since
// it may be gone before this thread could ask.
const [, , serverPid] = process.argv;
// A bundle has its modules side by side, under the names they have here.
const watchdog = import.meta.url.endsWith('.ts')
  ? new URL('./watchdog.ts', import.meta.url)
  : new URL('./watchdog.mjs', import.meta.url);
new Worker(watchdog, { workerData: Number(serverPid) });
