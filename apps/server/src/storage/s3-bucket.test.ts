import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GetBucketCorsCommand, PutBucketCorsCommand } from '@aws-sdk/client-s3';
import { openS3Bucket, type S3Bucket } from '../../../../tools/services/s3-bucket.ts';
import { parseConfig } from '../config.ts';
import type { S3Config } from '../config-storage.ts';
import { bucketRules } from './bucket-rules.ts';
import { openS3Storage, type S3Storage } from './s3.ts';
import { checkBucket, setUpBucket } from './s3-bucket.ts';
import { probeStore } from './s3-probe.ts';

const origins = ['https://photos.example'];
let bucket: S3Bucket;
let storage: S3Storage;
let store: S3Config;

before(async () => {
  bucket = await openS3Bucket();
  Object.assign(process.env, bucket.credentials);
  const config = parseConfig(bucket.env);
  assert.ok(config.store.kind === 's3');
  store = config.store;
  storage = await openS3Storage({ store });
});
after(async () => {
  await storage.close();
  await bucket.drop();
});

test('gives a bare bucket every rule, keeps those of others, and uploads go on', async () => {
  const options = { store, origins };
  const statesOf = (findings: Awaited<ReturnType<typeof checkBucket>>) =>
    Object.fromEntries(findings.map(({ rule, state }) => [rule, state]));
  const every = (state: string) => ({
    'public access': state,
    cors: state,
    lifecycle: state,
    policy: state,
  });
  // Of a block of public access that was never set, Ceph says that it blocks nothing.
  const bare = { ...every('missing'), 'public access': 'different' };
  assert.deepEqual(statesOf(await checkBucket(options)), bare);
  const others = { ID: 'others', AllowedOrigins: ['https://else.example'], AllowedMethods: ['GET'] };
  const Bucket = bucket.name;
  await bucket.client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [others] } }));
  assert.equal(statesOf(await checkBucket(options))['cors'], 'different');

  const findings = await setUpBucket(options);
  assert.deepEqual(statesOf(findings), every('set'), JSON.stringify(findings));
  for (const again of [await checkBucket(options), await setUpBucket(options)])
    assert.deepEqual(
      again,
      findings.map((finding) => ({ ...finding, state: 'as wanted' })),
    );
  const { CORSRules = [] } = await bucket.client.send(new GetBucketCorsCommand({ Bucket }));
  assert.deepEqual(CORSRules.map(({ ID }) => ID).sort(), ['others', 'wmory']);
  await probeStore(storage);

  const elsewhere = { store, origins: ['https://new.example'] };
  assert.equal(statesOf(await checkBucket(elsewhere))['cors'], 'different');
  assert.deepEqual(statesOf(await setUpBucket(elsewhere)), { ...every('as wanted'), cors: 'set' });
});

test('lets browsers of the web app in, and no others', async () => {
  await setUpBucket({ store, origins });
  const signed = await storage.signUpload({
    key: 'incoming/cors',
    contentType: 'image/jpeg',
    size: 1,
    sha256: '0'.repeat(64),
    expiresAt: Date.now() + 60_000,
  });
  const ask = async (origin: string): Promise<[number, string | null]> => {
    const { status, headers } = await fetch(signed.url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': Object.keys(signed.headers).sort().join(','),
      },
    });
    return [status, headers.get('access-control-allow-origin')];
  };
  assert.deepEqual(await ask('https://photos.example'), [200, 'https://photos.example']);
  assert.deepEqual(await ask('https://evil.example'), [403, null]);
});

test('says why a rule cannot be read', async () => {
  const findings = await checkBucket({ store: { ...store, bucket: 'somebody-elses' }, origins });
  for (const { state, detail } of findings) {
    assert.equal(state, 'unreadable');
    assert.match(detail, /; it could not be read: ./);
  }
});

test('blocks all that is public on AWS', () => {
  const { publicAccess } = bucketRules({ ...store, endpoint: null }, origins);
  assert.deepEqual(Object.values(publicAccess), [true, true, true, true]);
});

test('asks for TLS wherever there is any', () => {
  const sids = (endpoint: string | null) =>
    bucketRules({ ...store, endpoint }, origins).policy.map(({ Sid }) => Sid);
  assert.ok(sids(null).includes('WmoryNoPlainHttp'));
  assert.ok(sids('https://store.example').includes('WmoryNoPlainHttp'));
  assert.ok(!sids('http://127.0.0.1:9000').includes('WmoryNoPlainHttp'));
});
