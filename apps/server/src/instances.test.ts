import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { createClient } from '@wmory/contract';
import { currentColumn, openSurroundings, type Surroundings } from '../../../tools/column.ts';
import { enter } from '../../../tools/person.ts';
import { type App, createApp } from './app.ts';
import { parseConfig } from './config.ts';

let folder: string;
let surroundings: Surroundings;
let apps: App[];
beforeEach(async () => {
  surroundings = await openSurroundings(currentColumn());
  folder = mkdtempSync(join(tmpdir(), 'wmory-instances-'));
  apps = [];
});
afterEach(async () => {
  for (const app of apps) await app.close();
  await surroundings.close();
  rmSync(folder, { recursive: true });
});

const makeSecret = () => randomBytes(32).toString('base64url');

/** A server on the shared database, with a disk of its own. */
async function startInstance(name: string, secret: string) {
  const config = parseConfig({
    PORT: '0',
    LOG_LEVEL: 'error',
    PUBLIC_URL: 'https://photos.example',
    WMORY_DATA_DIR: join(folder, name),
    WMORY_SECRET: secret,
    ...surroundings.env,
  });
  if (config.database.kind === 'sqlite') config.database.file = join(folder, 'shared.sqlite');
  const app = await createApp(config, { sweepInterval: 0 });
  apps.push(app);
  await app.listen();
  const address = app.http.server.address();
  assert.ok(address && typeof address === 'object');
  return `http://127.0.0.1:${address.port}`;
}

test('instances that share a database and a secret take each other for themselves', async () => {
  const secret = makeSecret();
  const one = await startInstance('one', secret);
  const other = await startInstance('other', secret);
  const ada = { name: 'Ada', email: 'ada@example.org', password: 'seven green bicycles' };
  await enter(one, ada);
  for (const [issuer, verifier] of [
    [one, other],
    [other, one],
  ] as const) {
    const session = await createClient({ baseUrl: issuer }).logIn({
      body: { email: ada.email, password: ada.password },
    });
    const client = createClient({ baseUrl: verifier, accessToken: () => session.accessToken });
    assert.equal((await client.getMe({})).email, ada.email);
  }
  const keysOf = async (url: string) => (await fetch(`${url}/.well-known/jwks.json`)).json();
  assert.deepEqual(await keysOf(one), await keysOf(other));
});

test('another secret than the last time ends the start with one sentence', async () => {
  const start = (secret: string) => {
    const env = { WMORY_DATA_DIR: folder, WMORY_SECRET: secret, ...surroundings.env };
    return spawnSync(process.execPath, ['src/main.ts'], {
      cwd: join(import.meta.dirname, '..'),
      encoding: 'utf8',
      env: { ...process.env, ...env, PORT: '0', LOG_LEVEL: 'error' },
      timeout: 60_000,
    });
  };
  const first = { WMORY_DATA_DIR: folder, WMORY_SECRET: makeSecret(), ...surroundings.env };
  await (await createApp(parseConfig(first))).close();
  const { status, stdout, stderr } = start(makeSecret());
  assert.equal(status, 1, stdout + stderr);
  assert.match(stderr, /^The secret is not the one .* WMORY_SECRET.*\n$/);
});
