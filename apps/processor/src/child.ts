import { Worker } from 'node:worker_threads';
import type { MediaJob } from '@wmory/contract';
import { processJob } from './process-job.ts';

/**
 * Runs in a process of its own, which the server starts without its environment: nothing here knows a
 * secret. Jobs come in over IPC, one at a time; each is answered by one result. Time and memory are watched
 * from outside, since a decoder that hangs can watch nothing.
 */
process.on('message', async (job: MediaJob) => {
  const result = await processJob(job, { signal: AbortSignal.timeout(120_000) });
  process.send?.(result);
});

// The server is gone, however it went. An orderly exit would wait for decoders that may never return.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// A decoder that never returns also keeps this thread from hearing of it.
new Worker(new URL('./watchdog.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 8 } });
