import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { enter, type Person, settled, share } from '../../../../tools/person.ts';
import { startDistribution, type TestDistribution } from '../../../../tools/services/cloudfront.ts';
import { openS3Bucket, type S3Bucket } from '../../../../tools/services/s3-bucket.ts';
import { setUpStore } from '../admin/bucket.ts';
import { type App, createApp } from '../app.ts';
import { type Config, parseConfig } from '../config.ts';

/** A server whose photos clients read by CloudFront, from sign-up to download. */
const PHOTO = join(import.meta.dirname, '../../../../tools/photos/portrait.jpg');
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEY_PAIR_ID = 'K2JCJMDEHXQW5F';

let dataDir: string;
let bucket: S3Bucket;
let distribution: TestDistribution;
let app: App;
let url: string;
let anna: Person;
let logged = '';
const log = pino(
  { level: 'trace' },
  new Writable({
    write(chunk, _, done) {
      logged += chunk;
      done();
    },
  }),
);

function configure(): Config {
  const config = parseConfig({
    ...bucket.env,
    PORT: '0',
    RATE_LIMIT_FACTOR: '1000',
    WMORY_DATA_DIR: dataDir,
    CDN_DOMAIN: 'd111111abcdef8.cloudfront.net',
    CDN_KEY_PAIR_ID: KEY_PAIR_ID,
    CDN_PRIVATE_KEY: Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })).toString('base64'),
  });
  assert.ok(config.store.kind === 's3' && config.store.cdn);
  // The stand-in has neither that name nor a certificate for it.
  config.store.cdn.origin = distribution.origin;
  return config;
}

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wmory-cdn-'));
  bucket = await openS3Bucket();
  Object.assign(process.env, bucket.credentials);
  distribution = await startDistribution(bucket, { [KEY_PAIR_ID]: publicKey });
  app = await createApp(configure(), { sweepInterval: 0, log });
  url = await app.listen();
  anna = await enter(url, { name: 'Anna', email: 'anna@example.org', password: 'a password of Anna' });
});
after(async () => {
  await app.close();
  await distribution.stop();
  await bucket.drop();
  await rm(dataDir, { recursive: true });
});

test('a photo goes to the bucket, and comes back by CloudFront', async () => {
  const { id: groupId } = await anna.client.createGroup({ body: { name: 'Far away' } });
  const bytes = new Uint8Array(await readFile(PHOTO));
  const name = 'Zoë am Meer (1).jpg';
  await share(anna, groupId, [{ name, mimeType: 'image/jpeg', bytes }]);
  const [photo] = await settled(anna, groupId);
  assert.equal(photo?.state, 'ready');
  for (const variant of ['thumb', 'preview'] as const) {
    const address: string = photo.urls?.[variant] ?? '';
    assert.equal(new URL(address).origin, distribution.origin);
    const response = await fetch(address);
    assert.deepEqual(
      [response.status, response.headers.get('content-type'), response.headers.get('content-disposition')],
      [200, 'image/webp', null],
    );
    assert.match(response.headers.get('cache-control') ?? '', /^private/);
    assert.ok((await response.arrayBuffer()).byteLength > 500);
    // The address of someone who has none.
    assert.equal((await fetch(address.replace(/&Expires.*/, ''))).status, 403);
  }
  const original = await anna.client.getOriginal({ params: { groupId, photoId: photo.id } });
  assert.equal(new URL(original.url).origin, distribution.origin);
  const saved = await fetch(original.url);
  const disposition = saved.headers.get('content-disposition') ?? '';
  assert.match(disposition, /^attachment; /);
  assert.equal(decodeURIComponent(disposition.replace(/.*''/, '')), name);
  const digest = (of: Uint8Array): string => createHash('sha256').update(of).digest('hex');
  assert.equal(digest(await saved.bytes()), digest(bytes));

  const again = (await settled(anna, groupId))[0];
  assert.deepEqual(again?.urls, photo.urls, 'the addresses stay the same, so that caches hold');
});

test('pages may show what comes from there, and uploads go past it', async () => {
  const response = await fetch(url);
  const policy = response.headers.get('content-security-policy') ?? '';
  for (const directive of ['img-src', 'media-src', 'connect-src'])
    assert.match(policy, new RegExp(`${directive} [^;]*${distribution.origin}`));
  assert.match(policy, new RegExp(`connect-src [^;]*${bucket.endpoint}`));
});

test('neither the key nor a signed address is in any log', () => {
  assert.match(logged, /"level"/);
  assert.doesNotMatch(logged, /Signature=|PRIVATE KEY|LS0tLS1CRUdJTi/);
});

test('setting the bucket up tries the distribution too', async () => {
  const report = async () => {
    const { trials, ready } = await setUpStore(configure(), { change: true });
    return [ready, trials.find(({ trial }) => trial === 'reads')?.passed];
  };
  assert.deepEqual(await report(), [true, true]);
  distribution.careless.drops = true;
  assert.deepEqual(await report(), [false, false]);
  distribution.careless.drops = false;
});

test('the server does not start on a distribution that asks for no signature', async () => {
  distribution.careless.trusts = false;
  await assert.rejects(createApp(configure(), { log }), {
    name: 'StartError',
    message: /^CloudFront does not keep photos safe: .*CDN_KEY_PAIR_ID/s,
  });
});
