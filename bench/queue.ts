import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { startStack } from '../tools/dev-stack.ts';
import { share } from '../tools/person.ts';
import { startTestQueues } from '../tools/services/sqs.ts';

const PHOTOS = 400;
const BATCH = 100;

/** Small and each another, so that the way there and back is what takes the time, not the decoding. */
const makePhoto = (number: number) =>
  sharp({
    create: {
      width: 64,
      height: 48,
      channels: 3,
      background: { r: number % 256, g: Math.floor(number / 256), b: 128 },
    },
  })
    .png()
    .toBuffer();

/**
 * Media jobs a second from the server by an emulator of SQS to the function's handler, and by the other queue back into
 * the database: 400 small photos that wait in the queue, until the last is ready.
 */
export async function run(): Promise<void> {
  const queues = await startTestQueues();
  // Where the SDK looks for credentials, and the function for its queue.
  Object.assign(process.env, queues.env);
  const lambda = await import('@wmory/processor/lambda');
  const stack = await startStack({ column: 'embedded', env: queues.env });
  try {
    const anna = await stack.person('Anna');
    const { id: groupId } = await anna.client.createGroup({ body: { name: 'By queue' } });
    for (let from = 0; from < PHOTOS; from += BATCH) {
      const files = Array.from({ length: BATCH }, async (_, index) => ({
        name: `${from + index}.png`,
        mimeType: 'image/png',
        bytes: new Uint8Array(await makePhoto(from + index)),
      }));
      await share(anna, groupId, await Promise.all(files));
    }
    const unready = async (): Promise<number> => {
      const { count } = await stack.app.database.sql
        .selectFrom('photos')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('state', '!=', 'ready')
        .executeTakeFirstOrThrow();
      return Number(count);
    };
    const began = performance.now();
    const stop = queues.feed(lambda.handler, { batchSize: 10 });
    while ((await unready()) > 0) await sleep(20);
    const seconds = (performance.now() - began) / 1000;
    await stop();
    console.log(`${PHOTOS} photos ready within ${seconds.toFixed(1)} s`);
    console.log(`queue ${(PHOTOS / seconds).toFixed(1)} jobs/s`);
  } finally {
    await stack.stop();
    await lambda.shutDown();
    await queues.stop();
  }
}
