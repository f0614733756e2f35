import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { SignedRequest } from '@wmory/contract';
import { type Multipart, ObjectChanged, type PartGrant } from '../port.ts';
import { altered, MINUTE, type StorageBench, send, sha256, statusOf, withParameter } from './requests.ts';

/** What S3 takes of any part but the last, at least. */
const PART_SIZE = 5 * 1024 * 1024;
const contentType = 'image/png';

type Bytes = Buffer<ArrayBuffer>;

/** What becomes of objects that are sent in parts. */
export function testMultiparts(under: StorageBench): void {
  const { dialect } = under;
  const [first, last]: Bytes[] = [randomBytes(PART_SIZE), randomBytes(1000)] as Bytes[];
  assert.ok(first && last);

  async function begin(key = `incoming/${randomUUID()}`): Promise<Multipart> {
    return { key, id: await under.storage.createMultipart({ key, contentType }) };
  }
  const grantFor = (multipart: Multipart, number: number, bytes: Bytes): PartGrant => ({
    ...multipart,
    number,
    size: bytes.byteLength,
    sha256: sha256(bytes),
    expiresAt: Date.now() + 5 * MINUTE,
  });
  const sign = (multipart: Multipart, number: number, bytes: Bytes): Promise<SignedRequest> =>
    under.storage.signPart(grantFor(multipart, number, bytes));
  const put = async (multipart: Multipart, number: number, bytes: Bytes): Promise<number> =>
    statusOf(send(await sign(multipart, number, bytes), bytes));
  const sizesOf = async (multipart: Multipart) =>
    (await under.storage.listParts(multipart))?.map(({ number, size }) => [number, size]) ?? null;
  async function complete(multipart: Multipart) {
    const parts = await under.storage.listParts(multipart);
    assert.ok(parts);
    return under.storage.completeMultipart({ ...multipart, contentType }, parts);
  }

  test('makes one object of parts that came in any order, and copies it', async () => {
    const multipart = await begin();
    assert.deepEqual(await sizesOf(multipart), []);
    assert.equal(await put(multipart, 2, last), 200);
    assert.deepEqual(await sizesOf(multipart), [[2, last.length]]);
    assert.equal(await put(multipart, 1, first), 200);
    assert.deepEqual(await sizesOf(multipart), [
      [1, first.length],
      [2, last.length],
    ]);
    assert.equal(await under.storage.head(multipart.key), null, 'nothing before it is completed');
    const made = await complete(multipart);
    const whole = Buffer.concat([first, last]);
    assert.deepEqual([made.key, made.size, made.contentType], [multipart.key, whole.length, contentType]);
    assert.ok([sha256(whole), null].includes(made.sha256));
    assert.equal((await under.storage.head(multipart.key))?.etag, made.etag);
    assert.equal(await sizesOf(multipart), null);

    const to = { key: `media/${randomUUID()}/original`, contentType };
    const copied = await under.storage.copy(made, to);
    assert.equal(copied.size, whole.length);
    const served = await under.storage.signRead({ key: to.key, expiresAt: Date.now() + MINUTE, contentType });
    assert.equal(sha256(await (await send(served)).bytes()), sha256(whole));
  });

  test('completes once, whoever asks again or meanwhile', async () => {
    const multipart = await begin();
    for (const [number, bytes] of [
      [1, first],
      [2, last],
    ] as const)
      assert.equal(await put(multipart, number, bytes), 200);
    const parts = await under.storage.listParts(multipart);
    assert.ok(parts);
    const asked = { ...multipart, contentType };
    const all = await Promise.all(
      Array.from({ length: 8 }, () => under.storage.completeMultipart(asked, parts)),
    );
    const again = await under.storage.completeMultipart(asked, parts);
    assert.equal(new Set([...all, again].map(({ etag, size }) => `${etag} ${size}`)).size, 1);
    assert.ok([403, 404].includes(await put(multipart, 1, first)), 'its URLs have ended');
    await under.storage.abortMultipart(multipart);
    assert.equal((await under.storage.head(multipart.key))?.size, first.length + last.length);
  });

  test('refuses every part but the signed one, and keeps nothing of it', async (t) => {
    const multipart = await begin();
    const forgeries: Record<string, (signed: SignedRequest) => Promise<number>> = {
      'another key': ({ url, ...rest }) =>
        statusOf(send({ ...rest, url: url.replace(/(incoming\/.{8})./, '$1_') }, last)),
      'no signature': ({ url, ...rest }) => statusOf(send({ ...rest, url: url.replace(/\?.*/, '') }, last)),
      GET: ({ url }) => statusOf(fetch(url)),
      'a byte less': (signed) => statusOf(send(signed, last.subarray(1))),
      'a byte more': (signed) => statusOf(send(signed, Buffer.concat([last, last.subarray(1)]))),
    };
    const probe = await sign(multipart, 1, last);
    // The digest alone would let a body of any length in, to be refused at its end.
    const signedHeaders = new URL(probe.url).searchParams.get('X-Amz-SignedHeaders');
    assert.ok([null, 'content-length;host;x-amz-content-sha256'].includes(signedHeaders));
    for (const parameter of new URL(probe.url).searchParams.keys()) {
      forgeries[`another ${parameter}`] = ({ url, ...rest }) =>
        statusOf(send({ ...rest, url: withParameter(url, parameter, altered) }, last));
    }
    for (const header of Object.keys(probe.headers)) {
      forgeries[`without ${header}`] = ({ headers, ...rest }) => {
        const { [header]: _, ...others } = headers;
        return statusOf(send({ ...rest, headers: others }, last));
      };
    }
    for (const [what, forge] of Object.entries(forgeries)) {
      await t.test(what, async () => {
        const status = await forge(await sign(multipart, 1, last));
        // A store may look for the upload, or for what parameters mean, before it looks at the signature.
        const expected = [...dialect.forged, ...dialect.malformed, 404];
        assert.ok(expected.includes(status), `answered ${status}`);
        assert.deepEqual(await sizesOf(multipart), []);
      });
    }
    await t.test('other bytes of the same length', async () => {
      const status = await statusOf(send(await sign(multipart, 1, last), randomBytes(last.length)));
      assert.ok(dialect.wrongBody.includes(status), `answered ${status}`);
      assert.deepEqual(await sizesOf(multipart), []);
    });
    await under.storage.abortMultipart(multipart);
  });

  test('knows an id by its own key alone', async () => {
    const multipart = await begin();
    assert.equal(await put(multipart, 1, last), 200);
    const other = { ...multipart, key: `incoming/${randomUUID()}` };
    assert.equal(await sizesOf(other), null);
    assert.ok([403, 404].includes(await put(other, 1, last)));
    const parts = (await under.storage.listParts(multipart)) ?? [];
    await assert.rejects(under.storage.completeMultipart({ ...other, contentType }, parts), ObjectChanged);
    await under.storage.abortMultipart(other);
    assert.equal((await complete(multipart)).size, last.length);
  });

  test('takes a part again, and makes the object of the last one', async () => {
    const multipart = await begin();
    assert.equal(await put(multipart, 1, first), 200);
    const stale = await under.storage.listParts(multipart);
    assert.equal(await put(multipart, 1, last), 200);
    assert.deepEqual(await sizesOf(multipart), [[1, last.length]]);
    await assert.rejects(
      under.storage.completeMultipart({ ...multipart, contentType }, stale ?? []),
      ObjectChanged,
    );
    assert.equal((await complete(multipart)).size, last.length);
  });

  test('lists what nobody completed, and drops it with its URLs', async () => {
    const folder = `incoming/${randomUUID()}`;
    const begun = [await begin(`${folder}-a`), await begin(`${folder}-b`), await begin(`${folder}-b`)];
    const [aborted] = begun;
    assert.ok(aborted);
    const signed = await sign(aborted, 1, last);
    assert.equal(await statusOf(send(signed, last)), 200);
    const list = async (after?: Multipart, limit?: number) =>
      under.storage.listMultiparts(folder, { ...(after && { after }), ...(limit && { limit }) });
    const place = ({ key, id }: Multipart) => `${key} ${id}`;
    const all = await list();
    assert.deepEqual(all.map(place).sort(), begun.map(place).sort());
    for (const { startedAt } of all) assert.ok(Math.abs(startedAt - Date.now()) < MINUTE);
    const page = await list(undefined, 2);
    assert.deepEqual([...page, ...(await list(page[1], 2))].map(place), all.map(place));

    await under.storage.abortMultipart(aborted);
    await under.storage.abortMultipart(aborted);
    assert.equal(await sizesOf(aborted), null);
    assert.ok([403, 404].includes(await statusOf(send(signed, last))));
    await assert.rejects(
      under.storage.completeMultipart({ ...aborted, contentType }, [
        { number: 1, size: last.length, etag: 'x' },
      ]),
      ObjectChanged,
    );
    for (const rest of await list()) await under.storage.abortMultipart(rest);
    assert.deepEqual(await list(), []);
  });

  test('honours no signature of a part after its time, and gives none for long', async () => {
    const multipart = await begin();
    const grant = grantFor(multipart, 1, last);
    await assert.rejects(
      under.storage.signPart({ ...grant, expiresAt: Date.now() + 16 * MINUTE }),
      RangeError,
    );
    const expiresAt = Date.now() + 1500;
    const signed = await under.storage.signPart({ ...grant, expiresAt });
    await wait(expiresAt - Date.now() + 1100);
    assert.equal(await statusOf(send(signed, last)), 403);
    await under.storage.abortMultipart(multipart);
  });
}
