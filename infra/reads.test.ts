import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { createCloudFrontSigner } from '../apps/server/src/storage/s3-cloudfront.ts';
import { resourcesOf, synthesise } from './templates.fixture.ts';

test('CloudFront keeps answers by what the server asks in an address, and asks the bucket the same', () => {
  const sign = createCloudFrontSigner({
    origin: 'https://d111111abcdef8.cloudfront.net',
    keyPairId: 'K2JCJMDEHXQW5F',
    privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  });
  const grant = { key: 'media/a/b', contentType: 'image/webp', downloadName: 'a', expiresAt: Date.now() };
  // What is its own, it takes out.
  const own = new Set(['Expires', 'Key-Pair-Id', 'Signature', 'Hash-Algorithm']);
  const asked = [...new URL(sign(grant).url).searchParams.keys()].filter((name) => !own.has(name));
  const [policy] = resourcesOf(synthesise('production'), 'AWS::CloudFront::CachePolicy');
  const {
    MinTTL,
    MaxTTL,
    ParametersInCacheKeyAndForwardedToOrigin: parameters,
  } = policy?.Properties.CachePolicyConfig ?? {};
  assert.deepEqual(parameters.QueryStringsConfig, {
    QueryStringBehavior: 'whitelist',
    QueryStrings: asked.sort(),
  });
  // What the bucket says is private: with a minimum of 0, nothing would be kept; past ten minutes, what is deleted.
  assert.deepEqual([MinTTL, MaxTTL], [600, 600]);
});
