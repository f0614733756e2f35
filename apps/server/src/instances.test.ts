import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { API_PREFIX, createClient } from '@wmory/contract';
import { currentColumn, openSurroundings, type Surroundings } from '../../../tools/column.ts';
import { enter } from '../../../tools/person.ts';
import { startRedis } from '../../../tools/services/redis.ts';
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

const ada = { name: 'Ada', email: 'ada@example.org', password: 'seven green bicycles' };
const makeSecret = () => randomBytes(32).toString('base64url');

/** A server on the shared database, with a disk of its own. */
async function startInstance(name: string, secret: string, env: Record<string, string> = {}) {
  const config = parseConfig({
    PORT: '0',
    LOG_LEVEL: 'error',
    PUBLIC_URL: 'https://photos.example',
    WMORY_DATA_DIR: join(folder, name),
    WMORY_SECRET: secret,
    ...surroundings.env,
    ...env,
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

test('instances that share a Redis count calls and guesses together', async () => {
  const redis = await startRedis();
  try {
    const [secret, env] = [makeSecret(), { REDIS_URL: redis.url }];
    const urls = [await startInstance('one', secret, env), await startInstance('other', secret, env)];
    await enter(urls[0] ?? '', ada);
    const guess = async (index: number, password: string) => {
      const response = await fetch(`${urls[index % 2]}${API_PREFIX}/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: ada.email, password }),
      });
      const { code = '' } = (await response.json()) as { code?: string };
      return { code, left: Number(/r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1]) };
    };
    // What was guessed before is forgotten.
    assert.equal((await guess(0, ada.password)).code, '');
    const answers = [];
    for (let index = 0; index < 5; index++) answers.push(await guess(index, 'not the password'));
    answers.push(await guess(0, ada.password), await guess(1, ada.password));
    assert.deepEqual(
      answers.map(({ code }) => code),
      [...Array(5).fill('wrong-credentials'), 'too-many-attempts', 'too-many-attempts'],
    );
    const first = answers[0]?.left ?? 0;
    assert.deepEqual(
      answers.map(({ left }) => left),
      answers.map((_, index) => first - index),
    );
  } finally {
    await redis.kill();
  }
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
