import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProblemCode, UploadAnswer, UploadItem, UploadReceipt } from '@wmory/contract';
import { mediaOperations } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import { AppError } from '../../error.ts';
import {
  add,
  LIMIT,
  MAX_FILE_SIZE,
  type MediaWorld,
  makeFile,
  openWorld,
  put,
  send,
  uploadIdOf,
} from './media.fixture.ts';

const refuses = (promise: Promise<unknown>, code: ProblemCode) =>
  assert.rejects(promise, (error) => error instanceof AppError && error.code === code);

const codeOf = (answer: UploadAnswer | UploadReceipt | undefined): string =>
  answer === undefined ? 'none' : 'problem' in answer ? answer.problem.code : answer.outcome;

const count = async (world: MediaWorld, table: 'photos' | 'media_jobs' | 'uploads'): Promise<number> =>
  (await world.database.sql.selectFrom(table).select('id').execute()).length;

const audited = async ({ database }: MediaWorld, action: string): Promise<number> =>
  (await database.sql.selectFrom('audit_logs').select('id').where('action', '=', action).execute()).length;

test('a file goes from announcement to receipt, charged once and audited', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const file = makeFile({ name: 'Été/1.jpg', takenAt: '2020-05-06T07:08:09.000Z' });
  const answers = await world.media.authoriseUploads(ada, { groupId, items: [file.item] });
  mediaOperations.authoriseUploads.success.body.parse({ items: answers });
  assert.deepEqual(
    await world.quota.get(ada.userId).then(({ used, reserved }) => [used, reserved]),
    [0, 1000],
  );
  const [open] = await world.media.listUploads(ada, { groupId, limit: 100 });
  assert.deepEqual([open?.outcome, open && 'name' in open && open.name], ['open', 'Été_1.jpg']);

  assert.equal(await put(answers[0], file.bytes), 200);
  assert.equal(await put(answers[0], file.bytes), 412);
  const receipts = await world.media.confirmUploads(ada, { groupId, uploadIds: [uploadIdOf(answers[0])] });
  mediaOperations.confirmUploads.success.body.parse({ receipts });
  const [receipt] = receipts;
  assert.ok(receipt?.outcome === 'verified');
  const { photo } = receipt;
  assert.deepEqual(
    [photo.state, photo.takenAt, photo.uploader?.name, photo.originals, photo.urls],
    [
      'processing',
      '2020-05-06T07:08:09.000Z',
      'Ada',
      [{ part: 'still', name: 'Été_1.jpg', mimeType: 'image/jpeg', size: 1000 }],
      null,
    ],
  );
  const stored = await world.storage.head(`media/${groupId}/${photo.id}/original`);
  assert.equal(stored?.sha256, file.item.sha256);
  assert.deepEqual(
    await world.quota.get(ada.userId).then(({ used, reserved }) => [used, reserved]),
    [1000, 0],
  );
  assert.equal((await world.groups.get(ada, groupId)).photoCount, 1);
  assert.equal(await audited(world, 'photo.added'), 1);
  assert.deepEqual(await world.media.listUploads(ada, { groupId, limit: 100 }), []);
});

test('in a batch each file is answered by itself, with the reason where it is refused', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const there = makeFile();
  const [photoId] = await add(world.media, ada, groupId, [there]);
  const cases: [Partial<UploadItem>, string][] = [
    [{}, 'authorised'],
    [{ size: 0 }, 'file-empty'],
    [{ size: MAX_FILE_SIZE + 1 }, 'file-too-large'],
    [{ mimeType: 'image/svg+xml' }, 'type-unsupported'],
    [{ mimeType: 'IMAGE/JPEG' }, 'authorised'],
    [{ mimeType: 'image/jpeg', kind: 'video' }, 'kind-unsupported'],
    [{ motionOf: uuidv7() }, 'kind-unsupported'],
    [{ sha256: there.item.sha256 }, 'duplicate'],
    [{ takenAt: '9999-01-01T00:00:00.000Z' }, 'authorised'],
  ];
  const items = cases.map(([change]) => makeFile(change).item);
  const answers = await world.media.authoriseUploads(ada, { groupId, items });
  assert.deepEqual(
    answers.map(codeOf),
    cases.map(([, outcome]) => outcome),
  );
  const duplicate = answers[7];
  assert.equal(duplicate?.outcome === 'duplicate' && duplicate.photo.id, photoId);
  mediaOperations.authoriseUploads.success.body.parse({ items: answers });
});

test('files beyond the quota are refused with the figures, the others of the batch are taken', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const sizes = [200_000, 200_000, 200_000, 200_000, 150_000, 60_000, 50_000, 1];
  const items = sizes.map((size) => makeFile({ size }).item);
  const answers = await world.media.authoriseUploads(ada, { groupId, items });
  assert.deepEqual(
    answers.map((answer) => answer.outcome),
    [...sizes.map((_, index) => (index === 5 || index === 7 ? 'refused' : 'authorised'))],
  );
  const refused = answers[5];
  assert.ok(refused?.outcome === 'refused');
  assert.equal(refused.problem.code, 'quota-exceeded');
  const { resetsAt, ...figures } = refused.problem.params ?? {};
  assert.deepEqual(figures, { limit: LIMIT, used: 0, reserved: 950_000, size: 60_000 });
  assert.equal(typeof resetsAt, 'string');
  const { reserved } = await world.quota.get(ada.userId);
  assert.equal(reserved, LIMIT);
});

test('100 people-sized requests at once overshoot the quota by nothing', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      world.media.authoriseUploads(ada, { groupId, items: [makeFile({ size: LIMIT / 10 }).item] }),
    ),
  );
  assert.equal(answers.flat().filter(({ outcome }) => outcome === 'authorised').length, 10);
  assert.equal((await world.quota.get(ada.userId)).reserved, LIMIT);
});

test('announcing a file again continues its upload, within one batch too, and sets nothing more aside', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const ben = await world.makeUser('Ben');
  const groupId = await world.makeGroup(ada);
  await world.join(groupId, ben, 'contributor');
  const { item, bytes } = makeFile();
  const [first, twin] = await world.media.authoriseUploads(ada, { groupId, items: [item, item] });
  assert.equal(uploadIdOf(twin), uploadIdOf(first));
  world.pass(50 * MINUTE);
  const [again] = await world.media.authoriseUploads(ada, { groupId, items: [item] });
  assert.equal(uploadIdOf(again), uploadIdOf(first));
  assert.equal((await world.quota.get(ada.userId)).reserved, 1000);
  const [other] = await world.media.authoriseUploads(ben, { groupId, items: [item] });
  assert.notEqual(uploadIdOf(other), uploadIdOf(first));

  assert.equal(await put(first, bytes), 403, 'the old URL has died');
  world.pass(12 * MINUTE);
  assert.equal(await put(again, bytes), 200);
  const confirmed = { groupId, uploadIds: [uploadIdOf(again)] };
  const [receipt] = await world.media.confirmUploads(ada, confirmed);
  assert.equal(codeOf(receipt), 'verified', 'announcing again made it last');

  const renamed = makeFile({ bytes, mimeType: 'image/png' }).item;
  const [duplicate] = await world.media.authoriseUploads(ada, { groupId, items: [renamed] });
  assert.equal(duplicate?.outcome, 'duplicate');
});

test('an upload is not continued for ever', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const { item } = makeFile();
  const [first] = await world.media.authoriseUploads(ada, { groupId, items: [item] });
  let last = first;
  for (let elapsed = 0; elapsed <= DAY; elapsed += 50 * MINUTE) {
    world.pass(50 * MINUTE);
    [last] = await world.media.authoriseUploads(ada, { groupId, items: [item] });
  }
  assert.notEqual(uploadIdOf(last), uploadIdOf(first));
});

test('outsiders, viewers and who was removed meanwhile add nothing', async () => {
  await using world = await openWorld();
  const [ada, ben, eve] = [
    await world.makeUser('Ada'),
    await world.makeUser('Ben'),
    await world.makeUser('Eve'),
  ];
  const groupId = await world.makeGroup(ada);
  await world.join(groupId, ben, 'contributor');
  const viewer = await world.makeUser('Vi');
  await world.join(groupId, viewer, 'viewer');
  const items = [makeFile().item];
  await refuses(world.media.authoriseUploads(eve, { groupId, items }), 'not-found');
  await refuses(world.media.authoriseUploads(viewer, { groupId, items }), 'forbidden');
  await refuses(world.media.authoriseUploads(ada, { groupId: uuidv7(), items }), 'not-found');
  await refuses(world.media.confirmUploads(viewer, { groupId, uploadIds: [uuidv7()] }), 'forbidden');
  await refuses(world.media.cancelUploads(eve, { groupId, uploadIds: [uuidv7()] }), 'not-found');
  await refuses(world.media.listUploads(eve, { groupId, limit: 1 }), 'not-found');

  const uploadIds = await send(world.media, ben, groupId, [makeFile()]);
  const racing = world.restart({
    storage: {
      ...world.storage,
      async copy(from, to) {
        const copied = await world.storage.copy(from, to);
        await world.leave(groupId, ben);
        return copied;
      },
    },
  });
  await refuses(racing.confirmUploads(ben, { groupId, uploadIds }), 'not-found');
  await refuses(world.media.confirmUploads(ben, { groupId, uploadIds }), 'not-found');
  assert.equal(await count(world, 'photos'), 0);
});

test('cancelling gives the quota back at once; what is confirmed stays', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const [kept] = await send(world.media, ada, groupId, [makeFile()]);
  await world.media.confirmUploads(ada, { groupId, uploadIds: [kept ?? ''] });
  const [dropped] = await send(world.media, ada, groupId, [makeFile()]);
  const uploadIds = [kept ?? '', dropped ?? ''];
  for (let times = 0; times < 2; times++) {
    const receipts = await world.media.cancelUploads(ada, { groupId, uploadIds });
    assert.deepEqual(receipts.map(codeOf), ['verified', 'upload-cancelled']);
  }
  const { used, reserved } = await world.quota.get(ada.userId);
  assert.deepEqual([used, reserved], [1000, 0]);
  const receipts = await world.media.confirmUploads(ada, { groupId, uploadIds });
  assert.deepEqual(receipts.map(codeOf), ['verified', 'upload-cancelled']);
  world.pass(15 * MINUTE);
  await world.sweep();
  assert.equal((await world.storage.list('')).length, 1);
});

test('an upload that took too long is told so, before and after the sweep', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const [first, second] = await send(world.media, ada, groupId, [makeFile(), makeFile()]);
  world.pass(HOUR);
  assert.deepEqual(await world.media.listUploads(ada, { groupId, limit: 10 }), []);
  const [receipt] = await world.media.confirmUploads(ada, { groupId, uploadIds: [first ?? ''] });
  assert.equal(codeOf(receipt), 'upload-expired');
  await world.sweep();
  const uploadIds = [first ?? '', second ?? ''];
  const receipts = await world.media.confirmUploads(ada, { groupId, uploadIds });
  assert.deepEqual(receipts.map(codeOf), ['upload-expired', 'upload-expired']);
  assert.equal((await world.quota.get(ada.userId)).reserved, 0);
  assert.deepEqual(await world.storage.list(''), []);
});

test('receipts are kept for a week, then they and their reservations are forgotten', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const uploadIds = await send(world.media, ada, groupId, [makeFile()]);
  await world.media.confirmUploads(ada, { groupId, uploadIds });
  world.pass(7 * DAY);
  await world.sweep();
  assert.deepEqual((await world.media.confirmUploads(ada, { groupId, uploadIds })).map(codeOf), ['verified']);
  world.pass(2 * HOUR);
  await world.sweep();
  assert.deepEqual((await world.media.confirmUploads(ada, { groupId, uploadIds })).map(codeOf), [
    'not-found',
  ]);
  assert.equal(await count(world, 'uploads'), 0);
  assert.deepEqual(await world.database.sql.selectFrom('quota_reservations').selectAll().execute(), []);
  assert.equal(await count(world, 'photos'), 1);
});
