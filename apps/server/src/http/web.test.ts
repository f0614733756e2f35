import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import fastify from 'fastify';
import { watchRoutes } from './routes.ts';
import { web } from './web.ts';

const PAGE = `<!doctype html><title>WMORY</title>${'<!-- -->'.repeat(200)}`;

async function serve(t: TestContext) {
  const root = await mkdtemp(join(tmpdir(), 'wmory-web-'));
  t.after(() => rm(root, { recursive: true }));
  await writeFile(join(root, 'index.html'), PAGE);
  await writeFile(join(root, 'index.html.br'), brotliCompressSync(PAGE));
  await writeFile(join(root, 'index.html.gz'), gzipSync(PAGE));
  const app = fastify();
  watchRoutes(app);
  t.after(() => app.close());
  await web(app, root);
  return (headers: Record<string, string> = {}) => app.inject({ url: '/groups/any', headers });
}

describe('the page of the web app', () => {
  it('comes in the smallest form that a browser takes, and says that it depends on that', async (t) => {
    const ask = await serve(t);
    const plain = await ask();
    const gzip = await ask({ 'accept-encoding': 'gzip' });
    const brotli = await ask({ 'accept-encoding': 'gzip, deflate, br, zstd' });
    assert.equal(plain.body, PAGE);
    assert.equal(gunzipSync(gzip.rawPayload).toString(), PAGE);
    assert.equal(brotliDecompressSync(brotli.rawPayload).toString(), PAGE);
    assert.deepEqual(
      [plain, gzip, brotli].map(({ headers }) => headers['content-encoding']),
      [undefined, 'gzip', 'br'],
    );
    for (const { statusCode, headers } of [plain, gzip, brotli]) {
      assert.equal(statusCode, 200);
      assert.match(String(headers['content-type']), /^text\/html; charset=utf-8$/i);
      assert.equal(headers['cache-control'], 'no-cache');
      assert.match(String(headers['vary']), /accept-encoding/i);
    }
  });

  it('is not sent again to who has it', async (t) => {
    const ask = await serve(t);
    const headers = { 'accept-encoding': 'br' };
    const { etag } = (await ask(headers)).headers;
    assert.ok(etag);
    const again = await ask({ ...headers, 'if-none-match': String(etag) });
    assert.deepEqual([again.statusCode, again.body], [304, '']);
  });
});
