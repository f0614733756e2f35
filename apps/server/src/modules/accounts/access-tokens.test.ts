import assert from 'node:assert/strict';
import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { MINUTE, SECOND } from '../../clock.ts';
import { openTestDatabase } from '../../db/database.fixture.ts';
import type { Database } from '../../db/index.ts';
import { deriveSecrets } from '../../secrets.ts';
import { type AccessTokens, createAccessTokens } from './access-tokens.ts';
import { PUBLIC_URL, refuses, START } from './accounts.fixture.ts';
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

type Json = Record<string, unknown>;
const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part = ''): Json => JSON.parse(Buffer.from(part, 'base64url').toString());

beforeEach(() => {
  now = START;
});

describe('a token that is not one of ours, or not any more', () => {
  let good: string;
  let header: Json;
  let payload: Json;

  before(async () => {
    good = (await tokens.sign(claims)).accessToken;
    const [head, body] = good.split('.');
    [header, payload] = [decode(head), decode(body)];
  });

  /** A token with these changes, signed by our own key where no other is given. */
  function forge(head: Json, body: Json, key: KeyObject = ours, hash = 'sha256'): string {
    const text = `${encode({ ...header, ...head })}.${encode({ ...payload, ...body })}`;
    const signature = sign(hash, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  }

  const withMac = (secret: string): string => {
    const text = `${encode({ ...header, alg: 'HS256' })}.${encode(payload)}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const pem = (key: KeyObject) => String(createPublicKey(key).export({ type: 'spki', format: 'pem' }));
  const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const seconds = START / 1000;

  const corpus: Record<string, () => string> = {
    'no token': () => '',
    'no JWT': () => 'a.b.c',
    'a refresh token': () => `${claims.sessionId}.0.${'A'.repeat(43)}`,
    'alg none without a signature': () => `${encode({ ...header, alg: 'none' })}.${encode(payload)}.`,
    'alg NONE with the old signature': () =>
      `${encode({ ...header, alg: 'NONE' })}.${encode(payload)}.${good.split('.')[2]}`,
    'HS256 with the public key as the secret': () => withMac(pem(ours)),
    'HS256 with the kid as the secret': () => withMac(String(header['kid'])),
    'the signature cut off': () => good.slice(0, good.lastIndexOf('.') + 1),
    'one byte of the signature changed': () =>
      good.slice(0, -6) + (good.at(-6) === 'A' ? 'B' : 'A') + good.slice(-5),
    'another user under the old signature': () =>
      good.replace(/\..*\./, `.${encode({ ...payload, sub: claims.sessionId })}.`),
    'a foreign key under our kid': () => forge({}, {}, foreign.privateKey),
    'a foreign key that comes along as jwk': () =>
      forge({ jwk: foreign.publicKey.export({ format: 'jwk' }) }, {}, foreign.privateKey),
    'a foreign key to be fetched by jku': () =>
      forge({ jku: 'https://evil.example/jwks.json', kid: 'evil' }, {}, foreign.privateKey),
    'a kid that is a path': () => forge({ kid: '../../../dev/null' }, {}, foreign.privateKey),
    'a kid that is a query': () => forge({ kid: "' or 1=1 --" }, {}),
    'no kid': () => forge({ kid: undefined }, {}),
    'the type of another kind of token': () => forge({ typ: 'JWT' }, {}),
    'no type': () => forge({ typ: undefined }, {}),
    'a critical header that nobody knows': () => forge({ crit: ['x-admin'], 'x-admin': true }, {}),
    'another digest than the algorithm says': () => forge({}, {}, ours, 'sha512'),
    'another issuer': () => forge({}, { iss: 'https://evil.example' }),
    'no issuer': () => forge({}, { iss: undefined }),
    'another audience': () => forge({}, { aud: 'other' }),
    'no audience': () => forge({}, { aud: undefined }),
    expired: () => forge({}, { iat: seconds - 910, nbf: seconds - 910, exp: seconds - 10 }),
    'without an expiry': () => forge({}, { exp: undefined }),
    'an expiry far ahead of what we give': () => forge({}, { iat: seconds - 3600, exp: seconds + 1e9 }),
    'not valid yet': () => forge({}, { nbf: seconds + 60 }),
    'without nbf': () => forge({}, { nbf: undefined }),
    'issued in the future': () => forge({}, { iat: seconds + 60, exp: seconds + 900 }),
    'without a subject': () => forge({}, { sub: undefined }),
    'without a session': () => forge({}, { sid: undefined }),
    'a session that is no text': () => forge({}, { sid: { $ne: '' } }),
  };

  test('is accepted in its genuine form, so that what follows is about the change', async () => {
    assert.deepEqual(await tokens.verify(good), claims);
    assert.deepEqual(await tokens.verify(forge({}, {})), claims);
  });

  for (const [name, make] of Object.entries(corpus)) {
    test(`${name}: unauthenticated`, () => refuses(tokens.verify(make()), 'unauthenticated'));
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

test('what is published verifies and cannot sign', async () => {
  const { keys } = await tokens.jwks();
  const [key] = keys;
  assert.deepEqual(Object.keys(key ?? {}).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  const [head] = (await tokens.sign(claims)).accessToken.split('.');
  assert.equal(decode(head)['kid'], key?.kid);
});
