import { createApp } from '../apps/server/src/app.ts';
import { parseConfig } from '../apps/server/src/config.ts';
import type { JobQueue } from '../apps/server/src/queue/port.ts';
import { MediaResult } from '../packages/contract/src/index.ts';

/** The real server, but for its queue: jobs go to the parent process, and results come from it. */
const queue: JobQueue = {
  maxInFlight: 8,
  send: async (job) => void process.send?.(job),
  consume(handle) {
    process.on('message', (message) => void handle(MediaResult.parse(message)));
  },
  close: async () => {},
};

const app = await createApp(parseConfig(process.env), { queue });
const url = await app.listen();
process.on('disconnect', () => void app.close().then(() => process.exit()));
process.send?.(url);
