import assert from 'node:assert/strict';
import type { KeyObject } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { MINUTE, SECOND } from '../../clock.ts';
import { openTestDatabase } from '../../db/database.fixture.ts';
import type { Database } from '../../db/index.ts';
import { deriveSecrets } from '../../secrets.ts';
import { type AccessTokens, createAccessTokens } from './access-tokens.ts';
import { PUBLIC_URL, refuses, START } from './accounts.fixture.ts';
import { badTokens, decodePart, type Forge, openForge } from './bad-tokens.fixture.ts';
import { openSigningKeys } from './signing-keys.ts';

const claims = {
  userId: '0198c0de-0000-7000-8000-000000000001',
  sessionId: '0198c0de-0000-7000-8000-000000000002',
};

let now = START;
const clock = () => now;
let database: Database;
let tokens: AccessTokens;
let ours: KeyObject;

before(async () => {
  database = await openTestDatabase();
  const keys = await openSigningKeys({ database, secrets: deriveSecrets(Buffer.alloc(48, 7)), clock });
  ours = (await keys.ring()).signer.privateKey;
  tokens = createAccessTokens({ clock, issuer: () => PUBLIC_URL, keys });
});
after(() => database.close());

beforeEach(() => {
  now = START;
});

describe('a token that is not one of ours, or not any more', () => {
  let forge: Forge;
  before(async () => {
    forge = openForge((await tokens.sign(claims)).accessToken, ours);
  });

  test('is accepted in its genuine form, so that what follows is about the change', async () => {
    assert.deepEqual(await tokens.verify(forge.good), claims);
    assert.deepEqual(await tokens.verify(forge.forge({}, {})), claims);
  });

  for (const [name, make] of Object.entries(badTokens)) {
    test(`${name}: unauthenticated`, () => refuses(tokens.verify(make(forge)), 'unauthenticated'));
  }
});

test('a token lives 15 minutes', async () => {
  const { accessToken, expiresIn } = await tokens.sign(claims);
  assert.equal(expiresIn, 900);
  now += 15 * MINUTE - SECOND;
  assert.deepEqual(await tokens.verify(accessToken), claims);
  now += 10 * SECOND;
  await refuses(tokens.verify(accessToken), 'unauthenticated');
});

test('a token that was verified before is so no longer than its key and its time last', async () => {
  const genuine = await openSigningKeys({ database, secrets: deriveSecrets(Buffer.alloc(48, 7)), clock });
  let ring = await genuine.ring();
  const known = createAccessTokens({ clock, issuer: () => PUBLIC_URL, keys: { ring: async () => ring } });
  const { accessToken } = await known.sign(claims);
  for (let times = 0; times < 2; times++) assert.deepEqual(await known.verify(accessToken), claims);
  const forged = `${accessToken.slice(0, -8)}AAAAAAAA`;
  for (let times = 0; times < 2; times++) await refuses(known.verify(forged), 'unauthenticated');

  const whole = ring;
  ring = { ...whole, find: () => undefined };
  await refuses(known.verify(accessToken), 'unauthenticated');
  ring = whole;
  now -= MINUTE;
  await refuses(known.verify(accessToken), 'unauthenticated');
  now += 16 * MINUTE + 10 * SECOND;
  await refuses(known.verify(accessToken), 'unauthenticated');
});

test('what is published verifies and cannot sign', async () => {
  const { keys } = await tokens.jwks();
  const [key] = keys;
  assert.deepEqual(Object.keys(key ?? {}).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  const [head] = (await tokens.sign(claims)).accessToken.split('.');
  assert.equal(decodePart(head)['kid'], key?.kid);
});
