import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { SignedRequest } from '@wmory/contract';
import {
  altered,
  grantFor,
  MINUTE,
  type StorageBench,
  send,
  sha256,
  statusOf,
  withParameter,
} from './requests.ts';

/** What a signed upload may do. */
export function testUploads(under: StorageBench): void {
  const { dialect, bytes, put, read } = under;
  test('takes exactly the signed upload and says what it holds', async () => {
    const grant = grantFor(bytes);
    const startedAt = Date.now();
    assert.equal(await under.storage.head(grant.key), null);
    assert.equal(await statusOf(send(await under.storage.signUpload(grant), bytes)), 200);
    const info = await under.storage.head(grant.key);
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
      'no signature': ({ url, ...rest }) => statusOf(send({ ...rest, url: url.replace(/\?.*/, '') }, bytes)),
      GET: ({ url }) => statusOf(fetch(url)),
      DELETE: ({ url, headers }) => statusOf(fetch(url, { method: 'DELETE', headers })),
      POST: ({ url, headers }) => statusOf(fetch(url, { method: 'POST', headers, body: bytes })),
      'a byte less': (signed) => statusOf(send(signed, bytes.subarray(1))),
      'a byte more': (signed) => statusOf(send(signed, Buffer.concat([bytes, bytes.subarray(0, 1)]))),
      'no body': (signed) => statusOf(send(signed)),
    };
    const parameters = new Set<string>();
    const odd = (what: string) => what === 'POST' || parameters.has(what);
    const probe = await under.storage.signUpload(grantFor(bytes));
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
      for (const [how, change] of Object.entries({ altered, cased, emptied: () => '' })) {
        const value = new URL(probe.url).searchParams.get(parameter) ?? '';
        if (change(value) === value) continue;
        parameters.add(`${parameter} ${how}`);
        forgeries[`${parameter} ${how}`] = ({ url, ...rest }) =>
          statusOf(send({ ...rest, url: withParameter(url, parameter, change) }, bytes));
      }
    }
    for (const [what, forge] of Object.entries(forgeries)) {
      await t.test(what, async () => {
        const grant = grantFor(bytes);
        const status = await forge(await under.storage.signUpload(grant));
        const expected = [...dialect.forged, ...(odd(what) ? dialect.malformed : [])];
        if (what === 'no body') expected.push(411);
        assert.ok(expected.includes(status), `answered ${status}`);
        assert.equal(await under.storage.head(grant.key), null);
      });
    }
  });

  test('refuses other bytes of the same length, and keeps none of them', async () => {
    const grant = grantFor(bytes);
    const signed = await under.storage.signUpload(grant);
    const status = await statusOf(send(signed, randomBytes(bytes.length)));
    assert.ok(dialect.wrongBody.includes(status), `answered ${status}`);
    assert.equal(await under.storage.head(grant.key), null);
    assert.equal(await statusOf(send(signed, bytes)), 200);
  });

  test('takes an upload once', async () => {
    const grant = grantFor(bytes);
    const signed = await under.storage.signUpload(grant);
    assert.equal(await statusOf(send(signed, bytes)), 200);
    const first = await under.storage.head(grant.key);
    for (let i = 0; i < 3; i++) {
      assert.ok(dialect.taken.includes(await statusOf(send(signed, bytes))));
    }
    assert.deepEqual(await under.storage.head(grant.key), first);
  });

  test('lets one of ten concurrent uploads win', async () => {
    const signed = await under.storage.signUpload(grantFor(bytes));
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
    const signed = await under.storage.signUpload(grant);
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
    assert.equal(await under.storage.head(grant.key), null);
    assert.equal(await statusOf(send(signed, bytes)), 200);
  });

  test('honours no signature after its time', async () => {
    const key = `incoming/${randomUUID()}`;
    await put(key);
    const expiresAt = Date.now() + 1500;
    const upload = await under.storage.signUpload(grantFor(bytes, { expiresAt }));
    const variant = await under.storage.signVariantPut({
      key: `media/${randomUUID()}/v`,
      contentType: 'image/webp',
      maxSize: 1e6,
      expiresAt,
    });
    const download = under.storage.signRead({ key, expiresAt, contentType: 'image/jpeg' });
    await wait(expiresAt - Date.now() + 1100);
    assert.equal(await statusOf(send(upload, bytes)), 403);
    assert.equal(await statusOf(send(variant, bytes)), 403);
    assert.equal(await statusOf(send(download)), 403);
  });

  test('signs no upload that lives longer than 15 minutes', async () => {
    await assert.rejects(
      under.storage.signUpload(grantFor(bytes, { expiresAt: Date.now() + 16 * MINUTE })),
      RangeError,
    );
  });
}

/** A digest or checksum header with another value of the same form. */
const digestLike = (value = ''): string =>
  value.replace(/[A-Za-z0-9+/]{2}(?==*:?$)/, (end) => (end === 'AA' ? 'BA' : 'AA'));

const cased = (text: string): string => text.toUpperCase();
