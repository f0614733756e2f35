import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { operations } from '@wmory/contract';
import { pino } from 'pino';
import { type Stack, startStack } from '../../../../tools/dev-stack.ts';
import { settled, share } from '../../../../tools/person.ts';
import { createSweeper } from '../sweep.ts';
import { createMetrics } from './metrics.ts';

const TOKEN = 'a-token-of-the-monitoring';
const photo = (name: string) => readFile(join(import.meta.dirname, '../../../../tools/photos', name));

let stack: Stack;
before(async () => {
  stack = await startStack({ env: { METRICS_TOKEN: TOKEN, QUOTA_MB_PER_DAY: '1' } });
});
after(() => stack.stop());

async function scrape(): Promise<string> {
  const response = await fetch(`${stack.url}/metrics`);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
  return response.text();
}

/** The value of one sample; 0 where there is none yet. */
function sampleOf(text: string, name: string, labels: Record<string, string> = {}): number {
  for (const line of text.split('\n')) {
    const match = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (match?.[1] !== name) continue;
    const found = Object.entries(labels).every(([key, value]) => match[2]?.includes(`${key}="${value}"`));
    if (found) return Number(match[3]);
  }
  return 0;
}

test('what people do is counted, by words of fixed vocabularies and nothing of theirs', async () => {
  const ada = await stack.person('Ada');
  const group = await ada.client.createGroup({ body: { name: 'A most private group' } });
  const file = {
    name: 'wood.jpg',
    mimeType: 'image/jpeg',
    bytes: new Uint8Array(await photo('wood_anemones.jpg')),
  };
  await share(ada, group.id, [file]);
  await settled(ada, group.id);
  const refused = { name: 'x.jpg', mimeType: 'image/jpeg', size: 999_999, sha256: 'ab'.repeat(32) };
  await ada.client.authoriseUploads({ params: { groupId: group.id }, body: { items: [refused] } });
  await fetch(`${stack.url}/some/${'path'.repeat(9)}/of/a/stranger`);
  await stack.app.sweep();
  const text = await scrape();

  const operation = (id: string, status: string) =>
    sampleOf(text, 'wmory_http_request_duration_seconds_count', { operation: id, status });
  assert.equal(operation('authoriseUploads', '200'), 2);
  assert.equal(operation('confirmUploads', '200'), 1);
  assert.ok(operation('none', '200') > 0);
  assert.equal(sampleOf(text, 'wmory_uploads_total', { step: 'announced', outcome: 'authorised' }), 1);
  assert.equal(sampleOf(text, 'wmory_uploads_total', { step: 'announced', outcome: 'refused' }), 1);
  assert.equal(sampleOf(text, 'wmory_uploads_total', { step: 'confirmed', outcome: 'verified' }), 1);
  assert.equal(sampleOf(text, 'wmory_quota_refusals_total'), 1);
  assert.equal(sampleOf(text, 'wmory_media_results_total', { outcome: 'ready' }), 1);
  assert.ok(sampleOf(text, 'wmory_database_connections', { state: 'open' }) > 0);
  assert.match(text, /^wmory_swept_total\{sweep="sendLetters"\} \d/m);
  assert.ok(sampleOf(text, 'process_resident_memory_bytes') > 0);

  for (const personal of [ada.email, ada.me.id, group.id, group.name, 'wood.jpg', 'stranger'])
    assert.ok(!text.includes(personal), personal);
  const labels = [...text.matchAll(/operation="([^"]*)"/g)].map(([, label = '']) => label);
  for (const label of labels) assert.ok(label === 'none' || label in operations, label);
});

test('jobs that wait are counted, with the age of the oldest', async () => {
  const held = await startStack({
    clock: () => Date.now(),
    queue: { maxInFlight: 0, send: async () => {}, consume: () => {}, close: async () => {} },
  });
  try {
    const ben = await held.person('Ben');
    const group = await ben.client.createGroup({ body: { name: 'Alps' } });
    const bytes = new Uint8Array(await photo('cyclamen_persicum.jpg'));
    await share(ben, group.id, [{ name: 'a.jpg', mimeType: 'image/jpeg', bytes }]);
    const read = async () => (await fetch(`${held.url}/metrics`)).text();
    const text = await read();
    assert.equal(sampleOf(text, 'wmory_media_jobs', { state: 'queued' }), 1);
    assert.equal(sampleOf(text, 'wmory_media_jobs', { state: 'sent' }), 0);
    const age = sampleOf(text, 'wmory_media_job_age_seconds', { state: 'queued' });
    assert.ok(age > 0 && age < 600, String(age));
    assert.ok(sampleOf(await read(), 'wmory_media_job_age_seconds', { state: 'queued' }) > age);
  } finally {
    await held.stop();
  }
});

test('while the database is down all the rest is there to be read, and sweeps that fail are counted', async () => {
  const metrics = createMetrics({
    database: { pool: () => ({ open: 0, idle: 0, waiting: 3 }) },
    now: Date.now,
    backlog: () => Promise.reject(new Error('down')),
  });
  const sweeper = createSweeper(
    { works: async () => 0, fails: () => Promise.reject(new Error('down')) },
    pino({ level: 'silent' }),
    metrics.observeSweep,
  );
  await sweeper.sweepOnce();
  const { text } = await metrics.read();
  assert.equal(sampleOf(text, 'wmory_database_connections', { state: 'waiting' }), 3);
  assert.equal(sampleOf(text, 'wmory_sweep_failures_total', { sweep: 'fails' }), 1);
  assert.equal(sampleOf(text, 'wmory_sweep_failures_total', { sweep: 'works' }), 0);
  await sweeper.stop();
});

/** As someone at another machine, for whom a proxy speaks. */
function ask(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${stack.url}/metrics`, {
      headers: { 'x-forwarded-for': '192.0.2.1', ...headers },
    });
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject).end();
  });
}

test('from elsewhere they are there for the bearer of the token alone', async () => {
  assert.equal(await ask({}), 404);
  assert.equal(await ask({ authorization: 'Bearer ' }), 404);
  assert.equal(await ask({ authorization: `Bearer ${TOKEN}x` }), 404);
  assert.equal(
    await ask({ authorization: `Bearer ${createHash('sha256').update(TOKEN).digest('hex')}` }),
    404,
  );
  assert.equal(await ask({ authorization: `Bearer ${TOKEN}` }), 200);
});
