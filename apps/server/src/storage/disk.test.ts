import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type ServedDisk, serveDisk } from './disk.fixture.ts';
import { STORE_PATH } from './disk.ts';
import { writeObject } from './disk-objects.ts';
import { createDiskSigner } from './disk-signer.ts';
import { ObjectChanged } from './port.ts';
import { storageSuite } from './suite.ts';

storageSuite('disk storage', () => serveDisk());

const MINUTE = 60_000;
const contentType = 'image/jpeg';

describe('disk storage, on the disk', () => {
  let disk: ServedDisk;
  before(async () => {
    disk = await serveDisk();
  });
  after(() => disk.close());

  const expiresAt = Date.now() + 10 * MINUTE;

  test('no key leads out of the folder', async () => {
    const keys = [
      '',
      '/',
      '.',
      '..',
      '../x',
      'a/../../x',
      'a/..',
      './a',
      'a//b',
      '/etc/passwd',
      'a/',
      'a\\..\\b',
      'C:x',
      'a\0b',
      'a b',
      'a/.hidden',
      'ä',
      'a%2fb',
      'a?b',
      'a\nb',
      'x'.repeat(129),
      `${'x'.repeat(100)}/`.repeat(6),
    ];
    for (const key of keys) {
      const { storage } = disk;
      assert.throws(() => storage.signRead({ key, contentType, expiresAt }), RangeError, key);
      await assert.rejects(storage.signVariantPut({ key, contentType, maxSize: 1, expiresAt }), RangeError);
      const sha256 = '0'.repeat(64);
      await assert.rejects(
        storage.signUpload({ key, contentType, size: 1, sha256, expiresAt: Date.now() }),
        RangeError,
      );
      await assert.rejects(storage.head(key), RangeError);
      await assert.rejects(storage.delete([key]), RangeError);
      await assert.rejects(storage.copy({ key, etag: 'x' }, { key: 'a', contentType }), RangeError);
      if (!['', 'a/'].includes(key)) await assert.rejects(storage.list(key), RangeError, key);
    }
    await disk.put('media/real');
    const query = new URL(disk.readUrl('media/real')).search;
    for (const path of [
      '/media/../media/real',
      '/media%2Freal',
      '/./media/real',
      '//media/real',
      '/..%2f..%2fetc/passwd',
    ]) {
      const response = await disk.raw(`${STORE_PATH}${path}${query}`);
      assert.ok([403, 404].includes(response.statusCode ?? 0), path);
    }
    const key = `${'x'.repeat(127)}/`.repeat(3) + 'x'.repeat(127);
    assert.equal(await disk.put(key), 200);
    assert.equal((await fetch(disk.readUrl(key))).status, 200);
  });

  test('follows no symbolic link', async () => {
    const outside = join(tmpdir(), `wmory-outside-${randomUUID()}`);
    await mkdir(outside);
    await writeFile(join(outside, 'secret'), 'secret');
    const objects = join(disk.dir, 'objects');
    await mkdir(join(objects, 'links'));
    await symlink(join(outside, 'secret'), join(objects, 'links', 'file'));
    await symlink(outside, join(objects, 'links', 'folder'));
    try {
      for (const key of ['links/file', 'links/folder/secret']) {
        assert.equal(await disk.storage.head(key), null);
        assert.equal((await fetch(disk.readUrl(key))).status, 404);
        await assert.rejects(disk.storage.copy({ key, etag: 'x' }, { key: 'links/copy', contentType }));
      }
      assert.deepEqual(await disk.storage.list('links/'), []);
      assert.deepEqual(await disk.storage.list('links/folder/'), []);
      assert.equal(await disk.put('links/folder/new'), 500);
      await assert.rejects(disk.storage.delete(['links/folder/secret']));
      assert.deepEqual(await readdir(outside), ['secret']);
    } finally {
      await rm(outside, { recursive: true });
      await rm(join(objects, 'links'), { recursive: true });
    }
    assert.deepEqual(await disk.leftovers(), []);
  });

  test('folders come and go under concurrent writes and deletes', async () => {
    const { folder } = disk.storage;
    const body = async function* () {
      yield new Uint8Array(1);
    };
    const churn = async (worker: number): Promise<void> => {
      for (let i = 0; i < 40; i++) {
        const key = `race/a/${i % 2}/${worker}-${i}`;
        await writeObject(folder, body(), { key, contentType, length: { exactly: 1 }, mode: 'create' });
        assert.ok(await disk.storage.head(key));
        await disk.storage.delete([key]);
      }
    };
    await Promise.all([1, 2, 3, 4].map(churn));
    assert.ok(!(await readdir(join(disk.dir, 'objects'))).includes('race'));
  });

  test('copying over the same object again leaves one, without leftovers', async () => {
    await disk.put('incoming/twice');
    const { etag = '' } = (await disk.storage.head('incoming/twice')) ?? {};
    const copies = await Promise.all(
      Array.from({ length: 5 }, () =>
        disk.storage.copy({ key: 'incoming/twice', etag }, { key: 'media/twice', contentType }),
      ),
    );
    assert.equal(new Set(copies.map((copy) => copy.etag)).size, 1);
    await assert.rejects(
      disk.storage.copy({ key: 'incoming/no', etag }, { key: 'media/no', contentType }),
      ObjectChanged,
    );
    assert.deepEqual(await disk.leftovers(), []);
  });

  test('what the store did not write is no object, but can be found and deleted', async () => {
    await disk.put('damaged/object', 'y'.repeat(5000));
    const path = join(disk.dir, 'objects/damaged/object');
    await writeFile(path, 'y'.repeat(5000));
    assert.equal(await disk.storage.head('damaged/object'), null);
    assert.equal((await fetch(disk.readUrl('damaged/object'))).status, 404);
    const listed = await disk.storage.list('damaged/');
    assert.deepEqual(
      listed.map(({ key, size, sha256 }) => [key, size, sha256]),
      [['damaged/object', 5000, null]],
    );
    await disk.storage.delete(['damaged/object']);
    assert.deepEqual(await disk.storage.list('damaged/'), []);
  });

  test('another secret signs another store', async () => {
    const other = await serveDisk({ secret: randomBytes(32) });
    try {
      const { pathname, search } = new URL(disk.readUrl('media/served'));
      assert.equal((await fetch(other.origin + pathname + search)).status, 403);
    } finally {
      await other.close();
    }
    assert.throws(() => createDiskSigner(randomBytes(31)), RangeError);
  });

  test('the processor is given its own address', async () => {
    const internal = await serveDisk({ baseUrl: () => '', internalBaseUrl: () => 'http://127.0.0.1:1' });
    try {
      const grant = { key: 'media/x', contentType, expiresAt };
      assert.match(internal.storage.signRead(grant).url, /^\/store\/media\/x\?/);
      assert.match(
        internal.storage.signRead({ ...grant, audience: 'processor' }).url,
        /^http:\/\/127.0.0.1:1\/store\//,
      );
      assert.match(
        (await internal.storage.signVariantPut({ ...grant, maxSize: 1 })).url,
        /^http:\/\/127.0.0.1:1\//,
      );
    } finally {
      await internal.close();
    }
  });
});
