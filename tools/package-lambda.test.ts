import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { MediaResult } from '@wmory/contract';
import { openTestStore, type TestStore } from '../apps/server/src/queue/store.fixture.ts';
import { startTestQueues, type TestQueues } from './services/sqs.ts';

const root = join(import.meta.dirname, '..');
let folder: string;
let queues: TestQueues;
let store: TestStore;
before(async () => {
  // Outside of the checkout, so that nothing of it is in reach.
  folder = await mkdtemp(join(tmpdir(), 'wmory-lambda-'));
  queues = await startTestQueues();
  store = await openTestStore();
});
after(async () => {
  await store.close();
  await queues.stop();
  await rm(folder, { recursive: true, force: true });
});

function run(script: string, args: string[], cwd: string, env?: NodeJS.ProcessEnv): Promise<number | null> {
  const child = spawn(process.execPath, [script, ...args], { cwd, stdio: 'inherit', ...(env && { env }) });
  return new Promise((resolve) => child.once('exit', resolve));
}

test('the packaged function makes the pictures of photos and films, by itself', {
  timeout: 300_000,
}, async () => {
  const out = join(folder, 'function');
  const packaged = await run(join(root, 'tools/package-lambda.ts'), [process.arch, out], root);
  assert.equal(packaged, 0);

  const photo = (name: string) => readFileSync(join(root, 'tools/photos', name));
  const jobs = [
    store.job(),
    store.job({ bytes: photo('IMG_2682.heic'), mimeType: 'image/heic' }),
    store.job({ bytes: readFileSync(join(root, 'tools/films/iphone.mov')), mimeType: 'video/quicktime' }),
    store.job({ bytes: Buffer.from('no photo') }),
  ];
  const Records = jobs.map((job, index) => ({ messageId: String(index), body: JSON.stringify(job) }));
  await writeFile(join(folder, 'event.json'), JSON.stringify({ Records }));
  const script = `
    import { readFile } from 'node:fs/promises';
    import { handler, shutDown } from './function/lambda.mjs';
    const answer = await handler(JSON.parse(await readFile('event.json', 'utf8')));
    await shutDown();
    process.exit(answer.batchItemFailures.length);`;
  await writeFile(join(folder, 'invoke.mjs'), script);
  assert.equal(await run('invoke.mjs', [], folder, queues.env), 0);

  const results = (await queues.drain('results')).map((body) => JSON.parse(body) as MediaResult);
  const outcomes = jobs.map(({ jobId }) => results.find((result) => result.jobId === jobId)?.outcome);
  assert.deepEqual(outcomes, ['ready', 'ready', 'ready', 'failed']);
  for (const { photoId } of jobs.slice(0, 3)) assert.ok(store.objects.has(`${photoId}/preview`));
});
