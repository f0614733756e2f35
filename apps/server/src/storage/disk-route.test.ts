import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import fastify from 'fastify';
import { type ServedDisk, serveDisk } from './disk.fixture.ts';
import { STORE_PATH } from './disk.ts';

const MINUTE = 60_000;
const contentType = 'image/jpeg';

describe('the route of the disk store', () => {
  const log: string[] = [];
  let disk: ServedDisk;

  before(async () => {
    const app = fastify({
      logger: { level: 'trace', stream: { write: (line: string) => void log.push(line) } },
      bodyLimit: 1024,
    });
    disk = await serveDisk({ app, allowedOrigins: ['http://localhost:8081'], idleTimeout: 300 });
  });
  after(() => disk.close());

  const signVariant = (key: string, maxSize = 100_000) =>
    disk.storage.signVariantPut({ key, contentType, maxSize, expiresAt: Date.now() + MINUTE });

  test('a body without its length, or longer than it may be, is refused', async () => {
    const digest = createHash('sha256').update('x').digest('hex');
    const grant = {
      key: 'incoming/chunked',
      contentType,
      size: 1,
      sha256: digest,
      expiresAt: Date.now() + MINUTE,
    };
    const upload = await disk.storage.signUpload(grant);
    const chunked = { ...upload.headers, 'transfer-encoding': 'chunked' };
    const { pathname, search } = new URL(upload.url);
    assert.equal((await disk.raw(pathname + search, 'PUT', chunked, 'x')).statusCode, 411);

    const variant = await signVariant('media/long', 10);
    const path = new URL(variant.url).pathname + new URL(variant.url).search;
    for (const headers of [{ 'content-length': '11' }, { 'transfer-encoding': 'chunked' }]) {
      const response = await disk.raw(path, 'PUT', { ...variant.headers, ...headers }, 'x'.repeat(11));
      assert.equal(response.statusCode, 413);
    }
    const response = await disk.raw(
      path,
      'PUT',
      { ...variant.headers, 'transfer-encoding': 'chunked' },
      'x'.repeat(10),
    );
    assert.equal(response.statusCode, 200);
    assert.equal((await disk.storage.head('media/long'))?.size, 10);
    assert.deepEqual(await disk.leftovers(), []);
  });

  test('a sender that stalls or leaves is let go, and its bytes too', async () => {
    const { url, headers } = await signVariant('media/stalled');
    for (const leave of [true, false]) {
      const sender = request(url, { method: 'PUT', headers: { ...headers, 'content-length': '1000' } });
      sender.on('error', () => {});
      sender.write('x');
      while ((await disk.leftovers()).length === 0) await wait(5);
      if (leave) sender.destroy();
      while ((await disk.leftovers()).length > 0) await wait(5);
    }
    assert.equal(await disk.storage.head('media/stalled'), null);
  });

  test('a refusal reaches a client that sends all of a large body first', async () => {
    const bytes = randomBytes(5_000_000);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const grant = {
      key: 'incoming/large',
      contentType,
      size: bytes.length,
      sha256,
      expiresAt: Date.now() + MINUTE,
    };
    const { url, headers } = await disk.storage.signUpload(grant);
    assert.equal((await fetch(url, { method: 'PUT', headers, body: bytes })).status, 200);
    const again = await fetch(url, { method: 'PUT', headers, body: bytes });
    assert.equal(again.status, 412);
    assert.match(again.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.deepEqual(await again.json(), {
      type: 'about:blank',
      title: 'Precondition Failed',
      status: 412,
      detail: 'There is an object with this key.',
    });
  });

  test('bytes are served as data of ours, to the pages that may have them', async () => {
    await disk.put('media/served', '<script>');
    const bare = await fetch(disk.readUrl('media/served'), { headers: { origin: 'http://localhost:8081' } });
    assert.equal(bare.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(bare.headers.get('content-security-policy'), "default-src 'none'; sandbox");
    assert.equal(bare.headers.get('access-control-allow-origin'), 'http://localhost:8081');
    assert.equal(bare.headers.get('vary'), 'origin');
    assert.match(bare.headers.get('cache-control') ?? '', /^private, max-age=(59\d|600), immutable$/);
    await bare.body?.cancel();
    for (const origin of ['http://localhost:8082', 'http://localhost:80811', 'null']) {
      const other = await fetch(disk.readUrl('media/served'), { headers: { origin } });
      assert.equal(other.headers.get('access-control-allow-origin'), null);
      await other.body?.cancel();
    }
    const { url } = await signVariant('media/served');
    const preflight = await fetch(url, { method: 'OPTIONS', headers: { origin: 'http://localhost:8081' } });
    assert.equal(preflight.status, 204);
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /PUT/);
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /content-digest/);
    const head = await fetch(disk.readUrl('media/served'), {
      method: 'HEAD',
      headers: { range: 'bytes=0-1' },
    });
    assert.deepEqual([head.status, head.headers.get('content-length')], [200, '8']);
    const ifRange = await fetch(disk.readUrl('media/served'), {
      headers: { range: 'bytes=0-1', 'if-range': '"old"' },
    });
    assert.deepEqual([ifRange.status, await ifRange.text()], [200, '<script>']);
  });

  test('empty objects are objects', async () => {
    assert.equal(await disk.put('media/empty', ''), 200);
    const response = await fetch(disk.readUrl('media/empty'));
    assert.deepEqual([response.status, await response.text()], [200, '']);
    assert.equal((await fetch(disk.readUrl('media/empty'), { headers: { range: 'bytes=0-' } })).status, 416);
  });

  test('a large body that nothing vouches for costs the connection', async () => {
    const path = `${STORE_PATH}/media/x?signature=forged`;
    const large = await disk.raw(path, 'PUT', { 'content-length': '1000000' }, 'x');
    assert.deepEqual([large.statusCode, large.headers.connection], [403, 'close']);
    const small = await disk.raw(path, 'PUT', { 'content-length': '1' }, 'x');
    assert.deepEqual([small.statusCode, small.headers.connection], [403, 'keep-alive']);
  });

  test('a broken disk is said so, and signatures never reach the log', async () => {
    const tmp = join(disk.dir, 'tmp');
    const unsigned = `${disk.origin}${STORE_PATH}/media/served?signature=leaked`;
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) await fetch(unsigned, { method });
    await rm(tmp, { recursive: true });
    await assert.rejects(disk.storage.ping());
    assert.equal(await disk.put('media/served'), 500);
    await mkdir(tmp);
    await disk.storage.ping();
    const lines = log.join('');
    assert.match(lines, /the store failed/);
    assert.doesNotMatch(lines, /incoming request/);
    assert.doesNotMatch(lines, /leaked|signature|expires=/);
  });
});
