import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { contentDigest, createDiskStorage, type DiskStorage } from './disk.ts';
import { openObject } from './disk-objects.ts';
import type { Report } from './disk-process.fixture.ts';
import { createDiskSigner } from './disk-signer.ts';

const secret = new Uint8Array(32).fill(9);
const program = join(import.meta.dirname, 'disk-process.fixture.ts');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('disk storage in a process of its own', () => {
  let dir: string;
  const children: ChildProcess[] = [];

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'wmory-crash-'));
  });
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(dir, { recursive: true });
  });

  const start = (task: 'serve' | 'churn', folder = dir): ChildProcess => {
    const child = fork(program, [folder, task], { execArgv: [] });
    children.push(child);
    return child;
  };
  const firstReport = async <T extends Report>(child: ChildProcess): Promise<T> =>
    (await once(child, 'message'))[0];
  const reopen = (): DiskStorage => createDiskStorage({ dir, secret, baseUrl: () => '' });

  async function kill(child: ChildProcess): Promise<void> {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  /** Sends an upload in `parts`; the URL is signed here, as the API would. */
  function upload(origin: string, size: number, digest: string) {
    const key = `incoming/${randomUUID()}`;
    const expiresAt = Date.now() + 60_000;
    const tail = createDiskSigner(secret).signUpload({
      key,
      contentType: 'image/jpeg',
      size,
      sha256: digest,
      expiresAt,
    });
    const sender = request(`${origin}/store/${tail}`, {
      method: 'PUT',
      headers: {
        'content-type': 'image/jpeg',
        'content-length': size,
        'content-digest': contentDigest(digest),
        'if-none-match': '*',
      },
    });
    return { key, sender };
  }

  test('killed in the middle of a body, it starts anew without a trace of it', async () => {
    const child = start('serve');
    const { origin } = await firstReport<{ origin: string }>(child);
    const bytes = randomBytes(200_000);
    const { sender } = upload(origin, bytes.length, sha256(bytes));
    sender.on('error', () => {});
    sender.write(bytes.subarray(0, 100_000));
    while ((await readdir(join(dir, 'tmp'))).length === 0) await wait(5);
    await kill(child);
    assert.equal((await readdir(join(dir, 'tmp'))).length, 1);
    assert.deepEqual(await reopen().list(''), []);
    assert.deepEqual(await readdir(join(dir, 'tmp')), []);
  });

  test('killed at any moment, it has all it said it has, whole, and nothing it deleted', async () => {
    const written = new Set<string>();
    const deleted = new Set<string>();
    for (let round = 0; round < 8; round++) {
      const child = start('churn');
      let left = 20 + Math.random() * 100;
      await new Promise<void>((resolve) => {
        child.on('message', (report: Report) => {
          if ('written' in report) written.add(report.written);
          if ('deleted' in report) deleted.add(report.deleted);
          if (--left < 0) resolve();
        });
      });
      await kill(child);
      const storage = reopen();
      const listed = await storage.list('', { limit: 1e9 });
      const keys = new Set(listed.map(({ key }) => key));
      for (const key of written)
        assert.ok(keys.has(key) || deleted.has(key) || key.startsWith('incoming/'), key);
      for (const key of deleted) assert.ok(!keys.has(key), key);
      for (const { key, size, sha256: digest } of listed) {
        const object = await openObject(storage.folder, key);
        assert.ok(object, key);
        const bytes = (await object.handle.readFile()).subarray(0, size);
        await object.handle.close();
        assert.equal(sha256(bytes), digest, key);
      }
      assert.deepEqual(await readdir(join(dir, 'tmp')), []);
    }
  });

  test('its memory does not grow with what goes through it', async () => {
    const folder = join(dir, 'memory');
    const child = start('serve', folder);
    const { origin } = await firstReport<{ origin: string }>(child);
    const peak = async (): Promise<number> => {
      child.send('memory');
      return (await firstReport<{ peakMemory: number }>(child)).peakMemory / 1024;
    };
    const part = randomBytes(1 << 20);

    /** Up and down again, in MiB. */
    async function roundTrip(parts: number): Promise<void> {
      const hash = createHash('sha256');
      for (let i = 0; i < parts; i++) hash.update(part);
      const digest = hash.digest('hex');
      const { key, sender } = upload(origin, parts * part.length, digest);
      const answered = once(sender, 'response');
      for (let i = 0; i < parts; i++) if (!sender.write(part)) await once(sender, 'drain');
      sender.end();
      const [response] = await answered;
      assert.equal(response.statusCode, 200);
      response.resume();
      const grant = { key, contentType: 'image/jpeg', expiresAt: Date.now() + 60_000 };
      const served = await fetch(`${origin}/store/${createDiskSigner(secret).signRead(grant)}`);
      const check = createHash('sha256');
      for await (const chunk of served.body ?? []) check.update(chunk);
      assert.equal(check.digest('hex'), digest);
    }

    await roundTrip(40);
    const before = await peak();
    await roundTrip(200);
    const growth = (await peak()) - before;
    assert.ok(growth < 64, `grew by ${growth.toFixed()} MiB`);
    await kill(child);
  });
});
