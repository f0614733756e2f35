import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { UploadAnswer, UploadReceipt } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import { HOUR, MINUTE } from '../../clock.ts';
import { type MediaWorld, makeFile, openWorld, photoIdOf, put, send, uploadIdOf } from './media.fixture.ts';

const codeOf = (answer: UploadAnswer | UploadReceipt | undefined): string =>
  answer === undefined ? 'none' : 'problem' in answer ? answer.problem.code : answer.outcome;

const count = async (world: MediaWorld, table: 'photos' | 'media_jobs' | 'uploads'): Promise<number> =>
  (await world.database.sql.selectFrom(table).select('id').execute()).length;

const audited = async ({ database }: MediaWorld, action: string): Promise<number> =>
  (await database.sql.selectFrom('audit_logs').select('id').where('action', '=', action).execute()).length;

test("confirming others' uploads, those of another group or none at all answers not-found for each", async () => {
  await using world = await openWorld();
  const [ada, ben] = [await world.makeUser('Ada'), await world.makeUser('Ben')];
  const groupId = await world.makeGroup(ada);
  const elsewhere = await world.makeGroup(ada);
  await world.join(groupId, ben, 'contributor');
  const [mine] = await send(world.media, ada, groupId, [makeFile()]);
  const [away] = await send(world.media, ada, elsewhere, [makeFile()]);
  const [his] = await send(world.media, ben, groupId, [makeFile()]);
  const uploadIds = [his, away, uuidv7(), mine, mine].map((id) => id ?? '');
  const receipts = await world.media.confirmUploads(ada, { groupId, uploadIds });
  assert.deepEqual(receipts.map(codeOf), ['not-found', 'not-found', 'not-found', 'verified']);
  const cancelled = await world.media.cancelUploads(ada, { groupId, uploadIds: uploadIds.slice(0, 3) });
  assert.deepEqual(cancelled.map(codeOf), ['not-found', 'not-found', 'not-found']);
  assert.equal(codeOf((await world.media.listUploads(ben, { groupId, limit: 10 }))[0]), 'open');
});

test('50 confirmations at once make one photo, one charge, one job and one record', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const uploadIds = await send(world.media, ada, groupId, [makeFile()]);
  const confirmations = Array.from({ length: 50 }, () =>
    world.media.confirmUploads(ada, { groupId, uploadIds }),
  );
  const receipts = (await Promise.all(confirmations)).flat();
  assert.deepEqual(new Set(receipts.map(codeOf)), new Set(['verified']));
  assert.equal(new Set(receipts.map(photoIdOf)).size, 1);
  assert.deepEqual([await count(world, 'photos'), await count(world, 'media_jobs')], [1, 1]);
  assert.equal(await audited(world, 'photo.added'), 1);
  const { used, reserved } = await world.quota.get(ada.userId);
  assert.deepEqual([used, reserved], [1000, 0]);
  assert.equal((await world.groups.get(ada, groupId)).photoCount, 1);
  world.pass(HOUR);
  await world.sweep();
  assert.equal((await world.storage.list('')).length, 1, 'the copies that lost are gone');
});

test('what is confirmed is never written over, whatever is put under its key meanwhile', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const file = makeFile();
  const uploadIds = await send(world.media, ada, groupId, [file]);
  const forged = makeFile();
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  // A store that lets objects be replaced and verifies no digests; the second look falls on the forged file.
  const head: typeof world.storage.head = async (key) => {
    const info = await world.storage.head(key);
    return info && { ...info, sha256: null };
  };
  const second = world.restart({
    storage: {
      ...world.storage,
      head,
      async copy(from, to) {
        reached.resolve();
        await released.promise;
        return world.storage.copy(from, to);
      },
    },
  });
  let late: Promise<UploadReceipt[]> | undefined;
  const first = world.restart({
    storage: {
      ...world.storage,
      head,
      async copy(from, to) {
        const copied = await world.storage.copy(from, to);
        await world.storage.delete([from.key]);
        const grant = { key: from.key, contentType: 'image/jpeg', size: 1000, sha256: forged.item.sha256 };
        const request = await world.storage.signUpload({ ...grant, expiresAt: world.now() + MINUTE });
        const answer = {
          outcome: 'authorised',
          kind: 'single',
          uploadId: '',
          request,
          expiresAt: '',
        } as const;
        assert.equal(await put(answer, forged.bytes), 200);
        late = second.confirmUploads(ada, { groupId, uploadIds });
        await reached.promise;
        return copied;
      },
    },
  });
  const [receipt] = await first.confirmUploads(ada, { groupId, uploadIds });
  released.resolve();
  const [again] = (await late) ?? [];
  assert.equal(photoIdOf(again), photoIdOf(receipt));
  const stored = await world.storage.head(`media/${groupId}/${photoIdOf(receipt)}/original`);
  assert.equal(stored?.sha256, file.item.sha256);
});

test('a URL takes nothing in a second time, also after its file was confirmed and swept up', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const file = makeFile();
  const [answer] = await world.media.authoriseUploads(ada, { groupId, items: [file.item] });
  await put(answer, file.bytes);
  await world.media.confirmUploads(ada, { groupId, uploadIds: [uploadIdOf(answer)] });
  for (const status of [412, 412, 403]) {
    await world.sweep();
    assert.equal(await put(answer, file.bytes), status);
    world.pass(8 * MINUTE);
  }
  await world.sweep();
  assert.deepEqual(await world.storage.list('incoming/'), []);
});

test('the same bytes confirmed by two people make one photo and one charge', async () => {
  await using world = await openWorld();
  const [ada, ben] = [await world.makeUser('Ada'), await world.makeUser('Ben')];
  const groupId = await world.makeGroup(ada);
  await world.join(groupId, ben, 'contributor');
  const file = makeFile();
  const mine = await send(world.media, ada, groupId, [file]);
  const his = await send(world.media, ben, groupId, [file]);
  const receipts = await Promise.all([
    world.media.confirmUploads(ada, { groupId, uploadIds: mine }),
    world.media.confirmUploads(ben, { groupId, uploadIds: his }),
  ]);
  assert.deepEqual(receipts.flat().map(codeOf).sort(), ['duplicate', 'verified']);
  assert.equal(new Set(receipts.flat().map(photoIdOf)).size, 1);
  const days = await world.database.sql.selectFrom('quota_days').selectAll().execute();
  assert.deepEqual(days.map(({ used, reserved }) => [used, reserved]).sort(), [
    [0, 0],
    [1000, 0],
  ]);
  assert.equal((await world.groups.get(ada, groupId)).photoCount, 1);
});

test('a file that has not arrived leaves its upload open; one that is another ends it', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const file = makeFile();
  const [answer] = await world.media.authoriseUploads(ada, { groupId, items: [file.item] });
  const uploadIds = [uploadIdOf(answer)];
  assert.deepEqual((await world.media.confirmUploads(ada, { groupId, uploadIds })).map(codeOf), [
    'upload-missing',
  ]);
  assert.equal(await put(answer, randomBytes(1000)), 400);
  assert.equal(await put(answer, file.bytes), 200);
  assert.deepEqual((await world.media.confirmUploads(ada, { groupId, uploadIds })).map(codeOf), ['verified']);

  for (const wrong of [{ size: 999 }, { contentType: 'image/png' }, { sha256: '0'.repeat(64) }]) {
    const lying = world.restart({
      storage: {
        ...world.storage,
        async head(key) {
          const info = await world.storage.head(key);
          return info && { ...info, ...wrong };
        },
      },
    });
    const ids = await send(world.media, ada, groupId, [makeFile()]);
    const [receipt] = await lying.confirmUploads(ada, { groupId, uploadIds: ids });
    assert.equal(codeOf(receipt), 'upload-mismatch');
    const [replay] = await world.media.confirmUploads(ada, { groupId, uploadIds: ids });
    assert.equal(codeOf(replay), 'upload-mismatch');
  }
  const { used, reserved } = await world.quota.get(ada.userId);
  assert.deepEqual([used, reserved], [1000, 0]);
  world.pass(HOUR);
  await world.sweep();
  assert.equal((await world.storage.list('incoming/')).length, 0);
});

test('a file replaced between look and copy is left for another confirmation', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const uploadIds = await send(world.media, ada, groupId, [makeFile()]);
  const blurred = world.restart({
    storage: {
      ...world.storage,
      copy: (from, to) => world.storage.copy({ ...from, etag: 'another' }, to),
    },
  });
  assert.deepEqual((await blurred.confirmUploads(ada, { groupId, uploadIds })).map(codeOf), [
    'upload-missing',
  ]);
  assert.deepEqual((await world.media.confirmUploads(ada, { groupId, uploadIds })).map(codeOf), ['verified']);
});

test('a store or database in trouble confirms nothing, and the next try does', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const uploadIds = await send(world.media, ada, groupId, [makeFile(), makeFile()]);
  const broken = new Error('no route to host');
  for (const storage of [
    { ...world.storage, head: () => Promise.reject(broken) },
    { ...world.storage, copy: () => Promise.reject(broken) },
  ])
    await assert.rejects(world.restart({ storage }).confirmUploads(ada, { groupId, uploadIds }), broken);
  const audit = { record: () => Promise.reject(broken) };
  await assert.rejects(world.restart({ audit }).confirmUploads(ada, { groupId, uploadIds }), broken);
  assert.equal(await count(world, 'photos'), 0);
  assert.equal((await world.quota.get(ada.userId)).used, 0);
  const receipts = await world.media.confirmUploads(ada, { groupId, uploadIds });
  assert.deepEqual(receipts.map(codeOf), ['verified', 'verified']);
});

/** Two messages of one MD5 (X. Wang, H. Yu: How to Break MD5 and Other Hash Functions, 2005). */
const [twin, otherTwin] = [
  ['87', '71', 'f2', 'b4', 'a8', '2b'],
  ['07', 'f1', '72', '34', '28', 'ab'],
].map(([a, b, c, d, e, f]) =>
  Buffer.from(
    `d131dd02c5e6eec4693d9a0698aff95c2fcab5${a}12467eab4004583eb8fb7f8955ad340609f4b30283e4888325${b}415a` +
      `085125e8f7cdc99fd91dbd${c}80373c5bd8823e3156348f5bae6dacd436c919c6dd53e2${d}87da03fd02396306d248cda0` +
      `e99f33420f577ee8ce54b67080${e}0d1ec69821bcb6a8839396f965${f}6ff72a70`,
    'hex',
  ),
) as [Buffer, Buffer];

test('two files of one MD5 stay two photos, and neither is taken for the other', async () => {
  const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');
  assert.equal(md5(twin), md5(otherTwin));
  assert.notDeepEqual(twin, otherTwin);
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const files = [twin, otherTwin].map((bytes) => makeFile({ bytes }));
  const items = files.map(({ item }) => item);
  const answers = await world.media.authoriseUploads(ada, { groupId, items });
  assert.ok((await put(answers[0], otherTwin)) >= 400, 'the store takes the one for the other');
  for (const [index, { bytes }] of files.entries()) assert.equal(await put(answers[index], bytes), 200);
  const receipts = await world.media.confirmUploads(ada, { groupId, uploadIds: answers.map(uploadIdOf) });
  assert.deepEqual(receipts.map(codeOf), ['verified', 'verified']);
  assert.equal(new Set(receipts.map(photoIdOf)).size, 2);
});
