import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { currentColumn, openSurroundings, type Surroundings } from '../../../../../tools/column.ts';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import { type Database, migrate } from '../../db/index.ts';
import { connect } from '../../db/mysql.fixture.ts';
import { StartError } from '../../error.ts';
import { deriveSecrets } from '../../secrets.ts';
import { createAccessTokens } from './access-tokens.ts';
import { PUBLIC_URL, refuses, START } from './accounts.fixture.ts';
import { openSigningKeys, type SigningKeys } from './signing-keys.ts';

const claims = {
  userId: '0198c0de-0000-7000-8000-000000000001',
  sessionId: '0198c0de-0000-7000-8000-000000000002',
};
const LIFE = 90 * DAY;

let now = START;
let folder: string;
let surroundings: Surroundings;
/** Connections of their own to one database, as several servers have them. */
let connections: Database[];

beforeEach(async () => {
  now = START;
  connections = [];
  folder = mkdtempSync(join(tmpdir(), 'wmory-keys-'));
  surroundings = await openSurroundings(currentColumn());
  await migrate(open());
});
afterEach(async () => {
  for (const connection of connections) await connection.close();
  await surroundings.close();
  rmSync(folder, { recursive: true });
});

function open(): Database {
  const connection = connect({ WMORY_DATA_DIR: folder, ...surroundings.env });
  connections.push(connection);
  return connection;
}

/** The keys of a server that has just started. */
async function startServer({ secret = 7 } = {}) {
  const clock = () => now;
  const secrets = deriveSecrets(Buffer.alloc(48, secret));
  const keys = await openSigningKeys({ database: open(), secrets, clock });
  const tokens = createAccessTokens({ clock, issuer: () => PUBLIC_URL, keys });
  return { keys, tokens, sign: async () => (await tokens.sign(claims)).accessToken };
}

const rows = () => (connections[0] as Database).sql.selectFrom('signing_keys').selectAll().execute();
const signerOf = async ({ keys }: { keys: SigningKeys }) => (await keys.ring()).signer.kid;
const kidsOf = async ({ keys }: { keys: SigningKeys }) => (await keys.ring()).all.map(({ kid }) => kid);

test("servers that start at once agree on one key and accept each other's tokens", async () => {
  const servers = await Promise.all(Array.from({ length: 8 }, () => startServer()));
  assert.equal((await rows()).length, 1);
  assert.equal(new Set(await Promise.all(servers.map(signerOf))).size, 1);
  for (const { sign } of servers) {
    const token = await sign();
    for (const { tokens } of servers) assert.deepEqual(await tokens.verify(token), claims);
  }
});

test('keys outlive a restart', async () => {
  const token = await (await startServer()).sign();
  assert.deepEqual(await (await startServer()).tokens.verify(token), claims);
});

test('the database alone gives no key away, nor lets anyone exchange one', async () => {
  await startServer();
  const [row] = await rows();
  assert.ok(row);
  const bytes = Buffer.from(row.sealed_key, 'base64');
  assert.doesNotMatch(bytes.toString('latin1'), /PRIVATE KEY/);
  const [first, second] = [connections[0] as Database, { ...row, generation: 2, kid: claims.userId }];
  await first.sql.insertInto('signing_keys').values(second).execute();
  await assert.rejects(startServer(), StartError, 'a sealed key under another kid');
});

test('another secret ends the start with a sentence that says what to do', async () => {
  await startServer();
  await assert.rejects(startServer({ secret: 8 }), (error: Error) => {
    assert.ok(error instanceof StartError);
    assert.match(error.message, /WMORY_SECRET/);
    return true;
  });
});

test('a new key is known to every server for an hour before it signs', async () => {
  const [one, other] = [await startServer(), await startServer()];
  const old = await signerOf(one);
  now += LIFE - HOUR - 1;
  assert.deepEqual(await kidsOf(one), [old]);
  now += MINUTE;
  const [, next] = await kidsOf(one);
  assert.ok(next);
  assert.deepEqual(await kidsOf(other), [old, next], 'the one that did not make it');
  assert.deepEqual([await signerOf(one), await signerOf(other)], [old, old]);
  const { keys } = await other.tokens.jwks();
  assert.deepEqual(
    keys.map(({ kid }) => kid),
    [old, next],
  );
  now += HOUR - 1;
  assert.deepEqual([await signerOf(one), await signerOf(other)], [old, old]);
  now += 1;
  assert.deepEqual([await signerOf(one), await signerOf(other)], [next, next]);
});

test('servers whose rotation falls due at once make one key', async () => {
  const servers = await Promise.all(Array.from({ length: 8 }, () => startServer()));
  now += LIFE;
  await Promise.all(servers.map(({ keys }) => keys.ring()));
  assert.deepEqual(
    (await rows()).map(({ generation }) => generation),
    [1, 2],
  );
});

test('a key goes on verifying for a day after the next one signs, then goes', async () => {
  const server = await startServer();
  const old = await signerOf(server);
  now += LIFE - HOUR / 2;
  await server.keys.ring();
  now = START + LIFE - 1;
  const last = await server.sign();
  now = START + LIFE + 14 * MINUTE;
  assert.deepEqual(await server.tokens.verify(last), claims);
  now = START + LIFE + DAY - 1;
  assert.equal((await kidsOf(server))[0], old);
  now = START + LIFE + HOUR / 2 + DAY;
  assert.equal((await kidsOf(server)).includes(old), false);
  await refuses(server.tokens.verify(last), 'unauthenticated');
  assert.equal((await rows()).length, 1);
});

test('after months switched off the old key signs until the new one has been known for an hour', async () => {
  const old = await signerOf(await startServer());
  now += 2 * LIFE;
  const server = await startServer();
  assert.equal(await signerOf(server), old);
  assert.equal((await kidsOf(server)).length, 2);
  now += HOUR;
  assert.notEqual(await signerOf(server), old);
});
