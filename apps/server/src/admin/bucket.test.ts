import assert from 'node:assert/strict';
import { createServer, globalAgent, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { openS3Bucket, type S3Bucket } from '../../../../tools/services/s3-bucket.ts';
import { administer, type Env, makeFolder } from './admin.fixture.ts';
import type { BucketReport } from './bucket.ts';

const PUBLIC_URL = 'https://photos.example';

/** A gateway before the store, which may know less and let in more than the store does. */
interface Gateway {
  server: Server;
  /** What answers 501: names in the query. */
  unknown: string[];
  /** Answers this to preflights instead of asking the store. */
  allowOrigin: string | null;
  /** Lists the bucket for strangers. */
  leaks: boolean;
}

function startGateway(target: string): Gateway {
  const gateway: Gateway = { server: createServer(), unknown: [], allowOrigin: null, leaks: false };
  gateway.server.on('request', (incoming, answer) => {
    const url = new URL(incoming.url ?? '', target);
    if (gateway.unknown.some((name) => url.searchParams.has(name))) {
      incoming.resume();
      return void answer.writeHead(501).end('<Error><Code>NotImplemented</Code></Error>');
    }
    if (gateway.allowOrigin && incoming.method === 'OPTIONS')
      return void answer
        .writeHead(200, {
          'access-control-allow-origin': gateway.allowOrigin,
          'access-control-allow-headers': '*',
        })
        .end();
    if (gateway.leaks && url.searchParams.has('list-type') && !incoming.headers.authorization)
      return void answer.writeHead(200).end('<ListBucketResult/>');
    // With the name that the client asked for, since it is signed.
    const asked = request(url, { method: incoming.method ?? 'GET', headers: incoming.headers });
    asked.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    asked.on('error', () => answer.destroy());
    incoming.pipe(asked);
  });
  return gateway;
}

let bucket: S3Bucket;
let folder: Awaited<ReturnType<typeof makeFolder>>;
let gateway: Gateway;
let env: Env;
before(async () => {
  folder = await makeFolder();
});
beforeEach(async () => {
  await bucket?.drop();
  bucket = await openS3Bucket();
  Object.assign(process.env, bucket.credentials);
  await new Promise<void>((resolve) => (gateway ? gateway.server.close(() => resolve()) : resolve()));
  gateway = startGateway(bucket.endpoint);
  await new Promise<void>((resolve) => gateway.server.listen(0, '127.0.0.1', resolve));
  const { port } = gateway.server.address() as AddressInfo;
  env = {
    ...bucket.env,
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    PUBLIC_URL,
    WMORY_DATA_DIR: folder.path,
  };
});
after(async () => {
  globalAgent.destroy();
  gateway.server.closeAllConnections();
  gateway.server.close();
  await bucket.drop();
  await folder.remove();
});

async function setUp(...flags: string[]): Promise<{ code: number; report: BucketReport }> {
  const { code, stdout, stderr } = await administer(env, ['setup-bucket', '--json', ...flags]);
  assert.equal(stderr, '');
  return { code, report: JSON.parse(stdout) as BucketReport };
}
const statesOf = ({ rules, trials }: BucketReport) => ({
  ...Object.fromEntries(rules.map(({ rule, state }) => [rule, state])),
  ...Object.fromEntries(trials.map(({ trial, passed }) => [trial, passed])),
});
const ready = { privacy: true, browsers: true, uploads: true };

test('makes a bare bucket ready, and says what it did', async () => {
  const before = await setUp('--check');
  assert.equal(before.code, 1);
  assert.deepEqual(statesOf(before.report), {
    'public access': 'different',
    cors: 'missing',
    lifecycle: 'missing',
    policy: 'missing',
    ...ready,
    browsers: false,
  });
  const { code, stdout } = await administer(env, ['setup-bucket']);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /^Bucket wmory-test-/);
  for (const rule of ['public access', 'cors', 'lifecycle', 'policy'])
    assert.match(stdout, new RegExp(`^  ${rule} +set now +`, 'm'));
  for (const trial of ['privacy', 'browsers', 'uploads'])
    assert.match(stdout, new RegExp(`^  ${trial} +tried, holds +`, 'm'));
  assert.match(stdout, /^The bucket is ready\.$/m);

  for (const flags of [[], ['--check']]) {
    const again = await setUp(...flags);
    assert.equal(again.code, 0);
    assert.deepEqual(statesOf(again.report), {
      'public access': 'as wanted',
      cors: 'as wanted',
      lifecycle: 'as wanted',
      policy: 'as wanted',
      ...ready,
    });
  }
  assert.equal(await bucket.count(), 0, 'nothing is left behind');
});

test('says what a store does not know, and is content where it behaves all the same', async () => {
  gateway.unknown = ['publicAccessBlock', 'cors', 'policyStatus'];
  gateway.allowOrigin = '*';
  const { code, report } = await setUp();
  assert.equal(code, 0);
  assert.deepEqual(statesOf(report), {
    'public access': 'unsupported',
    cors: 'unsupported',
    lifecycle: 'set',
    policy: 'set',
    ...ready,
  });
  const browsers = report.trials.find(({ trial }) => trial === 'browsers');
  assert.match(browsers?.detail ?? '', /all other sites too/);
  const { stdout } = await administer(env, ['setup-bucket']);
  assert.match(stdout, /^ {2}cors +not known to this store +/m);
});

test('is not content with a store that does not let the web app in', async () => {
  gateway.unknown = ['cors'];
  const { code, report } = await setUp();
  assert.equal(code, 1);
  assert.deepEqual([statesOf(report).cors, statesOf(report).browsers], ['unsupported', false]);
  const { stdout } = await administer(env, ['setup-bucket']);
  assert.match(stdout, /^ {2}browsers +FAILED +Browsers refuse pages of https:\/\/photos\.example/m);
  assert.match(stdout, /not ready/);
});

test('finds a bucket that strangers can list', async () => {
  gateway.leaks = true;
  const { code, report } = await setUp();
  assert.equal(code, 1);
  const privacy = report.trials.find(({ trial }) => trial === 'privacy');
  assert.deepEqual([privacy?.passed, /gets 200/.test(privacy?.detail ?? '')], [false, true]);
});

test('finds rights that are given to everyone', async () => {
  await bucket.expose();
  const { code, report } = await setUp('--check');
  assert.equal(code, 1);
  assert.equal(statesOf(report).privacy, false);
});

test('says that there is no bucket', async () => {
  const missing = await administer({ ...env, AWS_BUCKET_NAME: 'nobodys-bucket' }, ['setup-bucket']);
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /There is no bucket nobodys-bucket: make it first/);
  const folderAlone = await administer({ WMORY_DATA_DIR: folder.path }, ['setup-bucket']);
  assert.equal(folderAlone.code, 1);
  assert.match(folderAlone.stderr, /Photos are in a folder/);
});
