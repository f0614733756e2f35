import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { MediaJob } from '@wmory/contract';
import { type Stack, startStack } from '../../../../tools/dev-stack.ts';
import { type Person, settled, share } from '../../../../tools/person.ts';
import { startTestQueues, type TestQueues } from '../../../../tools/services/sqs.ts';

/** Jobs that waited in the queue until the store took none of their requests. */
const PHOTO = join(import.meta.dirname, '../../../../tools/photos/portrait-orientation-6.jpg');
const MINUTE = 60_000;

let queues: TestQueues;
let stack: Stack;
let anna: Person;
let lambda: typeof import('@wmory/processor/lambda');
/** Milliseconds that the server's clock is behind that of the store and the processor. */
let behind = 0;
before(async () => {
  queues = await startTestQueues();
  Object.assign(process.env, queues.env);
  lambda = await import('@wmory/processor/lambda');
  stack = await startStack({ env: queues.env, clock: () => Date.now() - behind });
  anna = await stack.person('Anna');
});
after(async () => {
  await stack.stop();
  await lambda.shutDown();
  await queues.stop();
});

/** A photo whose job lay in the queue for longer than its requests live; the message is taken out. */
async function shareLongAgo(group: string): Promise<{ groupId: string; old: MediaJob }> {
  behind = 11 * MINUTE;
  const { id: groupId } = await anna.client.createGroup({ body: { name: group } });
  const file = { name: 'a.jpg', mimeType: 'image/jpeg', bytes: new Uint8Array(await readFile(PHOTO)) };
  await share(anna, groupId, [file]);
  let bodies: string[] = [];
  while (bodies.length === 0) bodies = await queues.drain('jobs');
  behind = 0;
  const old = MediaJob.parse(JSON.parse(bodies[0] ?? ''));
  const answer = await fetch(old.source.request.url, old.source.request);
  await answer.body?.cancel();
  // The disk says that an address has ended, S3 refuses it.
  assert.ok([403, 410].includes(answer.status), `the old read answers ${answer.status}`);
  return { groupId, old };
}

async function findJob(photoId: string) {
  const { sql } = stack.app.database;
  const row = await sql
    .selectFrom('media_jobs')
    .selectAll()
    .where('photo_id', '=', photoId)
    .executeTakeFirstOrThrow();
  return { ...row, attempt: Number(row.attempt), failures: Number(row.failures) };
}

/** Sweeps until the function has done what there is; answers the job as the message has it. */
async function finish(groupId: string): Promise<MediaJob> {
  const seen: MediaJob[] = [];
  const stop = queues.feed((event) => {
    seen.push(...event.Records.map(({ body }) => MediaJob.parse(JSON.parse(body))));
    return lambda.handler(event);
  });
  await stack.app.sweep();
  const [photo] = await settled(anna, groupId);
  await stop();
  assert.equal(photo?.state, 'ready');
  const response = await fetch(photo.urls?.preview ?? '');
  assert.equal(response.headers.get('content-type'), 'image/webp');
  assert.ok((await response.arrayBuffer()).byteLength > 1000);
  const last = seen.at(-1);
  assert.ok(last);
  return last;
}

test('a message that outlasted its requests is passed over, and its job sent anew and done', async () => {
  const { groupId, old } = await shareLongAgo('Old');
  assert.ok(old.expiresAt < Date.now());
  const records = [{ messageId: 'old', body: JSON.stringify(old) }];
  assert.deepEqual(await lambda.handler({ Records: records }), { batchItemFailures: [] });
  assert.equal(await queues.count('results'), 0);
  const { id, state, attempt } = await findJob(old.photoId);
  assert.deepEqual([id, state, attempt], [old.jobId, 'sent', 1]);

  const anew = await finish(groupId);
  assert.notEqual(anew.jobId, old.jobId);
  assert.ok(anew.expiresAt > Date.now() + 9 * MINUTE);
  assert.notEqual(anew.source.request.url, old.source.request.url);
  const done = await findJob(old.photoId);
  assert.deepEqual([done.state, done.attempt, done.failures], ['done', 2, 0]);
  assert.equal(await queues.count('deadJobs'), 0);
});

test('a job whose requests ended sooner than it says is answered as one to be sent anew, and done', async () => {
  const { groupId, old } = await shareLongAgo('Cut short');
  // So it is where the credentials that signed it were taken back.
  const hopeful = JSON.stringify({ ...old, expiresAt: Date.now() + 10 * MINUTE });
  await lambda.handler({ Records: [{ messageId: 'hopeful', body: hopeful }] });
  let job = await findJob(old.photoId);
  for (; job.state === 'sent'; job = await findJob(old.photoId)) await wait(20);
  assert.deepEqual([job.state, job.failures], ['queued', 1]);
  // The pause before another try passes.
  await stack.app.database.sql
    .updateTable('media_jobs')
    .set({ due_at: 0 })
    .where('photo_id', '=', old.photoId)
    .execute();

  const anew = await finish(groupId);
  assert.notEqual(anew.source.request.url, old.source.request.url);
  assert.equal((await findJob(old.photoId)).state, 'done');
});
