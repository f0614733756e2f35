import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { SourceChanged, SourceUnreadable } from '@wmory/uploader';
import { hashFile } from './hash-file.ts';
import { putFile } from './put-file.ts';

const bytes = Buffer.alloc(3_000_000, 'wmory');

/** A real HTTP server, a real file, and the call that sends the one to the other. */
async function scene(t: TestContext, listener: RequestListener) {
  const folder = await mkdtemp(join(tmpdir(), 'wmory-put-'));
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const path = join(folder, 'a.jpg');
  await writeFile(path, bytes);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/incoming/x?signature=y`;
  const controller = new AbortController();
  const progress: number[] = [];
  const put = (size = bytes.length, slice = { start: 0, size }) =>
    putFile({
      source: { id: 'a', groupId: 'g', name: 'a.jpg', mimeType: 'image/jpeg', size, handle: path },
      request: { method: 'PUT', url, headers: { 'content-type': 'image/jpeg', 'if-none-match': '*' } },
      size,
      slice,
      signal: controller.signal,
      onProgress: (sent) => progress.push(sent),
    });
  return { path, controller, progress, put };
}

test('sends the bytes with the signed headers and their length, and tells of progress', async (t) => {
  let seen = {};
  const { put, progress } = await scene(t, async (request, response) => {
    const hash = createHash('sha256');
    for await (const chunk of request) hash.update(chunk);
    const { method, url, headers } = request;
    seen = {
      method,
      url,
      type: headers['content-type'],
      match: headers['if-none-match'],
      length: headers['content-length'],
      chunked: headers['transfer-encoding'],
      sha256: hash.digest('hex'),
    };
    response.writeHead(200).end();
  });
  assert.deepEqual(await put(), { status: 200, retryAfter: null });
  assert.deepEqual(seen, {
    method: 'PUT',
    url: '/incoming/x?signature=y',
    type: 'image/jpeg',
    match: '*',
    length: '3000000',
    chunked: undefined,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  assert.equal(progress.at(-1), bytes.length);
  assert.ok(progress.length > 10);
  assert.deepEqual(
    progress,
    [...progress].sort((a, b) => a - b),
  );
});

test('takes a refusal that comes before the end of the body', async (t) => {
  const { put } = await scene(t, (request, response) => {
    response.writeHead(503, { 'retry-after': '7', connection: 'close' }).end();
    request.on('error', () => {});
  });
  assert.deepEqual(await put(), { status: 503, retryAfter: 7 });
});

test('rejects when the connection breaks, and when it is aborted', async (t) => {
  const broken = await scene(t, (request) => request.socket.destroy());
  await assert.rejects(broken.put());
  const aborted = await scene(t, (request) => {
    request.once('data', () => aborted.controller.abort());
  });
  await assert.rejects(aborted.put(), { name: 'AbortError' });
});

test('a file of another size than announced is told from one that cannot be read', async (t) => {
  const { put, path } = await scene(t, (request, response) => {
    request.resume().on('end', () => response.end());
  });
  await assert.rejects(put(bytes.length + 1), SourceChanged);
  await truncate(path, 10);
  await assert.rejects(put(), SourceChanged);
  await rm(path);
  await assert.rejects(put(), SourceUnreadable);
});

test('a file that is cut while it is sent is told as changed', async (t) => {
  const { put, path } = await scene(t, (request) => {
    request.once('data', () => {
      request.pause();
      truncate(path, 100_000).then(() => request.resume());
    });
  });
  await assert.rejects(put(), SourceChanged);
});

test('hashFile reads a file in pieces', async (t) => {
  const { path } = await scene(t, () => {});
  assert.deepEqual(await hashFile(path), {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
  });
  await assert.rejects(hashFile(path, AbortSignal.abort()));
});

test('sends a slice with its own length, and no byte beside it', async (t) => {
  let length: string | undefined;
  let digest = '';
  const { put, progress } = await scene(t, async (request, response) => {
    const hash = createHash('sha256');
    for await (const chunk of request) hash.update(chunk);
    length = request.headers['content-length'];
    digest = hash.digest('hex');
    response.end();
  });
  const slice = { start: 100_001, size: 70_000 };
  assert.equal((await put(bytes.length, slice)).status, 200);
  assert.equal(length, '70000');
  const expected = bytes.subarray(slice.start, slice.start + slice.size);
  assert.equal(digest, createHash('sha256').update(expected).digest('hex'));
  assert.equal(progress.at(-1), slice.size);
});

test('a slice that the file does not hold is not sent', async (t) => {
  const { put } = await scene(t, (request) => void request.on('error', () => {}).resume());
  await assert.rejects(put(bytes.length, { start: bytes.length - 10, size: 20 }), SourceChanged);
});
