import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startDistribution, type TestDistribution } from '../../../../tools/services/cloudfront.ts';
import { openS3Bucket, type S3Bucket } from '../../../../tools/services/s3-bucket.ts';
import { parseConfig } from '../config.ts';
import { StartError } from '../error.ts';
import { openS3Storage, type S3Storage } from './s3.ts';
import { probeReads } from './s3-cloudfront-probe.ts';
import { testReads } from './suite/reads.ts';
import { createBench } from './suite/requests.ts';

const keys = {
  KRSA00000000: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  KECDSA000000: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};
const publicKeys = Object.fromEntries(Object.entries(keys).map(([id, { publicKey }]) => [id, publicKey]));

for (const [keyPairId, { privateKey }] of Object.entries(keys))
  describe(`reads of a bucket by CloudFront, ${privateKey.asymmetricKeyType}`, () => {
    let bucket: S3Bucket;
    let distribution: TestDistribution;
    let storage: S3Storage;
    before(async () => {
      bucket = await openS3Bucket();
      Object.assign(process.env, bucket.credentials);
      distribution = await startDistribution(bucket, publicKeys);
      storage = await open(distribution.origin);
    });
    beforeEach(() => {
      distribution.careless.trusts = true;
      distribution.careless.drops = false;
    });
    after(async () => {
      await storage.close();
      await distribution.stop();
      await bucket.drop();
    });

    function open(origin: string, id = keyPairId): Promise<S3Storage> {
      const { store } = parseConfig(bucket.env);
      assert.ok(store.kind === 's3');
      return openS3Storage({ store, cdn: { origin, keyPairId: id, privateKey } });
    }
    const refusal = (pattern: RegExp) => (error: unknown) =>
      error instanceof StartError && pattern.test(error.message);

    const dialect = { forged: [403], malformed: [403], wrongBody: [400], taken: [412], lostRace: [412] };
    testReads(createBench(() => storage, dialect));

    test('clients read photos there, and all else stays with the bucket', () => {
      const grant = { key: 'media/g/p/thumb', contentType: 'image/webp', expiresAt: Date.now() + 60_000 };
      const originOf = (url: string): string => new URL(url).origin;
      const cases = [
        [storage.signRead(grant), distribution.origin],
        [storage.signRead({ ...grant, audience: 'client' }), distribution.origin],
        [storage.signRead({ ...grant, audience: 'processor' }), bucket.endpoint],
        [storage.signRead({ ...grant, key: 'incoming/a' }), bucket.endpoint],
      ] as const;
      for (const [{ url }, expected] of cases) assert.equal(originOf(url), expected);
    });

    test('a good distribution passes the trial, which leaves nothing behind', async () => {
      const before = [distribution.served, await bucket.count()];
      assert.equal(await probeReads(storage), true);
      assert.deepEqual([distribution.served - (before[0] ?? 0), await bucket.count()], [1, before[1]]);
    });

    test('one that trusts no key is found out', async () => {
      distribution.careless.trusts = false;
      const found = /does not keep photos safe: it served a read without a signature \(200\); .*past its end/;
      await assert.rejects(probeReads(storage), refusal(found));
    });

    test('one that passes no query on is found out', async () => {
      distribution.careless.drops = true;
      await assert.rejects(probeReads(storage), refusal(/does not pass on/));
    });

    test('a key that it does not know is found out', async () => {
      const other = await open(distribution.origin, 'KOTHER000000');
      await assert.rejects(probeReads(other), refusal(/answered 403\. Look at CDN_DOMAIN/));
      await other.close();
    });

    test('one that cannot be reached from here is told apart', async () => {
      const nowhere = await open('http://127.0.0.1:1');
      assert.equal(await probeReads(nowhere), false);
      await nowhere.close();
    });
  });
