import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { UploadAnswer, UploadReceipt } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { checkInvariants } from './invariants.fixture.ts';
import {
  type MediaWorld,
  makeFile,
  openWorld,
  type PartsAnswer,
  processAll,
  putParts,
  send,
  type TestFile,
} from './media.fixture.ts';

const SIZE = 25_000;
const openSmall = () => openWorld({ multipart: { threshold: 10_000, partSize: 10_000 } });

interface Begun {
  world: MediaWorld;
  ada: Actor;
  groupId: string;
  file: TestFile;
  answer: PartsAnswer;
  /** Sends parts; the store's statuses. */
  put(...numbers: number[]): Promise<number[]>;
  confirm(): Promise<string>;
  /** Numbers and sizes of the parts that are there. */
  listed(): Promise<[number, number][]>;
}

const codeOf = (answer: UploadAnswer | UploadReceipt | undefined): string =>
  answer === undefined ? 'none' : 'problem' in answer ? answer.problem.code : answer.outcome;

async function announce(
  world: MediaWorld,
  ada: Actor,
  groupId: string,
  file: TestFile,
): Promise<PartsAnswer> {
  const [answer] = await world.media.authoriseUploads(ada, { groupId, items: [file.item] });
  assert.ok(answer?.outcome === 'authorised' && answer.kind === 'multipart', JSON.stringify(answer));
  return answer;
}

async function begin(world: MediaWorld, file = makeFile({ bytes: randomBytes(SIZE) })): Promise<Begun> {
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const answer = await announce(world, ada, groupId, file);
  const { uploadId } = answer;
  return {
    world,
    ada,
    groupId,
    file,
    answer,
    put: (...numbers) =>
      putParts(
        world.media,
        ada,
        { groupId, answer, bytes: file.bytes },
        numbers.length > 0 ? numbers : undefined,
      ),
    confirm: async () =>
      codeOf((await world.media.confirmUploads(ada, { groupId, uploadIds: [uploadId] }))[0]),
    listed: async () =>
      (await world.media.listParts(ada, { groupId, uploadId })).parts.map(({ number, size }) => [
        number,
        size,
      ]),
  };
}

const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;
const keysOf = async ({ storage }: MediaWorld) => (await storage.list('')).map(({ key }) => key);
const begunAt = ({ storage }: MediaWorld) => storage.listMultiparts('');

test('a file above the threshold is cut, one of the threshold is not', async () => {
  await using world = await openSmall();
  const { answer } = await begin(world);
  assert.deepEqual([answer.partSize, answer.partCount], [10_000, 3]);
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const items = [makeFile({ bytes: randomBytes(10_000) }).item];
  const [whole] = await world.media.authoriseUploads(ada, { groupId, items });
  assert.ok(whole?.outcome === 'authorised' && whole.kind === 'single');
});

test('parts in any order become the photo; the whole size is reserved from the start', async () => {
  await using world = await openSmall();
  const { ada, put, listed, confirm } = await begin(world);
  assert.equal((await world.quota.get(ada.userId)).reserved, SIZE);
  assert.deepEqual(await listed(), []);
  assert.deepEqual(await put(3, 1), [200, 200]);
  assert.deepEqual(await listed(), [
    [1, 10_000],
    [3, 5000],
  ]);
  assert.equal(await confirm(), 'upload-missing', 'a part is missing');
  assert.deepEqual(await put(2), [200]);
  assert.equal(await confirm(), 'verified');
  assert.equal(await confirm(), 'verified', 'again');
  const { used, reserved } = await world.quota.get(ada.userId);
  assert.deepEqual([used, reserved], [SIZE, 0]);
  await processAll(world);
  await world.sweep();
  await checkInvariants(world);
  assert.equal((await keysOf(world)).filter((key) => key.startsWith('incoming/')).length, 0);
});

test('a part of another size or digest than was signed is refused, and never completed', async () => {
  await using world = await openSmall();
  const { ada, groupId, answer, file, listed, confirm } = await begin(world);
  const sha256 = makeFile().item.sha256;
  const [signed] = await world.media.signParts(ada, {
    groupId,
    uploadId: answer.uploadId,
    parts: [{ number: 3, sha256 }],
  });
  assert.ok(signed);
  const { url, headers } = signed.request;
  const sendBody = async (size: number) =>
    (await fetch(url, { method: 'PUT', headers, body: new Uint8Array(randomBytes(size)) })).status;
  assert.equal(await sendBody(5001), 403);
  assert.equal(await sendBody(4999), 403);
  assert.equal(await sendBody(5000), 400);
  assert.deepEqual(await listed(), []);
  assert.equal(await confirm(), 'upload-missing');
  await assert.rejects(
    world.media.signParts(ada, { groupId, uploadId: answer.uploadId, parts: [{ number: 4, sha256 }] }),
    refused('malformed-request'),
  );
  assert.equal(file.item.size, SIZE);
});

test('a store that let a part through at another size is not believed', async () => {
  await using world = await openSmall();
  const { ada, groupId, answer, put } = await begin(world);
  await put();
  for (const change of [-1, 1]) {
    const storage: typeof world.storage = {
      ...world.storage,
      listParts: async (multipart) =>
        (await world.storage.listParts(multipart))?.map((part) => ({
          ...part,
          size: part.size + (part.number === 3 ? change : 0),
        })) ?? null,
      completeMultipart: () => assert.fail('was completed'),
    };
    const media = world.restart({ storage });
    const [receipt] = await media.confirmUploads(ada, { groupId, uploadIds: [answer.uploadId] });
    assert.equal(codeOf(receipt), 'upload-missing');
  }
});

test('a whole of another digest fails and gives its quota back', async () => {
  await using world = await openSmall();
  const other = randomBytes(SIZE);
  const { ada, groupId, answer, confirm } = await begin(world);
  await putParts(world.media, ada, { groupId, answer, bytes: other });
  assert.equal(await confirm(), 'upload-mismatch');
  const { used, reserved } = await world.quota.get(ada.userId);
  assert.deepEqual([used, reserved], [0, 0]);
  await world.sweep();
  assert.deepEqual([await keysOf(world), await begunAt(world)], [[], []]);
});

test('announced again, an upload goes on with the parts that are there', async () => {
  await using world = await openSmall();
  const { ada, groupId, file, answer, put, listed, confirm } = await begin(world);
  await put(1, 2);
  world.pass(11 * HOUR);
  await world.sweep();
  const again = await announce(world, ada, groupId, file);
  assert.equal(again.uploadId, answer.uploadId);
  assert.deepEqual(
    (await listed()).map(([number]) => number),
    [1, 2],
  );
  world.pass(11 * HOUR);
  await world.sweep();
  assert.deepEqual(await put(3), [200]);
  assert.equal(await confirm(), 'verified');
  assert.equal((await begunAt(world)).length, 0);
});

test("nobody else's upload has parts, nor does one that is a single PUT", async () => {
  await using world = await openSmall();
  const { ada, groupId, answer } = await begin(world);
  const ben = await world.makeUser('Ben');
  await world.join(groupId, ben, 'admin');
  const [single = ''] = await send(world.media, ada, groupId, [makeFile()]);
  const elsewhere = await world.makeGroup(ada);
  const cases: [Actor, string, string][] = [
    [ben, groupId, answer.uploadId],
    [ada, elsewhere, answer.uploadId],
    [ada, groupId, uuidv7()],
    [ada, groupId, single],
  ];
  for (const [actor, group, uploadId] of cases) {
    const params = { groupId: group, uploadId };
    const parts = [{ number: 1, sha256: 'a'.repeat(64) }];
    await assert.rejects(world.media.listParts(actor, params), refused('not-found'));
    await assert.rejects(world.media.signParts(actor, { ...params, parts }), refused('not-found'));
  }
});

test('whoever has left the group can neither go on nor confirm, and the parts are dropped', async () => {
  await using world = await openSmall();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const ben = await world.makeUser('Ben');
  await world.join(groupId, ben, 'contributor');
  const file = makeFile({ bytes: randomBytes(SIZE) });
  const answer = await announce(world, ben, groupId, file);
  const { uploadId } = answer;
  await putParts(world.media, ben, { groupId, answer, bytes: file.bytes });
  await world.leave(groupId, ben);
  const parts = [{ number: 1, sha256: 'a'.repeat(64) }];
  await assert.rejects(world.media.listParts(ben, { groupId, uploadId }), refused('not-found'));
  await assert.rejects(world.media.signParts(ben, { groupId, uploadId, parts }), refused('not-found'));
  await assert.rejects(
    world.media.confirmUploads(ben, { groupId, uploadIds: [uploadId] }),
    refused('not-found'),
  );
  world.pass(12 * HOUR);
  await world.sweep();
  assert.deepEqual([await keysOf(world), await begunAt(world)], [[], []]);
  assert.equal((await world.quota.get(ben.userId)).reserved, 0);
});

test('an upload that has ended has no parts any more', async () => {
  await using world = await openSmall();
  const cancelled = await begin(world);
  await cancelled.put(1);
  const { ada, groupId, answer } = cancelled;
  await world.media.cancelUploads(ada, { groupId, uploadIds: [answer.uploadId] });
  await assert.rejects(cancelled.put(2), refused('upload-cancelled'));
  const done = await begin(world);
  await done.put();
  assert.equal(await done.confirm(), 'verified');
  await assert.rejects(done.listed(), refused('upload-ended'));
  const late = await begin(world);
  world.pass(12 * HOUR);
  await assert.rejects(late.listed(), refused('upload-expired'));
  assert.equal(await late.confirm(), 'upload-expired');
});

test('cancelling drops the parts at the next sweep and ends their URLs', async () => {
  await using world = await openSmall();
  const { ada, groupId, answer, put } = await begin(world);
  await put(1);
  const [signed] = await world.media.signParts(ada, {
    groupId,
    uploadId: answer.uploadId,
    parts: [{ number: 2, sha256: 'a'.repeat(64) }],
  });
  await world.media.cancelUploads(ada, { groupId, uploadIds: [answer.uploadId] });
  assert.equal((await world.quota.get(ada.userId)).reserved, 0);
  await world.sweep();
  assert.deepEqual(await begunAt(world), []);
  const { url, headers } = signed?.request ?? { url: '', headers: {} };
  const body = new Uint8Array(10_000);
  assert.equal((await fetch(url, { method: 'PUT', headers, body })).status, 404);
});

test('abandoned, an upload is dropped within a day, however often parts were asked for', async () => {
  await using world = await openSmall();
  const { ada, put } = await begin(world);
  for (const hours of [11, 11]) {
    await put(1);
    world.pass(hours * HOUR);
    await world.sweep();
    assert.equal((await begunAt(world)).length, 1);
  }
  await put(2);
  world.pass(DAY - 22 * HOUR);
  await world.sweep();
  assert.deepEqual(await begunAt(world), []);
  assert.equal((await world.quota.get(ada.userId)).reserved, 0);
});

test('parts that no upload names are dropped once they are old', async () => {
  await using world = await openSmall();
  const { put } = await begin(world);
  await put(1);
  const contentType = 'image/jpeg';
  for (const key of [`incoming/${uuidv7()}`, `incoming/${uuidv7()}`])
    await world.storage.createMultipart({ key, contentType });
  world.pass(HOUR + 59 * MINUTE);
  await world.sweep();
  assert.equal((await begunAt(world)).length, 3);
  world.pass(2 * HOUR);
  await world.sweep();
  assert.equal((await begunAt(world)).length, 1);
});

test('50 confirmations at once make one photo, one charge, one job and one record', async () => {
  await using world = await openSmall();
  const { ada, groupId, answer, put } = await begin(world);
  await put();
  const uploadIds = [answer.uploadId];
  const receipts = await Promise.all(
    Array.from({ length: 50 }, () => world.media.confirmUploads(ada, { groupId, uploadIds })),
  );
  assert.deepEqual(new Set(receipts.flat().map(codeOf)), new Set(['verified']));
  const { sql } = world.database;
  assert.equal((await sql.selectFrom('photos').select('id').execute()).length, 1);
  assert.equal((await sql.selectFrom('media_jobs').select('id').execute()).length, 1);
  const { used, reserved } = await world.quota.get(ada.userId);
  assert.deepEqual([used, reserved], [SIZE, 0]);
  await processAll(world);
  world.pass(HOUR);
  await world.sweep();
  await checkInvariants(world);
});

test('announced ten times at once, an upload whose parts were never begun gets one set of them', async () => {
  await using world = await openSmall();
  const { ada, groupId, file, answer, put, confirm } = await begin(world);
  await world.database.sql.updateTable('uploads').set({ multipart_id: null }).execute();
  const answers = await Promise.all(Array.from({ length: 10 }, () => announce(world, ada, groupId, file)));
  assert.deepEqual(new Set(answers.map(({ uploadId }) => uploadId)), new Set([answer.uploadId]));
  assert.equal((await begunAt(world)).length, 2, 'the first one, and one more');
  assert.deepEqual(await put(), [200, 200, 200]);
  assert.equal(await confirm(), 'verified');
});

test('put together by a confirmation that died, a file has all its parts and is confirmed', async () => {
  await using world = await openSmall();
  const { ada, groupId, answer, put, listed, confirm } = await begin(world);
  await put();
  const copy = () => Promise.reject(new Error('died'));
  const dying = world.restart({ storage: { ...world.storage, copy } });
  await assert.rejects(dying.confirmUploads(ada, { groupId, uploadIds: [answer.uploadId] }));
  assert.deepEqual(
    (await listed()).map(([number]) => number),
    [1, 2, 3],
  );
  assert.equal(await confirm(), 'verified');
  await processAll(world);
  await world.sweep();
  await checkInvariants(world);
});

test('what the store dropped by itself is begun anew', async () => {
  await using world = await openSmall();
  const { put, listed, confirm } = await begin(world);
  await put(1);
  for (const each of await begunAt(world)) await world.storage.abortMultipart(each);
  assert.deepEqual(await listed(), []);
  assert.deepEqual(await put(), [200, 200, 200]);
  assert.equal(await confirm(), 'verified');
});

test('parts that cannot be dropped are tried again', async () => {
  await using world = await openSmall();
  const { ada, groupId, answer, put } = await begin(world);
  await put(1);
  await world.media.cancelUploads(ada, { groupId, uploadIds: [answer.uploadId] });
  const abortMultipart = () => Promise.reject(new Error('I/O error'));
  await world.sweep(world.restart({ storage: { ...world.storage, abortMultipart } }));
  assert.deepEqual(world.logged, ['parts of an upload could not be dropped']);
  assert.equal((await begunAt(world)).length, 1);
  world.pass(MINUTE);
  await world.sweep();
  assert.deepEqual(await begunAt(world), []);
});
