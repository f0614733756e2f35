import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Stack, startStack } from '../../../../tools/dev-stack.ts';
import { type Person, settled, share } from '../../../../tools/person.ts';
import { startTestQueues, type TestQueues } from '../../../../tools/services/sqs.ts';

const PHOTOS = join(import.meta.dirname, '../../../../tools/photos');
const FILES = [
  ['thompson-springs.jpg', 'image/jpeg'],
  ['IMG_2682.heic', 'image/heic'],
  ['portrait-orientation-6.jpg', 'image/jpeg'],
  ['denali.webp', 'image/webp'],
  ['density_plot.png', 'image/png'],
] as const;

let queues: TestQueues;
let stack: Stack;
let anna: Person;
let lambda: typeof import('@wmory/processor/lambda');
before(async () => {
  queues = await startTestQueues();
  // Where the SDK looks for credentials, and the function for its queue.
  Object.assign(process.env, queues.env);
  lambda = await import('@wmory/processor/lambda');
  stack = await startStack({ env: queues.env });
  anna = await stack.person('Anna');
});
after(async () => {
  await stack.stop();
  await lambda.shutDown();
  await queues.stop();
});

const read = (files: readonly (readonly [string, string])[]) =>
  Promise.all(
    files.map(async ([name, mimeType]) => ({
      name,
      mimeType,
      bytes: new Uint8Array(await readFile(join(PHOTOS, name))),
    })),
  );

test('photos go by way of both queues and the function, and come back with their pictures', async () => {
  const { id: groupId } = await anna.client.createGroup({ body: { name: 'By queue' } });
  await share(anna, groupId, await read(FILES));
  const stop = queues.feed(lambda.handler);
  const photos = await settled(anna, groupId);
  await stop();
  assert.equal(photos.length, FILES.length);
  for (const { state, urls, originals } of photos) {
    assert.equal(state, 'ready', originals[0]?.name);
    const response = await fetch(urls?.preview ?? '');
    assert.equal(response.headers.get('content-type'), 'image/webp');
    assert.ok((await response.arrayBuffer()).byteLength > 1000);
  }
  assert.deepEqual([await queues.count('jobs'), await queues.count('deadJobs')], [0, 0]);
});

test('what the queues lost is sent again, and both answers end the same', async () => {
  const { id: groupId } = await anna.client.createGroup({ body: { name: 'Lost' } });
  await share(anna, groupId, await read([FILES[2]]));
  let lost: string[] = [];
  while (lost.length === 0) lost = await queues.drain('jobs');
  // The lease of the lost job ends, as it does in five minutes.
  const { sql } = stack.app.database;
  await sql.updateTable('media_jobs').set({ due_at: 0 }).where('state', '=', 'sent').execute();
  await stack.app.sweep();
  await queues.send('jobs', lost[0] ?? '');
  const stop = queues.feed(lambda.handler);
  const [photo] = await settled(anna, groupId);
  assert.equal(photo?.state, 'ready');
  while ((await queues.count('jobs')) + (await queues.count('results')) > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
  await stop();
  assert.equal((await settled(anna, groupId))[0]?.state, 'ready');
});
