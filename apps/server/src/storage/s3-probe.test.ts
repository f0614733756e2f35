import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import S3rver from '@20minutes/s3rver';
import { openS3Bucket } from '../../../../tools/services/s3-bucket.ts';
import type { Storage } from './port.ts';
import { probeStore } from './s3-probe.ts';

/** Starts the server as it is started everywhere; resolves once it is ready or has ended. */
async function start(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wmory-probe-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    env: { ...process.env, LOG_LEVEL: 'warn', PORT: '0', WMORY_DATA_DIR: dataDir, ...env },
  });
  const exited = once(child, 'exit');
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('WMORY is ready')) child.kill('SIGINT');
    });
  const [code] = await exited;
  await rm(dataDir, { recursive: true });
  return { code, output };
}

test('the server starts on a store that refuses what it has to, and leaves nothing in it', async () => {
  const bucket = await openS3Bucket();
  try {
    const { code, output } = await start({ ...bucket.env, ...bucket.credentials });
    assert.match(output, /WMORY is ready/);
    assert.equal(code, 0);
    assert.equal(await bucket.count(), 0);
  } finally {
    await bucket.drop();
  }
});

test('the server does not start on a store that lets strangers in, and says why', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'wmory-s3rver-'));
  const careless = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'photos', configs: [] }],
  });
  const { port } = await careless.run();
  try {
    const { code, output } = await start({
      AWS_BUCKET_NAME: 'photos',
      AWS_REGION: 'us-east-1',
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_PATH_STYLE: 'true',
      AWS_ACCESS_KEY_ID: 'S3RVER',
      AWS_SECRET_ACCESS_KEY: 'S3RVER',
    });
    assert.equal(code, 1, output);
    assert.match(output, /The object store does not keep photos safe: .*served a read without a signature/);
    assert.doesNotMatch(output, /\n\s+at |WMORY is ready/);
  } finally {
    await careless.close();
    await rm(directory, { recursive: true });
  }
});

test('the server does not start where there is no store or no bucket, and says so', async () => {
  const bucket = await openS3Bucket();
  await bucket.drop();
  const missing = await start({ ...bucket.env, ...bucket.credentials });
  assert.equal(missing.code, 1);
  assert.match(missing.output, /did not take a signed upload: it answered 404/);
  const nowhere = await start({ ...bucket.env, ...bucket.credentials, S3_ENDPOINT: 'http://127.0.0.1:9' });
  assert.equal(nowhere.code, 1);
  assert.match(nowhere.output, /The object store cannot be reached/);
});

type Check = 'upload signature' | 'read signature' | 'length' | 'digest' | 'once';

/** A store of a few lines that leaves one check out. */
async function openCareless(leftOut?: Check) {
  const objects = new Map<string, Buffer>();
  const expected = new Map<string, { size: number; sha256: string }>();
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const refuse = (check: Check, broken: boolean): boolean => broken && check !== leftOut;
    const forged =
      searchParams.get('X-Amz-Signature') !== createHash('sha256').update(pathname).digest('hex');
    const grant = expected.get(pathname);
    const sha256 = createHash('sha256').update(body).digest('hex');
    const status =
      request.method === 'GET'
        ? refuse('read signature', forged)
          ? 403
          : objects.has(pathname)
            ? 200
            : 404
        : refuse('upload signature', forged)
          ? 403
          : refuse('length', body.length !== grant?.size)
            ? 403
            : refuse('digest', body.length === grant?.size && sha256 !== grant.sha256)
              ? 400
              : refuse('once', objects.has(pathname))
                ? 412
                : 200;
    if (request.method === 'PUT' && status === 200) objects.set(pathname, body);
    response.writeHead(status).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const sign = (key: string): string => {
    const signature = createHash('sha256').update(`/${key}`).digest('hex');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/${key}?X-Amz-Signature=${signature}`;
  };
  const storage: Pick<Storage, 'signUpload' | 'signRead' | 'delete'> = {
    async signUpload({ key, size, sha256 }) {
      expected.set(`/${key}`, { size, sha256 });
      return { method: 'PUT', url: sign(key), headers: {} };
    },
    signRead: ({ key }) => ({ method: 'GET', url: sign(key), headers: {} }),
    delete: async (keys) => keys.forEach((key) => void objects.delete(`/${key}`)),
  };
  return { storage: storage as Storage, objects, close: () => server.close() };
}

const faults: [Check | undefined, RegExp | null][] = [
  [undefined, null],
  ['upload signature', /it took an upload without a signature .*; it took an upload with a forged signature/],
  ['read signature', /it served a read without a signature .*; it served a read with a forged signature/],
  ['length', /it took a longer body/],
  ['digest', /it took another body/],
  ['once', /it took a second upload/],
];
for (const [check, expected] of faults) {
  test(`a store that checks ${check ? `all but ${check}` : 'everything'}`, async () => {
    const { storage, objects, close } = await openCareless(check);
    try {
      if (expected) await assert.rejects(probeStore(storage), expected);
      else await probeStore(storage);
      assert.equal(objects.size, 0);
    } finally {
      close();
    }
  });
}

test('a store that never answers is given up', async () => {
  const server = createServer(() => {});
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${randomBytes(4).toString('hex')}`;
  const request = { method: 'PUT' as const, url, headers: {} };
  const storage = { signUpload: async () => request, delete: async () => {} } as unknown as Storage;
  await assert.rejects(probeStore(storage, 300), /cannot be reached/);
  server.closeAllConnections();
  server.close();
});
