import type { MediaJob } from '@wmory/contract';
import { createEmbeddedQueue } from './embedded.ts';

/** A process with a queue in it, to be killed: takes jobs over IPC and says nothing. */
const queue = createEmbeddedQueue({ processes: 1, script: new URL('./child.fixture.ts', import.meta.url) });
queue.consume(async () => {});
process.on('message', (job: MediaJob) => void queue.send(job));
