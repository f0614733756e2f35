import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { it } from 'node:test';
import { ConfigError, configFields, parseConfig } from './config.ts';

it('starts from nothing', () => {
  const config = parseConfig({});
  assert.deepEqual([config.host, config.port, config.publicUrl], ['127.0.0.1', 3000, null]);
  assert.deepEqual([config.quotaPerDay, config.maxFileSize], [1_000_000_000, 1_073_000_000]);
  assert.ok(config.queue.kind === 'embedded' && config.queue.processes >= 1);
});

it('names every fault at once', () => {
  const env = {
    PORT: '70000',
    PUBLIC_URL: 'photos.example',
    TRUST_PROXY: '10.0.0.0/8,2',
    LOG_LEVEL: 'loud',
    SMTP_URL: 'http://x',
    REDIS_URL: 'http://x',
    WMORY_SECRET: 'too-short',
  };
  assert.throws(
    () => parseConfig(env),
    (error) => error instanceof ConfigError && Object.keys(env).every((name) => error.message.includes(name)),
  );
});

it('takes two queues of SQS or none', () => {
  const SQS_JOBS_URL = 'https://sqs.eu-central-1.amazonaws.com/123456789012/jobs';
  const SQS_RESULTS_URL = 'https://sqs.eu-central-1.amazonaws.com/123456789012/results';
  assert.deepEqual(parseConfig({ SQS_JOBS_URL, SQS_RESULTS_URL }).queue, {
    kind: 'sqs',
    jobsUrl: SQS_JOBS_URL,
    resultsUrl: SQS_RESULTS_URL,
    endpoint: null,
  });
  for (const env of [{ SQS_JOBS_URL }, { SQS_RESULTS_URL }, { SQS_JOBS_URL: 'jobs', SQS_RESULTS_URL }])
    assert.throws(() => parseConfig(env), ConfigError);
});

it('lets in whom the settings say, and asks for what goes together', () => {
  const { signUp } = parseConfig({});
  assert.deepEqual([signUp.policy, signUp.challenge], [{ policy: 'open' }, { kind: 'none' }]);
  const school = { SIGN_UP: 'domains', SIGN_UP_DOMAINS: 'School.example, b.example' };
  assert.deepEqual(parseConfig(school).signUp.policy, {
    policy: 'domains',
    domains: ['school.example', 'b.example'],
  });
  const widget = { CHALLENGE: 'hcaptcha', CHALLENGE_SITE_KEY: 'site', CHALLENGE_SECRET: 'hunter2' };
  const config = parseConfig(widget);
  assert.deepEqual(config.signUp.challenge, {
    kind: 'widget',
    provider: 'hcaptcha',
    siteKey: 'site',
    url: null,
  });
  assert.equal(config.secrets.challenge, 'hunter2');
  assert.doesNotMatch(JSON.stringify(config), /hunter2/);
  for (const env of [
    { SIGN_UP: 'closed' },
    { SIGN_UP: 'domains' },
    { SIGN_UP_DOMAINS: 'school.example' },
    { ...school, SIGN_UP_DOMAINS: 'ada@school.example' },
    { ...widget, CHALLENGE_SECRET: '' },
    { CHALLENGE: 'proof-of-work', CHALLENGE_BITS: '60' },
  ])
    assert.throws(() => parseConfig(env), ConfigError, JSON.stringify(env));
});

it('believes no proxy by a count of hops or by "everyone"', () => {
  for (const TRUST_PROXY of ['1', 'true', '*', '0.0.0.0/0', '::/0', 'loopback']) {
    assert.throws(() => parseConfig({ TRUST_PROXY }), ConfigError, TRUST_PROXY);
  }
  assert.deepEqual(parseConfig({ TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy, ['10.0.0.0/8', '::1']);
});

it('takes an origin and nothing longer for links', () => {
  assert.equal(parseConfig({ PUBLIC_URL: 'https://photos.example/' }).publicUrl, 'https://photos.example');
  assert.throws(() => parseConfig({ PUBLIC_URL: 'https://photos.example/app' }), ConfigError);
});

it('never prints a secret', () => {
  const secret = Buffer.alloc(32, 7).toString('base64url');
  const config = parseConfig({ SMTP_URL: 'smtps://user:hunter2@mail.example', WMORY_SECRET: secret });
  assert.equal(config.secrets.smtpUrl, 'smtps://user:hunter2@mail.example');
  assert.deepEqual(config.secrets.root, Buffer.alloc(32, 7));
  assert.ok(!/hunter2|BwcHBwc|7,7,7/.test(JSON.stringify(config)));
});

it('describes every setting', () => {
  for (const { name, description, section } of configFields) assert.ok(name && description && section);
});

it('takes a secret of 32 bytes and more, in base64url alone', () => {
  const faulty = [
    Buffer.alloc(31).toString('base64url'),
    `${'a'.repeat(43)}=`,
    `${'a'.repeat(42)}+/`,
    'a'.repeat(41),
  ];
  for (const WMORY_SECRET of faulty)
    assert.throws(() => parseConfig({ WMORY_SECRET }), ConfigError, WMORY_SECRET);
  for (const WMORY_SECRET of [Buffer.alloc(32).toString('base64url'), Buffer.alloc(32).toString('hex')])
    assert.ok(parseConfig({ WMORY_SECRET }).secrets.root);
});

const pemOf = (key: KeyObject): string => String(key.export({ type: 'pkcs8', format: 'pem' }));
const cdn = (key: string) => ({
  AWS_BUCKET_NAME: 'photos',
  AWS_REGION: 'eu-central-1',
  CDN_DOMAIN: 'd111111abcdef8.cloudfront.net',
  CDN_KEY_PAIR_ID: 'K2JCJMDEHXQW5F',
  CDN_PRIVATE_KEY: key,
});

it('takes a distribution of CloudFront whole, with a key in any of the usual spellings', () => {
  const keys = [
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  ];
  const [, ec] = keys;
  const spellings = [...keys.map(pemOf), String(ec?.export({ type: 'sec1', format: 'pem' }))];
  for (const pem of spellings)
    for (const text of [pem, pem.replaceAll('\n', '\\n'), Buffer.from(pem).toString('base64')]) {
      const { store, secrets } = parseConfig(cdn(text));
      assert.deepEqual(store.kind === 's3' && store.cdn, {
        origin: 'https://d111111abcdef8.cloudfront.net',
        keyPairId: 'K2JCJMDEHXQW5F',
      });
      assert.ok(secrets.cdnKey && keys.map(pemOf).includes(pemOf(secrets.cdnKey)));
      assert.doesNotMatch(JSON.stringify(parseConfig(cdn(text))), /PRIVATE|cdnKey/);
    }
  assert.deepEqual(parseConfig({ AWS_BUCKET_NAME: 'photos', AWS_REGION: 'x' }).secrets.cdnKey, null);
});

it('refuses half of a distribution, and keys that CloudFront does not know', () => {
  const whole = cdn(pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey));
  const refused = (env: Record<string, string>, pattern: RegExp): void =>
    assert.throws(
      () => parseConfig(env),
      (error) => error instanceof ConfigError && pattern.test(error.message),
      String(pattern),
    );
  const { CDN_DOMAIN, CDN_KEY_PAIR_ID, CDN_PRIVATE_KEY, ...bucket } = whole;
  refused({ ...bucket, CDN_DOMAIN }, /^CDN_KEY_PAIR_ID and CDN_PRIVATE_KEY are needed with CDN_DOMAIN$/m);
  refused({ ...bucket, CDN_DOMAIN, CDN_KEY_PAIR_ID }, /^CDN_PRIVATE_KEY is needed with CDN_DOMAIN and CDN/m);
  refused({ ...bucket, CDN_KEY_PAIR_ID, CDN_PRIVATE_KEY }, /^CDN_DOMAIN is needed with/m);
  refused({ CDN_DOMAIN, CDN_KEY_PAIR_ID, CDN_PRIVATE_KEY }, /^AWS_BUCKET_NAME is needed with CDN_DOMAIN$/m);
  for (const name of ['https://cdn.example', 'cdn.example/x', 'cdn', 'cdn.example:443'])
    refused({ ...whole, CDN_DOMAIN: name }, /^CDN_DOMAIN must be a name/m);
  refused({ ...whole, CDN_KEY_PAIR_ID: 'K 1&Expires=1' }, /^CDN_KEY_PAIR_ID must be/m);
  const strange = [
    generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey,
    generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey,
    generateKeyPairSync('ed25519').privateKey,
  ].map(pemOf);
  for (const key of ['secret', ...strange]) {
    refused(
      { ...whole, CDN_PRIVATE_KEY: key },
      /^CDN_PRIVATE_KEY must be a private key, RSA with 2048 bits/m,
    );
    assert.throws(
      () => parseConfig({ ...whole, CDN_PRIVATE_KEY: key }),
      (error) => !String(error).includes(key.slice(30, 60) || key),
    );
  }
});

it('keeps heads of the audit log in a file or in a bucket of their own', () => {
  const sinkOf = (AUDIT_SINK: string, env = {}) =>
    parseConfig({ AWS_REGION: 'eu-central-1', AUDIT_SINK, ...env }).audit.sink;
  const store = { region: 'eu-central-1', endpoint: null, pathStyle: false };
  assert.equal(sinkOf(''), null);
  assert.deepEqual(sinkOf('/mnt/heads'), { kind: 'file', path: '/mnt/heads' });
  for (const [text, prefix] of [
    ['s3://audit', ''],
    ['s3://audit/', ''],
    ['s3://audit/wmory/main', 'wmory/main/'],
  ] as const)
    assert.deepEqual(sinkOf(text), { kind: 's3', store: { bucket: 'audit', ...store }, prefix });
  const endpoint = 'http://127.0.0.1:7070';
  const elsewhere = sinkOf('s3://audit', { S3_ENDPOINT: endpoint, S3_PATH_STYLE: 'true' });
  assert.deepEqual(elsewhere?.kind === 's3' && elsewhere.store.endpoint, endpoint);
  for (const text of ['heads', './heads', 's3:/audit', 's3://a', 'https://audit/x', 's3://audit/a b'])
    assert.throws(() => sinkOf(text), /^ConfigError: AUDIT_SINK must be/m, text);
  assert.throws(() => sinkOf('s3://photos', { AWS_BUCKET_NAME: 'photos' }), /AUDIT_SINK must be another/);
  assert.throws(() => sinkOf('s3://audit', { AWS_REGION: '' }), /AWS_REGION is needed with AUDIT_SINK/);
  const { retention, sinkEvery } = parseConfig({ AUDIT_RETENTION_DAYS: '0', AUDIT_SINK_MINUTES: '2' }).audit;
  assert.deepEqual([retention, sinkEvery], [null, 120_000]);
});
