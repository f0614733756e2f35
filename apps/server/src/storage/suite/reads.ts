import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { altered, MINUTE, type StorageBench, send, statusOf, withParameter } from './requests.ts';

/** What a signed read may do. */
export function testReads(under: StorageBench): void {
  const { dialect, bytes, put, read } = under;
  test('refuses every read but the signed one', async () => {
    const [key, other] = [`media/${randomUUID()}/a`, `media/${randomUUID()}/b`];
    await put(key);
    await put(other);
    const signed = under.storage.signRead({
      key,
      expiresAt: Date.now() + MINUTE,
      contentType: 'image/jpeg',
      downloadName: 'a.jpg',
    });
    assert.equal(await statusOf(send(signed)), 200);
    const forged = [signed.url.replace(key, other), signed.url.replace(/\?.*/, ''), `${signed.url}&x=1`];
    for (const parameter of new URL(signed.url).searchParams.keys()) {
      for (const change of [altered, () => '']) {
        const status = await statusOf(fetch(withParameter(signed.url, parameter, change)));
        assert.ok([...dialect.forged, ...dialect.malformed].includes(status), `${parameter}: ${status}`);
      }
    }
    for (const url of forged) assert.ok(dialect.forged.includes(await statusOf(fetch(url))), url);
    const written = await statusOf(send({ ...signed, method: 'PUT', headers: {} }, bytes));
    assert.ok(dialect.forged.includes(written), `PUT answered ${written}`);
  });

  test('signs the same read the same way, so that caches hold', () => {
    const grant = { key: 'media/g/p/thumb', expiresAt: Date.now() + MINUTE, contentType: 'image/webp' };
    assert.deepEqual(under.storage.signRead(grant), under.storage.signRead({ ...grant }));
  });

  test('serves the type it is told to, whatever was stored, and for private caches only', async () => {
    const key = `media/${randomUUID()}/x`;
    await put(key, bytes, 'text/html');
    const response = await send(
      under.storage.signRead({ key, expiresAt: Date.now() + MINUTE, contentType: 'image/png' }),
    );
    await response.body?.cancel();
    assert.equal(response.headers.get('content-type'), 'image/png');
    assert.match(response.headers.get('cache-control') ?? '', /\bprivate\b/);
    assert.equal(response.headers.get('content-disposition'), null);
  });

  test('names a download', async () => {
    const key = `media/${randomUUID()}/x`;
    await put(key);
    const downloadName = 'Zoë & "friends", 100% día ☀️ (1).jpg';
    const response = await send(
      under.storage.signRead({
        key,
        expiresAt: Date.now() + MINUTE,
        contentType: 'image/jpeg',
        downloadName,
      }),
    );
    await response.body?.cancel();
    const disposition = response.headers.get('content-disposition') ?? '';
    assert.match(disposition, /^attachment; filename="[ !#-~]+"; filename\*=UTF-8''/);
    assert.equal(decodeURIComponent(disposition.replace(/.*''/, '')), downloadName);
  });

  test('serves ranges', async () => {
    const key = `media/${randomUUID()}/x`;
    await put(key);
    const size = bytes.length;
    for (const [range, start, end] of [
      ['bytes=0-0', 0, 0],
      ['bytes=10-1009', 10, 1009],
      [`bytes=${size - 5}-`, size - 5, size - 1],
      ['bytes=-7', size - 7, size - 1],
      [`bytes=5-${size * 9}`, 5, size - 1],
    ] as const) {
      const response = await read(key, { headers: { range } });
      assert.equal(response.status, 206, range);
      assert.equal(response.headers.get('content-range'), `bytes ${start}-${end}/${size}`);
      assert.ok(bytes.subarray(start, end + 1).equals(await response.bytes()), range);
    }
    assert.equal(await statusOf(read(key, { headers: { range: `bytes=${size}-` } })), 416);
  });

  test('answers conditional reads', async () => {
    const key = `media/${randomUUID()}/x`;
    const etag = await put(key);
    const response = await read(key, { headers: { 'if-none-match': `"${etag}"` } });
    assert.equal(response.status, 304);
    assert.equal((await response.bytes()).length, 0);
    assert.equal(await statusOf(read(key, { headers: { 'if-none-match': '"another"' } })), 200);
    assert.equal((await read(`media/${randomUUID()}/none`)).status, 404);
  });
}
