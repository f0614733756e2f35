import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { DigestDiffers, fetchFile, StoreRefused } from './fetch-file.ts';

const bytes = randomBytes(500_000);
const sha256 = createHash('sha256').update(bytes).digest('hex');

async function scene(t: TestContext, listener: RequestListener) {
  const folder = await mkdtemp(join(tmpdir(), 'wmory-fetch-'));
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const path = join(folder, 'a.part');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const get = (signal = new AbortController().signal) =>
    fetchFile({ url, size: bytes.length, sha256 }, path, signal);
  return { path, get };
}

const ranges: (string | undefined)[] = [];
const withRanges: RequestListener = (request, response) => {
  ranges.push(request.headers.range);
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const headers = start > 0 ? { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {};
  response.writeHead(start > 0 ? 206 : 200, headers).end(bytes.subarray(start));
};

test('a file arrives whole', async (t) => {
  const { path, get } = await scene(t, withRanges);
  await get();
  assert.deepEqual(await readFile(path), bytes);
});

test('after a break it goes on where it was', async (t) => {
  ranges.length = 0;
  let broken = false;
  const { path, get } = await scene(t, (request, response) => {
    if (broken) return withRanges(request, response);
    broken = true;
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 200_000), () => setTimeout(() => response.destroy(), 50));
  });
  await assert.rejects(get());
  const { length } = await readFile(path);
  assert.ok(length > 0 && length <= 200_000);
  await get();
  assert.deepEqual(ranges, [`bytes=${length}-`]);
  assert.deepEqual(await readFile(path), bytes);
});

test('a part that is complete is not asked for again; one too long begins anew', async (t) => {
  ranges.length = 0;
  const { path, get } = await scene(t, withRanges);
  await writeFile(path, bytes);
  await get();
  assert.deepEqual(ranges, []);
  await writeFile(path, Buffer.concat([bytes, bytes]));
  await get();
  assert.deepEqual(ranges, [undefined]);
  assert.deepEqual(await readFile(path), bytes);
});

test('a store that knows no ranges is asked for the whole by the next try', async (t) => {
  const { path, get } = await scene(t, (_, response) => response.end(bytes));
  await writeFile(path, bytes.subarray(0, 1000));
  await assert.rejects(get(), StoreRefused);
  await get();
  assert.deepEqual(await readFile(path), bytes);
});

test('what has another hash is thrown away', async (t) => {
  ranges.length = 0;
  const { path, get } = await scene(t, withRanges);
  await writeFile(path, randomBytes(1000));
  await assert.rejects(get(), DigestDiffers);
  assert.equal((await readFile(path)).length, 0);
  await get();
  assert.deepEqual(await readFile(path), bytes);
});

test('a refusal carries its status and the wait it asks for', async (t) => {
  const { get } = await scene(t, (_, response) => response.writeHead(503, { 'retry-after': '4' }).end());
  await assert.rejects(get(), { name: 'StoreRefused', status: 503, retryAfter: 4 });
});

test('aborting ends it', async (t) => {
  const controller = new AbortController();
  const { get } = await scene(t, (_, response) => {
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 1000), () => controller.abort());
  });
  await assert.rejects(get(controller.signal), { name: 'AbortError' });
});
