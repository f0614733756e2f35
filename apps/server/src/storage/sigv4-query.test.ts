import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import { attachmentNamed } from './content-disposition.ts';
import { createQuerySigner } from './sigv4-query.ts';

const bucket = 'photos-of-friends';
const letters = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const segment = letters("abcXYZ019._-~!()' *+,;=@&$:é☀", 1, 12).filter((text) => !/^[.]+$/.test(text));

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;
const cases = fc.record({
  key: fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
  name: fc.string({ unit: 'grapheme', maxLength: 40 }),
  region: fc.constantFrom('us-east-1', 'eu-central-1', 'cn-north-1', 'us-gov-west-1'),
  signedAt: fc.integer({ min: 1_500_000_000, max: 2_500_000_000 }).map((seconds) => seconds * 1000),
  expiresIn: fc.integer({ min: 1, max: 604_800 }),
  sessionToken: fc.option(letters('ab/+=Z9', 1, 60), { nil: undefined }),
  secretAccessKey: letters('abcdef/+0123', 40, 40),
  pathStyle: fc.boolean(),
  endpoint: fc.constantFrom(undefined, 'http://127.0.0.1:9000', 'https://store.example'),
});

/** A client of the SDK, and where it takes the bucket to be. */
function open({ region, pathStyle, endpoint, sessionToken, secretAccessKey }: Case) {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey, ...(sessionToken && { sessionToken }) };
  const client = new S3Client({
    region,
    credentials,
    forcePathStyle: pathStyle,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint && { endpoint }),
  });
  const { url: base } = client.config.endpointProvider({
    Bucket: bucket,
    Region: region,
    ForcePathStyle: pathStyle,
    ...(endpoint && { Endpoint: endpoint }),
  });
  return { client, base, credentials };
}

test('signs reads as the SDK does, byte by byte', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      const { key, name, signedAt, expiresIn } = given;
      const { client, base, credentials } = open(given);
      const read = {
        ResponseContentType: 'image/webp',
        ResponseCacheControl: 'private, max-age=1',
        ResponseContentDisposition: attachmentNamed(name),
      };
      const expected = await getSignedUrl(
        client,
        new GetObjectCommand({ Bucket: bucket, Key: key, ...read }),
        {
          expiresIn,
          signingDate: new Date(signedAt),
        },
      );
      const query = {
        'response-cache-control': read.ResponseCacheControl,
        'response-content-disposition': read.ResponseContentDisposition,
        'response-content-type': read.ResponseContentType,
        'x-id': 'GetObject',
      };
      const prepare = createQuerySigner(given.region);
      const request = { method: 'GET', base, query, signedAt, expiresIn } as const;
      assert.equal(prepare(request, credentials)(key), expected);
      // With the key that is known by now.
      assert.equal(prepare(request, credentials)(key), expected);
    }),
    { numRuns: 300 },
  );
});

test('signs headers as the SDK does, byte by byte', async () => {
  await fc.assert(
    fc.asyncProperty(cases, fc.nat(1e9), async (given, size) => {
      const { key, signedAt, expiresIn } = given;
      const { client, base, credentials } = open(given);
      const put = { ContentType: 'image/jpeg', ContentLength: size, IfNoneMatch: '*' };
      const expected = await getSignedUrl(
        client,
        new PutObjectCommand({ Bucket: bucket, Key: key, ...put }),
        {
          expiresIn,
          signingDate: new Date(signedAt),
          signableHeaders: new Set(['content-length', 'content-type', 'host', 'if-none-match']),
        },
      );
      const headers = {
        'if-none-match': '*',
        'content-type': 'image/jpeg',
        'content-length': String(size),
      };
      const query = { 'x-id': 'PutObject' };
      const prepare = createQuerySigner(given.region);
      const request = { method: 'PUT', base, headers, query, signedAt, expiresIn } as const;
      assert.equal(prepare(request, credentials)(key), expected);
    }),
    { numRuns: 100 },
  );
});

test('derives another key for another day, and for other credentials', () => {
  const prepare = createQuerySigner('eu-central-1');
  const base = new URL(`https://${bucket}.s3.eu-central-1.amazonaws.com`);
  const request = { method: 'GET', base, expiresIn: 60 } as const;
  const days = [0, 86_400_000, 0].map((later) => Date.UTC(2026, 10, 24) + later);
  const fresh = (signedAt: number, secretAccessKey: string) =>
    createQuerySigner('eu-central-1')({ ...request, signedAt }, { accessKeyId: 'a', secretAccessKey })('k');
  for (const signedAt of days)
    for (const secretAccessKey of ['one', 'two'])
      assert.equal(
        prepare({ ...request, signedAt }, { accessKeyId: 'a', secretAccessKey })('k'),
        fresh(signedAt, secretAccessKey),
      );
});
