import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { MediaJob, MediaResult } from '@wmory/contract';
import { processJob } from './process-job.ts';

const photo = readFileSync(new URL('../../../tools/photos/portrait-orientation-6.jpg', import.meta.url));
const film = readFileSync(new URL('../../../tools/films/iphone.mov', import.meta.url));
const secret = 'a-signature';

/** A store that checks its signature and takes each key once, as the real ones do. */
const objects = new Map<string, Buffer>();
let answer: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const key = request.url ?? '';
  if (answer?.(request, response)) return;
  if (request.headers['x-signature'] !== secret) return void response.writeHead(403).end();
  if (request.method === 'PUT') {
    if (objects.has(key)) return void response.writeHead(412).end();
    objects.set(key, Buffer.concat(chunks));
    return void response.writeHead(200).end();
  }
  const bytes = objects.get(key);
  return void response.writeHead(bytes ? 200 : 404).end(bytes);
});
let base = '';
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answer = undefined;
  objects.clear();
  objects.set('/original', photo);
});

function jobFor(bytes: Buffer, changes: Partial<MediaJob['source']> = {}): MediaJob {
  const signed = (method: 'GET' | 'PUT', path: string) => ({
    method,
    url: `${base}${path}`,
    headers: { 'x-signature': secret },
  });
  return MediaJob.parse({
    version: 1,
    jobId: randomUUID(),
    photoId: randomUUID(),
    attempt: 1,
    expiresAt: Date.now() + 600_000,
    source: {
      request: signed('GET', '/original'),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      mimeType: 'image/jpeg',
      ...changes,
    },
    variants: (['thumb', 'preview'] as const).map((name) => ({ name, request: signed('PUT', `/${name}`) })),
    shared: signed('PUT', '/shared'),
  });
}

async function run(job: MediaJob, signal = new AbortController().signal): Promise<MediaResult> {
  const result = await processJob(job, { signal });
  assert.deepEqual([result.jobId, result.photoId], [job.jobId, job.photoId]);
  return MediaResult.parse(result);
}

async function assertFails(job: MediaJob, reason: string, retryable: boolean): Promise<void> {
  const { outcome, ...rest } = await run(job);
  assert.equal(outcome, 'failed');
  const { version, jobId, photoId, ...facts } = rest as typeof rest & Record<string, unknown>;
  assert.deepEqual([version, facts], [1, { reason, retryable }]);
}

test('a photo becomes its variants and its metadata', async () => {
  const result = await run(jobFor(photo));
  assert.ok(result.outcome === 'ready');
  assert.deepEqual([result.metadata.width, result.metadata.height], [840, 700]);
  for (const variant of result.variants) {
    const stored = objects.get(`/${variant.name}`);
    assert.equal(stored?.length, variant.size);
    assert.equal(stored?.toString('latin1', 8, 12), 'WEBP');
  }
  assert.deepEqual(result.variants.map(({ name }) => name).sort(), ['preview', 'thumb']);
});

test('a photo that tells its place is put once more without it, and one that does not is not', async () => {
  const located = readFileSync(new URL('../../../tools/photos/thompson-springs.jpg', import.meta.url));
  objects.set('/original', located);
  const result = await run(jobFor(located));
  assert.ok(result.outcome === 'ready');
  assert.equal(result.metadata.latitude, 39.115);
  const shared = objects.get('/shared') ?? Buffer.alloc(0);
  assert.equal(shared.length, located.length);
  assert.ok(!shared.equals(located));
  assert.deepEqual(result.shared, { sha256: createHash('sha256').update(shared).digest('hex') });

  objects.delete('/shared');
  objects.set('/original', photo);
  const other = await run(jobFor(photo));
  assert.ok(other.outcome === 'ready');
  assert.equal(other.shared, null);
  assert.ok(!objects.has('/shared'));
});

test('a film becomes its pictures, and another film without its place; nothing of it is left behind', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'wmory-test-'));
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = folder;
  t.after(() => {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
    rmSync(folder, { recursive: true });
  });
  objects.set('/original', film);
  const result = await run(jobFor(film, { mimeType: 'video/quicktime' }));
  assert.ok(result.outcome === 'ready', JSON.stringify(result));
  const { width, height, duration, latitude } = result.metadata;
  assert.deepEqual([width, height, duration, latitude], [180, 320, 2000, 48.8577]);
  assert.deepEqual(result.variants.map(({ name }) => name).sort(), ['preview', 'thumb']);
  assert.equal(objects.get('/thumb')?.toString('latin1', 8, 12), 'WEBP');
  const shared = objects.get('/shared') ?? Buffer.alloc(0);
  assert.equal(shared.length, film.length);
  assert.ok(film.includes('+48.8577') && !shared.includes('+48.8577'));
  assert.deepEqual(result.shared, { sha256: createHash('sha256').update(shared).digest('hex') });
  assert.deepEqual(readdirSync(folder), []);
});

test('of a film, too, other bytes than were confirmed are refused, and so is what is too large', async () => {
  objects.set('/original', film);
  const of = (changes: Partial<MediaJob['source']>) =>
    jobFor(film, { mimeType: 'video/quicktime', ...changes });
  await assertFails(of({ sha256: '0'.repeat(64) }), 'digest-mismatch', false);
  await assertFails(of({ size: film.length - 1 }), 'digest-mismatch', false);
  await assertFails(of({ size: 2 ** 31 }), 'too-many-pixels', false);
  await assertFails(of({ mimeType: 'video/mp4' }), 'type-mismatch', false);
  assert.deepEqual([...objects.keys()], ['/original']);
});

test('only the variants that were asked for are put', async () => {
  const job = jobFor(photo);
  const result = await run({ ...job, variants: job.variants.slice(0, 1) });
  assert.ok(result.outcome === 'ready');
  assert.deepEqual(
    result.variants.map(({ name }) => name),
    ['thumb'],
  );
  assert.ok(!objects.has('/preview'));
});

test('the same job twice ends the same', async () => {
  const job = jobFor(photo);
  assert.deepEqual(await run(job), await run(job));
});

test('other bytes than were confirmed are refused', async () => {
  const other = Buffer.from(photo);
  other[photo.length - 1] = 0;
  objects.set('/original', other);
  await assertFails(jobFor(photo), 'digest-mismatch', false);
  await assertFails(jobFor(photo, { size: photo.length - 1 }), 'digest-mismatch', false);
  await assertFails(jobFor(photo, { size: photo.length + 1 }), 'digest-mismatch', false);
});

test('a body without end is cut at the confirmed size', async () => {
  let sent = 0;
  answer = (_request, response) => {
    response.writeHead(200);
    const pump = () => {
      while (!response.destroyed && sent < 1e9) {
        sent += 65_536;
        if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', pump);
      }
    };
    pump();
    return true;
  };
  await assertFails(jobFor(photo), 'digest-mismatch', false);
  assert.ok(sent < 50_000_000, `${sent} bytes were sent`);
});

test('a photo that is not what it was called, or broken, fails for good', async () => {
  await assertFails(jobFor(photo, { mimeType: 'image/png' }), 'type-mismatch', false);
  const cut = photo.subarray(0, 30_000);
  objects.set('/original', cut);
  await assertFails(jobFor(cut), 'corrupt', false);
  const text = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  objects.set('/original', text);
  await assertFails(jobFor(text), 'type-unsupported', false);
  await assertFails(jobFor(text, { size: 2 ** 31 }), 'too-many-pixels', false);
  assert.deepEqual([...objects.keys()], ['/original']);
});

test('what the network did may be tried again', async () => {
  objects.clear();
  await assertFails(jobFor(photo), 'timed-out', true); // 404
  objects.set('/original', photo);
  answer = (request) => (request.method === 'GET' ? Boolean(request.socket.destroy()) : false);
  await assertFails(jobFor(photo), 'timed-out', true);
  answer = (request, response) => (request.method === 'PUT' ? Boolean(response.writeHead(503).end()) : false);
  await assertFails(jobFor(photo), 'timed-out', true);
  answer = (_request, response) => Boolean(response.writeHead(302, { location: '/elsewhere' }).end());
  await assertFails(jobFor(photo), 'timed-out', true);
});

test('a kept connection that the store closes just as it is used again is no fault', async () => {
  await run(jobFor(photo));
  objects.delete('/thumb');
  objects.delete('/preview');
  let requests = 0;
  answer = ({ socket }) => requests++ === 0 && Boolean(socket.destroy());
  const { outcome } = await run(jobFor(photo));
  assert.deepEqual([outcome, requests], ['ready', 4]);
});

test('a body that stops half way may be tried again', async () => {
  answer = (request, response) => {
    if (request.method !== 'GET') return false;
    response.writeHead(200, { 'content-length': photo.length });
    response.write(photo.subarray(0, 1000), () => response.destroy());
    return true;
  };
  await assertFails(jobFor(photo), 'timed-out', true);
});

test('a signal ends a download that hangs', async () => {
  const hanging = new Promise<void>((resolve) => {
    answer = () => {
      resolve();
      return true;
    };
  });
  const controller = new AbortController();
  const result = run(jobFor(photo), controller.signal);
  await hanging;
  controller.abort();
  const { outcome } = await result;
  assert.equal(outcome, 'failed');
});
