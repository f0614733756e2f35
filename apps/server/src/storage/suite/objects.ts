import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { ObjectChanged } from '../port.ts';
import { altered, MINUTE, type StorageBench, send, sha256, statusOf } from './requests.ts';

/** What becomes of objects: variants, copies, deletion, lists. */
export function testObjects(under: StorageBench): void {
  const { dialect, bytes, put, read } = under;
  test('replaces variants, up to their size', async () => {
    const key = `media/${randomUUID()}/thumb`;
    const sign = () =>
      under.storage.signVariantPut({
        key,
        contentType: 'image/webp',
        maxSize: 200_000,
        expiresAt: Date.now() + MINUTE,
      });
    const signed = await sign();
    assert.equal(await statusOf(send(signed, bytes)), 200);
    const first = await under.storage.head(key);
    const others = randomBytes(5000);
    assert.equal(await statusOf(send(signed, others)), 200);
    const second = await under.storage.head(key);
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
    const copied = await under.storage.copy({ key: from, etag }, { key: to, contentType: 'image/jpeg' });
    const { modifiedAt: _, ...stored } = copied;
    assert.deepEqual(
      stored,
      await under.storage.head(to).then((info) => info && (({ modifiedAt: __, ...rest }) => rest)(info)),
    );
    assert.equal(sha256(await (await read(to)).bytes()), sha256(bytes));
    // Again, as after a lost answer; and with another type.
    await under.storage.copy({ key: from, etag }, { key: to, contentType: 'image/jpeg' });
    await under.storage.copy({ key: from, etag }, { key: to, contentType: 'image/png' });
    assert.equal((await under.storage.head(to))?.contentType, 'image/png');
    assert.equal((await under.storage.head(from))?.contentType, 'image/jpeg');

    for (const wrong of [
      { key: from, etag: altered(etag) },
      { key: `incoming/${randomUUID()}`, etag },
    ]) {
      await assert.rejects(
        under.storage.copy(wrong, { key: `${to}-2`, contentType: 'image/jpeg' }),
        ObjectChanged,
      );
    }
    assert.equal(await under.storage.head(`${to}-2`), null);
  });

  test('serves what was copied, whatever is put to the source afterwards', async () => {
    const [from, to] = [`incoming/${randomUUID()}`, `media/${randomUUID()}/original`];
    const etag = await put(from);
    await under.storage.copy({ key: from, etag }, { key: to, contentType: 'image/jpeg' });
    await under.storage.delete([from]);
    const others = randomBytes(bytes.length);
    await put(from, others);
    assert.equal(sha256(await (await read(to)).bytes()), sha256(bytes));
    await assert.rejects(
      under.storage.copy({ key: from, etag }, { key: to, contentType: 'image/jpeg' }),
      ObjectChanged,
    );
    const expiresAt = Date.now() + MINUTE;
    const variant = await under.storage.signVariantPut({
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
    await under.storage.delete([first, `media/${randomUUID()}/none`, second]);
    await under.storage.delete([first]);
    await under.storage.delete([]);
    assert.equal(await under.storage.head(first), null);
    assert.equal(await statusOf(read(second)), 404);
    assert.ok(await under.storage.head(third));
  });

  test('lists in key order, a page at a time', async () => {
    const prefix = `media/${randomUUID()}/`;
    const names = ['a-b', 'a.x', 'a/1', 'a/2/deep', 'a0', 'b/thumb', 'b/preview', 'B', 'c_1', 'c'];
    for (const name of names) await put(prefix + name, randomBytes(3));
    const keys = names.map((name) => prefix + name).sort();
    const listed = await under.storage.list(prefix);
    assert.deepEqual(
      listed.map(({ key }) => key),
      keys,
    );
    for (const { key, size, etag } of listed) {
      const info = await under.storage.head(key);
      assert.deepEqual([size, etag], [info?.size, info?.etag], key);
    }
    for (const { modifiedAt } of listed) assert.ok(Math.abs(modifiedAt - Date.now()) < MINUTE);
    const paged: string[] = [];
    for (;;) {
      const after = paged.at(-1);
      const page = await under.storage.list(prefix, { limit: 3, ...(after && { after }) });
      if (page.length === 0) break;
      assert.ok(page.length <= 3);
      paged.push(...page.map(({ key }) => key));
    }
    assert.deepEqual(paged, keys);
    assert.deepEqual(
      (await under.storage.list(`${prefix}a`)).map(({ key }) => key),
      keys.filter((key) => key.startsWith(`${prefix}a`)),
    );
    assert.deepEqual(await under.storage.list(`${prefix}none/`), []);
  });
}
