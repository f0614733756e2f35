import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from './lock-file.ts';
import { type KeptSession, sessionFileIn } from './session-file.ts';

const session: KeptSession = {
  server: 'https://photos.example',
  email: 'ada@example.org',
  accessToken: 'access',
  accessExpiresAt: 1,
  refreshToken: 'refresh',
};

async function configDir(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wmory-config-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'not', 'there', 'yet');
}

test('a session is read as it was written, and only its owner may', async (t) => {
  const dir = await configDir(t);
  const file = sessionFileIn(dir);
  assert.equal(await file.read(), null);
  await file.write(session);
  assert.deepEqual(await file.read(), session);
  await file.write({ ...session, accessToken: 'newer' });
  assert.equal((await file.read())?.accessToken, 'newer');
  assert.equal((await stat(join(dir, 'session.json'))).mode & 0o777, 0o600);
  assert.equal((await stat(dir)).mode & 0o777, 0o700);
  assert.deepEqual(await readdir(dir), ['session.json'], 'nothing else is left');
  await file.remove();
  assert.equal(await file.read(), null);
});

test('a file that is not a session is told from none', async (t) => {
  const dir = await configDir(t);
  const file = sessionFileIn(dir);
  await file.write(session);
  for (const content of ['', '{', '{"server":1}']) {
    await writeFile(join(dir, 'session.json'), content);
    await assert.rejects(file.read(), { name: 'CommandError', message: /cannot be read/ });
  }
});

test('a lock lets one in at a time', async (t) => {
  const path = join(await configDir(t), 'lock');
  let inside = 0;
  let most = 0;
  const visits = Array.from({ length: 20 }, () =>
    withLock(path, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(2);
      inside -= 1;
    }),
  );
  await Promise.all(visits);
  assert.equal(most, 1);
});

test('a lock is given back when what it guards fails', async (t) => {
  const path = join(await configDir(t), 'lock');
  await assert.rejects(
    withLock(path, () => Promise.reject(new Error('no'))),
    { message: 'no' },
  );
  assert.equal(await withLock(path, async () => 'in'), 'in');
});

test('a lock whose process has died, or that is older than two minutes, is taken over', async (t) => {
  const path = join(await configDir(t), 'lock');
  await withLock(path, async () => {});
  await writeFile(path, '4194305');
  assert.equal(await withLock(path, async () => 'dead'), 'dead');
  await writeFile(path, String(process.pid));
  const old = Date.now() / 1000 - 121;
  await utimes(path, old, old);
  assert.equal(await withLock(path, async () => 'old'), 'old');
});
