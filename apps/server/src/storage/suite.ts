import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { SignedRequest } from '@wmory/contract';
import { ObjectChanged, type Storage, type UploadGrant } from './port.ts';

export interface StorageUnderTest {
  storage: Storage;
  close(): Promise<void>;
}

/** Where stores may differ in how they say no. */
export interface Dialect {
  /** To another request than was signed. */
  forged: readonly number[];
  /** To the right request with another body. */
  wrongBody: readonly number[];
  /** To a key that is taken. */
  taken: readonly number[];
  /** To one that loses a race for a key. */
  lostRace: readonly number[];
}

const strict: Dialect = { forged: [403], wrongBody: [400], taken: [412], lostRace: [412] };

const MINUTE = 60_000;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const upper = (text: string): string => text.toUpperCase();

/** Another letter or digit in place of the last one. */
const altered = (text: string): string => text.slice(0, -1) + (text.endsWith('a') ? 'b' : 'a');

function grantFor(bytes: Uint8Array, changes: Partial<UploadGrant> = {}): UploadGrant {
  return {
    key: `incoming/${randomUUID()}`,
    contentType: 'image/jpeg',
    size: bytes.byteLength,
    sha256: sha256(bytes),
    expiresAt: Date.now() + 5 * MINUTE,
    ...changes,
  };
}

/** Sends a signed request as it is, or with changes. */
async function send(
  signed: SignedRequest,
  body?: Uint8Array<ArrayBuffer>,
  init: RequestInit = {},
): Promise<Response> {
  const { method, url, headers } = signed;
  const response = await fetch(url, { method, headers, ...(body && { body }), ...init });
  return response;
}

const statusOf = async (response: Promise<Response>): Promise<number> => {
  const { status, body } = await response;
  await body?.cancel();
  return status;
};

/** The same URL with another value of one query parameter. */
function withParameter(url: string, name: string, change: (value: string) => string): string {
  const changed = new URL(url);
  changed.searchParams.set(name, change(changed.searchParams.get(name) ?? ''));
  return changed.href;
}

/**
 * What every store must do, on a real one over real HTTP. `make` starts it once for the whole suite; keys are
 * fresh in each test.
 */
export function storageSuite(
  name: string,
  make: () => Promise<StorageUnderTest>,
  differences: Partial<Dialect> = {},
): void {
  const dialect = { ...strict, ...differences };

  describe(name, () => {
    let started: StorageUnderTest;
    let storage: Storage;
    const bytes = randomBytes(100_000);

    before(async () => {
      started = await make();
      storage = started.storage;
    });
    after(() => started?.close());

    async function put(key: string, body = bytes, contentType = 'image/jpeg'): Promise<string> {
      const signed = await storage.signUpload(grantFor(body, { key, contentType }));
      assert.equal(await statusOf(send(signed, body)), 200);
      const info = await storage.head(key);
      assert.ok(info);
      return info.etag;
    }

    const read = (key: string, init?: RequestInit) =>
      send(
        storage.signRead({ key, expiresAt: Date.now() + MINUTE, contentType: 'image/jpeg' }),
        undefined,
        init,
      );

    test('takes exactly the signed upload and says what it holds', async () => {
      const grant = grantFor(bytes);
      const startedAt = Date.now();
      assert.equal(await storage.head(grant.key), null);
      assert.equal(await statusOf(send(await storage.signUpload(grant), bytes)), 200);
      const info = await storage.head(grant.key);
      assert.ok(info);
      const { key, size, contentType, modifiedAt } = info;
      assert.deepEqual(
        { key, size, contentType },
        { key: grant.key, size: bytes.length, contentType: 'image/jpeg' },
      );
      assert.ok([grant.sha256, null].includes(info.sha256));
      assert.ok(Math.abs(modifiedAt - startedAt) < MINUTE);
      assert.match(info.etag, /^[^"\s]+$/);
      const served = await read(grant.key);
      assert.equal(served.status, 200);
      assert.equal(sha256(await served.bytes()), grant.sha256);
    });

    test('refuses every request but the signed one, and stores nothing', async (t) => {
      const forgeries: Record<string, (signed: SignedRequest) => Promise<number>> = {
        'another key': ({ url, ...rest }) =>
          statusOf(send({ ...rest, url: url.replace(/(incoming\/.{8})./, '$1_') }, bytes)),
        'no signature': ({ url, ...rest }) =>
          statusOf(send({ ...rest, url: url.replace(/\?.*/, '') }, bytes)),
        GET: ({ url }) => statusOf(fetch(url)),
        DELETE: ({ url, headers }) => statusOf(fetch(url, { method: 'DELETE', headers })),
        POST: ({ url, headers }) => statusOf(fetch(url, { method: 'POST', headers, body: bytes })),
        'a byte less': (signed) => statusOf(send(signed, bytes.subarray(1))),
        'a byte more': (signed) => statusOf(send(signed, Buffer.concat([bytes, bytes.subarray(0, 1)]))),
        'no body': (signed) => statusOf(send(signed)),
      };
      const probe = await storage.signUpload(grantFor(bytes));
      for (const header of Object.keys(probe.headers)) {
        forgeries[`without ${header}`] = ({ headers, ...rest }) => {
          const { [header]: _, ...others } = headers;
          return statusOf(send({ ...rest, headers: others }, bytes));
        };
        forgeries[`another ${header}`] = ({ headers, ...rest }) => {
          const other =
            header === 'content-type'
              ? 'text/html'
              : header === 'if-none-match'
                ? '"x"'
                : digestLike(headers[header]);
          return statusOf(send({ ...rest, headers: { ...headers, [header]: other } }, bytes));
        };
      }
      for (const parameter of new URL(probe.url).searchParams.keys()) {
        for (const [how, change] of Object.entries({ altered, upper, emptied: () => '' })) {
          const value = new URL(probe.url).searchParams.get(parameter) ?? '';
          if (change(value) === value) continue;
          forgeries[`${parameter} ${how}`] = ({ url, ...rest }) =>
            statusOf(send({ ...rest, url: withParameter(url, parameter, change) }, bytes));
        }
      }
      for (const [what, forge] of Object.entries(forgeries)) {
        await t.test(what, async () => {
          const grant = grantFor(bytes);
          const status = await forge(await storage.signUpload(grant));
          const expected = what === 'no body' ? [...dialect.forged, 411] : dialect.forged;
          assert.ok(expected.includes(status), `answered ${status}`);
          assert.equal(await storage.head(grant.key), null);
        });
      }
    });

    test('refuses other bytes of the same length, and keeps none of them', async () => {
      const grant = grantFor(bytes);
      const signed = await storage.signUpload(grant);
      const status = await statusOf(send(signed, randomBytes(bytes.length)));
      assert.ok(dialect.wrongBody.includes(status), `answered ${status}`);
      assert.equal(await storage.head(grant.key), null);
      assert.equal(await statusOf(send(signed, bytes)), 200);
    });

    test('takes an upload once', async () => {
      const grant = grantFor(bytes);
      const signed = await storage.signUpload(grant);
      assert.equal(await statusOf(send(signed, bytes)), 200);
      const first = await storage.head(grant.key);
      for (let i = 0; i < 3; i++) {
        assert.ok(dialect.taken.includes(await statusOf(send(signed, bytes))));
      }
      assert.deepEqual(await storage.head(grant.key), first);
    });

    test('lets one of ten concurrent uploads win', async () => {
      const signed = await storage.signUpload(grantFor(bytes));
      const statuses = await Promise.all(Array.from({ length: 10 }, () => statusOf(send(signed, bytes))));
      assert.equal(statuses.filter((status) => status === 200).length, 1, String(statuses));
      const losers = statuses.filter((status) => status !== 200);
      assert.ok(
        losers.every((status) => dialect.lostRace.includes(status)),
        String(statuses),
      );
    });

    test('keeps nothing of an upload whose sender goes away', async () => {
      const grant = grantFor(bytes);
      const signed = await storage.signUpload(grant);
      const sender = httpRequest(signed.url, {
        method: 'PUT',
        headers: { ...signed.headers, 'content-length': String(bytes.length) },
      });
      sender.on('error', () => {});
      sender.write(bytes.subarray(0, bytes.length / 2));
      await wait(100);
      sender.destroy();
      await new Promise((resolve) => sender.once('close', resolve));
      await wait(100);
      assert.equal(await storage.head(grant.key), null);
      assert.equal(await statusOf(send(signed, bytes)), 200);
    });

    test('honours no signature after its time', async () => {
      const key = `incoming/${randomUUID()}`;
      await put(key);
      const expiresAt = Date.now() + 1500;
      const upload = await storage.signUpload(grantFor(bytes, { expiresAt }));
      const variant = await storage.signVariantPut({
        key: `media/${randomUUID()}/v`,
        contentType: 'image/webp',
        maxSize: 1e6,
        expiresAt,
      });
      const download = storage.signRead({ key, expiresAt, contentType: 'image/jpeg' });
      await wait(expiresAt - Date.now() + 1100);
      assert.equal(await statusOf(send(upload, bytes)), 403);
      assert.equal(await statusOf(send(variant, bytes)), 403);
      assert.equal(await statusOf(send(download)), 403);
    });

    test('signs no upload that lives longer than 15 minutes', async () => {
      await assert.rejects(
        storage.signUpload(grantFor(bytes, { expiresAt: Date.now() + 16 * MINUTE })),
        RangeError,
      );
    });

    test('refuses every read but the signed one', async () => {
      const [key, other] = [`media/${randomUUID()}/a`, `media/${randomUUID()}/b`];
      await put(key);
      await put(other);
      const signed = storage.signRead({
        key,
        expiresAt: Date.now() + MINUTE,
        contentType: 'image/jpeg',
        downloadName: 'a.jpg',
      });
      assert.equal(await statusOf(send(signed)), 200);
      const forged = [signed.url.replace(key, other), signed.url.replace(/\?.*/, ''), `${signed.url}&x=1`];
      for (const parameter of new URL(signed.url).searchParams.keys()) {
        forged.push(
          withParameter(signed.url, parameter, altered),
          withParameter(signed.url, parameter, () => ''),
        );
      }
      for (const url of forged) assert.ok(dialect.forged.includes(await statusOf(fetch(url))), url);
      const written = await statusOf(send({ ...signed, method: 'PUT', headers: {} }, bytes));
      assert.ok(dialect.forged.includes(written), `PUT answered ${written}`);
    });

    test('signs the same read the same way, so that caches hold', () => {
      const grant = { key: 'media/g/p/thumb', expiresAt: Date.now() + MINUTE, contentType: 'image/webp' };
      assert.deepEqual(storage.signRead(grant), storage.signRead({ ...grant }));
    });

    test('serves the type it is told to, whatever was stored, and for private caches only', async () => {
      const key = `media/${randomUUID()}/x`;
      await put(key, bytes, 'text/html');
      const response = await send(
        storage.signRead({ key, expiresAt: Date.now() + MINUTE, contentType: 'image/png' }),
      );
      await response.body?.cancel();
      assert.equal(response.headers.get('content-type'), 'image/png');
      assert.match(response.headers.get('cache-control') ?? '', /\bprivate\b/);
      assert.equal(response.headers.get('content-disposition'), null);
    });

    test('names a download', async () => {
      const key = `media/${randomUUID()}/x`;
      await put(key);
      const downloadName = 'Zoë & "friends", 100% día ☀️ (1).jpg';
      const response = await send(
        storage.signRead({ key, expiresAt: Date.now() + MINUTE, contentType: 'image/jpeg', downloadName }),
      );
      await response.body?.cancel();
      const disposition = response.headers.get('content-disposition') ?? '';
      assert.match(disposition, /^attachment; filename="[ !#-~]+"; filename\*=UTF-8''/);
      assert.equal(decodeURIComponent(disposition.replace(/.*''/, '')), downloadName);
    });

    test('serves ranges', async () => {
      const key = `media/${randomUUID()}/x`;
      await put(key);
      const size = bytes.length;
      for (const [range, start, end] of [
        ['bytes=0-0', 0, 0],
        ['bytes=10-1009', 10, 1009],
        [`bytes=${size - 5}-`, size - 5, size - 1],
        ['bytes=-7', size - 7, size - 1],
        [`bytes=5-${size * 9}`, 5, size - 1],
      ] as const) {
        const response = await read(key, { headers: { range } });
        assert.equal(response.status, 206, range);
        assert.equal(response.headers.get('content-range'), `bytes ${start}-${end}/${size}`);
        assert.ok(bytes.subarray(start, end + 1).equals(await response.bytes()), range);
      }
      assert.equal(await statusOf(read(key, { headers: { range: `bytes=${size}-` } })), 416);
    });

    test('answers conditional reads', async () => {
      const key = `media/${randomUUID()}/x`;
      const etag = await put(key);
      const response = await read(key, { headers: { 'if-none-match': `"${etag}"` } });
      assert.equal(response.status, 304);
      assert.equal((await response.bytes()).length, 0);
      assert.equal(await statusOf(read(key, { headers: { 'if-none-match': '"another"' } })), 200);
      assert.equal((await read(`media/${randomUUID()}/none`)).status, 404);
    });

    test('replaces variants, up to their size', async () => {
      const key = `media/${randomUUID()}/thumb`;
      const sign = () =>
        storage.signVariantPut({
          key,
          contentType: 'image/webp',
          maxSize: 200_000,
          expiresAt: Date.now() + MINUTE,
        });
      const signed = await sign();
      assert.equal(await statusOf(send(signed, bytes)), 200);
      const first = await storage.head(key);
      const others = randomBytes(5000);
      assert.equal(await statusOf(send(signed, others)), 200);
      const second = await storage.head(key);
      assert.equal(second?.size, 5000);
      assert.equal(second?.contentType, 'image/webp');
      assert.notEqual(first?.etag, second?.etag);
      assert.ok(others.equals(await (await read(key)).bytes()));
      const forged = await statusOf(
        send({ ...signed, headers: { ...signed.headers, 'content-type': 'text/html' } }, bytes),
      );
      assert.ok(dialect.forged.includes(forged), `answered ${forged}`);
    });

    test('copies what it was told to copy, or nothing', async () => {
      const [from, to] = [`incoming/${randomUUID()}`, `media/${randomUUID()}/original`];
      const etag = await put(from);
      const copied = await storage.copy({ key: from, etag }, { key: to, contentType: 'image/jpeg' });
      const { modifiedAt: _, ...stored } = copied;
      assert.deepEqual(
        stored,
        await storage.head(to).then((info) => info && (({ modifiedAt: __, ...rest }) => rest)(info)),
      );
      assert.equal(sha256(await (await read(to)).bytes()), sha256(bytes));
      // Again, as after a lost answer; and with another type.
      await storage.copy({ key: from, etag }, { key: to, contentType: 'image/jpeg' });
      await storage.copy({ key: from, etag }, { key: to, contentType: 'image/png' });
      assert.equal((await storage.head(to))?.contentType, 'image/png');
      assert.equal((await storage.head(from))?.contentType, 'image/jpeg');

      for (const wrong of [
        { key: from, etag: altered(etag) },
        { key: `incoming/${randomUUID()}`, etag },
      ]) {
        await assert.rejects(
          storage.copy(wrong, { key: `${to}-2`, contentType: 'image/jpeg' }),
          ObjectChanged,
        );
      }
      assert.equal(await storage.head(`${to}-2`), null);
    });

    test('serves what was copied, whatever is put to the source afterwards', async () => {
      const [from, to] = [`incoming/${randomUUID()}`, `media/${randomUUID()}/original`];
      const etag = await put(from);
      await storage.copy({ key: from, etag }, { key: to, contentType: 'image/jpeg' });
      await storage.delete([from]);
      const others = randomBytes(bytes.length);
      await put(from, others);
      assert.equal(sha256(await (await read(to)).bytes()), sha256(bytes));
      await assert.rejects(
        storage.copy({ key: from, etag }, { key: to, contentType: 'image/jpeg' }),
        ObjectChanged,
      );
      const expiresAt = Date.now() + MINUTE;
      const variant = await storage.signVariantPut({
        key: from,
        contentType: 'image/jpeg',
        maxSize: 1e6,
        expiresAt,
      });
      assert.equal(await statusOf(send(variant, randomBytes(10))), 200);
      assert.equal(sha256(await (await read(to)).bytes()), sha256(bytes));
    });

    test('deletes, and does not mind what is gone', async () => {
      const keys = Array.from({ length: 3 }, () => `media/${randomUUID()}/x`);
      for (const key of keys) await put(key);
      const [first = '', second = '', third = ''] = keys;
      await storage.delete([first, `media/${randomUUID()}/none`, second]);
      await storage.delete([first]);
      await storage.delete([]);
      assert.equal(await storage.head(first), null);
      assert.equal(await statusOf(read(second)), 404);
      assert.ok(await storage.head(third));
    });

    test('lists in key order, a page at a time', async () => {
      const prefix = `media/${randomUUID()}/`;
      const names = ['a-b', 'a.x', 'a/1', 'a/2/deep', 'a0', 'b/thumb', 'b/preview', 'B', 'c_1', 'c'];
      for (const name of names) await put(prefix + name, randomBytes(3));
      const keys = names.map((name) => prefix + name).sort();
      const listed = await storage.list(prefix);
      assert.deepEqual(
        listed.map(({ key }) => key),
        keys,
      );
      for (const info of listed)
        assert.deepEqual({ ...info, modifiedAt: 0 }, { ...(await storage.head(info.key)), modifiedAt: 0 });
      const paged: string[] = [];
      for (;;) {
        const after = paged.at(-1);
        const page = await storage.list(prefix, { limit: 3, ...(after && { after }) });
        if (page.length === 0) break;
        assert.ok(page.length <= 3);
        paged.push(...page.map(({ key }) => key));
      }
      assert.deepEqual(paged, keys);
      assert.deepEqual(
        (await storage.list(`${prefix}a`)).map(({ key }) => key),
        keys.filter((key) => key.startsWith(`${prefix}a`)),
      );
      assert.deepEqual(await storage.list(`${prefix}none/`), []);
    });

    test('answers a ping', () => storage.ping());
  });
}

/** A digest or checksum header with another value of the same form. */
const digestLike = (value = ''): string =>
  value.replace(/[A-Za-z0-9+/]{2}(?==*:?$)/, (end) => (end === 'AA' ? 'BA' : 'AA'));
