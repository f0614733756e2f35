import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { S3Client } from '@aws-sdk/client-s3';
import { ObjectChanged, type ObjectInfo } from './port.ts';
import { createS3Multipart } from './s3-multipart.ts';

type Answer = readonly [status: number, body: string];

const multipart = { key: 'incoming/a', id: 'b', contentType: 'image/png' };
const parts = [{ number: 1, size: 3, etag: 'c' }];
const made: ObjectInfo = {
  key: multipart.key,
  size: 3,
  contentType: 'image/png',
  etag: 'd',
  sha256: null,
  modifiedAt: 0,
};
const fault = (status: number, code: string): Answer => [
  status,
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
];
const page = (numbers: number[], truncated: boolean): Answer => [
  200,
  `<?xml version="1.0"?><ListPartsResult><IsTruncated>${truncated}</IsTruncated><NextPartNumberMarker>${numbers.at(-1)}</NextPartNumberMarker>${numbers
    .map((number) => `<Part><PartNumber>${number}</PartNumber><Size>3</Size><ETag>"c"</ETag></Part>`)
    .join('')}</ListPartsResult>`,
];

/**
 * Answers that S3 gives in moments that no test can bring about: while another call completes the same, or of more
 * parts than one page has. What real stores do is in the suite.
 */
async function open(
  t: TestContext,
  answer: (method: string, query: URLSearchParams) => Answer,
  there = false,
) {
  const calls: string[] = [];
  const server = createServer(({ method = '', url = '' }, response) => {
    const { searchParams } = new URL(url, 'http://store');
    calls.push(`${method} ${searchParams.get('part-number-marker') ?? ''}`.trim());
    const [status, body] = answer(method, searchParams);
    response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new S3Client({
    region: 'eu-central-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forcePathStyle: true,
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  t.after(() => {
    client.destroy();
    server.close();
  });
  return { calls, store: createS3Multipart(client, 'photos', async () => (there ? made : null)) };
}

test('parts of more than one page are all listed, and no page is asked for after the last', async (t) => {
  const first = Array.from({ length: 1000 }, (_, index) => index + 1);
  const { store, calls } = await open(t, (_, query) =>
    query.get('part-number-marker') === '1000' ? page([1001, 1002], false) : page(first, true),
  );
  const listed = await store.listParts(multipart);
  assert.deepEqual(
    listed?.map(({ number }) => number),
    [...first, 1001, 1002],
  );
  assert.deepEqual(listed?.[0], { number: 1, size: 3, etag: 'c' });
  assert.deepEqual(calls, ['GET', 'GET 1000']);
});

for (const code of ['NoSuchUpload', 'PreconditionFailed', 'InternalError'])
  test(`${code} from a completion that another call was ahead of is the object that it made`, async (t) => {
    const { store } = await open(t, () => fault(code === 'InternalError' ? 500 : 404, code), true);
    assert.deepEqual(await store.completeMultipart(multipart, parts), made);
  });

for (const code of ['NoSuchUpload', 'InvalidPart', 'ConditionalRequestConflict'])
  test(`${code} without an object says that the parts are not those any more`, async (t) => {
    const { store } = await open(t, () => fault(400, code));
    await assert.rejects(store.completeMultipart(multipart, parts), ObjectChanged);
  });

test('a fault of the store is passed on as long as the parts are there', async (t) => {
  const { store } = await open(t, (method) =>
    method === 'GET' ? page([1], false) : fault(500, 'InternalError'),
  );
  await assert.rejects(store.completeMultipart(multipart, parts), { name: 'InternalError' });
});

test('that the bucket is gone is no part that is gone', async (t) => {
  const { store } = await open(t, () => fault(404, 'NoSuchBucket'));
  await assert.rejects(store.listParts(multipart), { name: 'NoSuchBucket' });
  await assert.rejects(store.abortMultipart(multipart), { name: 'NoSuchBucket' });
});
