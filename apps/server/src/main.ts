import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { ConfigError, parseConfig } from './config.ts';
import { StartError } from './error.ts';
import { openTracing } from './observability/open-tracing.ts';
import { untraced } from './observability/tracing.ts';

const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });

/** What whoever runs the server can put right ends the start with one sentence each, not with a stack. */
function explain(error: unknown): never {
  if (!(error instanceof ConfigError || error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}

function readConfig() {
  try {
    return parseConfig(process.env);
  } catch (error) {
    return explain(error);
  }
}

const config = readConfig();
const tracing = await openTracing(config.otlpEndpoint);
const log = pino({
  level: config.logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  ...(tracing !== untraced && { mixin: tracing.logFields }),
});
const app = await createApp(config, { log, tracing }).catch(explain);

let stopping = false;
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'stopping');
  // Past this, what still runs is left to the sweeps of the next start.
  setTimeout(() => process.exit(1), 24_000).unref();
  app.drain();
  if (signal === 'SIGTERM') await sleep(config.drainSeconds * 1000);
  await app.close();
  await tracing.close();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));

const url = await app.listen();
console.log(`WMORY is ready at ${url}`);
console.log(`Data folder: ${config.dataDir}`);
if (!config.secrets.smtpUrl) console.log(`Letters are not sent but kept at ${url}/dev/mailbox`);
if (values.demo) {
  const { seedDemo } = await import('../../../tools/seed-demo.ts');
  console.log(await seedDemo(url));
}
