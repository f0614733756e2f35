import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { test } from 'node:test';
import { getSignedUrl } from '@aws-sdk/cloudfront-signer';
import fc from 'fast-check';
import { attachmentNamed } from './content-disposition.ts';
import { createCloudFrontSigner } from './s3-cloudfront.ts';
import { READ_CACHE } from './s3-signer.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ecdsa = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keyPairId = 'K2JCJMDEHXQW5F';
const origin = 'https://d111111abcdef8.cloudfront.net';

const grants = fc.record(
  {
    key: fc.stringMatching(/^media\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,30}\/[A-Za-z0-9_-]{1,10}$/),
    contentType: fc.constantFrom('image/webp', 'image/svg+xml', 'image/jpeg'),
    downloadName: fc.string({ unit: 'grapheme', maxLength: 40 }),
    expiresAt: fc.integer({ min: 1_500_000_000_000, max: 2_500_000_000_000 }),
  },
  { requiredKeys: ['key', 'contentType', 'expiresAt'] },
);
type Grant = typeof grants extends fc.Arbitrary<infer T> ? T : never;

/** What the SDK makes of the same read. */
function signBySdk({ key, contentType, downloadName, expiresAt }: Grant, privateKey: KeyObject): string {
  const url = new URL(`${origin}/${key}`);
  const parts = {
    'response-cache-control': READ_CACHE,
    ...(downloadName !== undefined && { 'response-content-disposition': attachmentNamed(downloadName) }),
    'response-content-type': contentType,
  };
  // Encoded as ours: `URLSearchParams` has a plus for a space, which S3 takes for itself.
  const query = Object.entries(parts).map(
    ([name, value]) =>
      `${name}=${encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
  );
  return getSignedUrl({
    url: `${url}?${query.join('&')}`,
    keyPairId,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    // The SDK rounds.
    dateLessThan: new Date(Math.floor(expiresAt / 1000) * 1000),
    algorithm: 'SHA256',
  });
}

/** Whether the signature of the address is the key's, over the canned policy for the address without it. */
function isBy(key: KeyObject, url: string): boolean {
  const [resource = '', expires = '', signature = ''] =
    /^(.*)&Expires=(\d+)&Key-Pair-Id=[^&]*&Signature=([^&]*)&Hash-Algorithm=SHA256$/.exec(url)?.slice(1) ??
    [];
  const policy = {
    Statement: [{ Resource: resource, Condition: { DateLessThan: { 'AWS:EpochTime': +expires } } }],
  };
  const base64 = signature.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/');
  return verify('sha256', Buffer.from(JSON.stringify(policy)), key, Buffer.from(base64, 'base64'));
}

test('signs by RSA as the SDK does, byte by byte', () => {
  const sign = createCloudFrontSigner({ origin, keyPairId, privateKey: rsa.privateKey });
  fc.assert(
    fc.property(grants, (grant) => {
      const { method, url, headers } = sign(grant);
      assert.deepEqual([method, headers], ['GET', {}]);
      assert.equal(url, signBySdk(grant, rsa.privateKey));
      assert.ok(isBy(rsa.publicKey, url));
      assert.ok(
        !isBy(rsa.publicKey, url.replace('response-content-type=image', 'response-content-type=text')),
      );
    }),
    { numRuns: 200 },
  );
});

test('signs by ECDSA what the SDK does, with a signature of its own', () => {
  const sign = createCloudFrontSigner({ origin, keyPairId, privateKey: ecdsa.privateKey });
  const bare = (url: string): string => url.replace(/Signature=[^&]*/, '');
  fc.assert(
    fc.property(grants, (grant) => {
      const { url } = sign(grant);
      const expected = signBySdk(grant, ecdsa.privateKey);
      assert.equal(bare(url), bare(expected));
      assert.ok(isBy(ecdsa.publicKey, url) && isBy(ecdsa.publicKey, expected));
      assert.ok(!isBy(rsa.publicKey, url));
    }),
    { numRuns: 200 },
  );
});

test('the same read has the same address until its step ends, so that caches hold', () => {
  const step = { contentType: 'image/webp', expiresAt: Date.UTC(2026, 10, 24, 12) };
  const sign = createCloudFrontSigner({ origin, keyPairId, privateKey: ecdsa.privateKey });
  const first = Array.from({ length: 300 }, (_, n) => sign({ ...step, key: `media/g/${n}` }).url);
  // Others come by in between.
  for (let n = 0; n < 9_000; n++) sign({ ...step, key: `media/others/${n}` });
  assert.deepEqual(
    first,
    Array.from({ length: 300 }, (_, n) => sign({ ...step, key: `media/g/${n}` }).url),
  );
  for (let n = 0; n < 9_000; n++) sign({ ...step, key: `media/more/${n}` });
  assert.deepEqual(
    first,
    Array.from({ length: 300 }, (_, n) => sign({ ...step, key: `media/g/${n}` }).url),
  );

  const addresses = new Set([
    first[0],
    sign({ ...step, key: 'media/g/0', downloadName: '' }).url,
    sign({ ...step, key: 'media/g/0', downloadName: 'a.webp' }).url,
    sign({ ...step, key: 'media/g/0', contentType: 'image/png' }).url,
    sign({ ...step, key: 'media/g/0', expiresAt: step.expiresAt + 300_000 }).url,
  ]);
  assert.equal(addresses.size, 5);
});

test('signs nothing that is no key and no type', () => {
  const sign = createCloudFrontSigner({ origin, keyPairId, privateKey: ecdsa.privateKey });
  const grant = { key: 'media/a', contentType: 'image/webp', expiresAt: Date.now() };
  for (const key of ['media/*', 'media/a?b', 'media/"', '../a', 'media/a b', ''])
    assert.throws(() => sign({ ...grant, key }), RangeError, key);
  for (const contentType of ['*', 'text/html; x', 'image/"'])
    assert.throws(() => sign({ ...grant, contentType }), RangeError, contentType);
});
