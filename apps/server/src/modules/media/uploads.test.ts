import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
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
  photoIdOf,
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
    [photo.state, photo.takenAt, photo.uploader.name, photo.originals, photo.urls],
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
    [{ mimeType: 'video/mp4', kind: 'video' }, 'kind-unsupported'],
    [{ pairingId: uuidv7() }, 'kind-unsupported'],
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
        const answer = { outcome: 'authorised', uploadId: '', request, expiresAt: '' } as const;
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
