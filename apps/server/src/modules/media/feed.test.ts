import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mediaOperations, type ProblemCode } from '@wmory/contract';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { statusOf } from '../../../../../tools/status-of.ts';
import type { Actor } from '../../caller.ts';
import { MINUTE, SECOND } from '../../clock.ts';
import { openTestDatabase } from '../../db/database.fixture.ts';
import { AppError } from '../../error.ts';
import { add, type MediaWorld, makeFile, openWorld, processAll, readFeed, work } from './media.fixture.ts';
import { feedQuery, trashQuery } from './store-feed.ts';

const refuses = (promise: Promise<unknown>, code: ProblemCode) =>
  assert.rejects(promise, (error) => error instanceof AppError && error.code === code);

const takenAt = (hour: number): string => new Date(Date.UTC(2020, 0, 1, hour)).toISOString();

/** Every page of a group's feed, in order. */
async function readAll(
  world: MediaWorld,
  actor: Actor,
  groupId: string,
  order: 'taken' | 'added',
  limit: number,
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await readFeed(world.media, actor, { groupId, order, limit, cursor });
    assert.ok(page.photos.length <= limit);
    ids.push(...page.photos.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}

test('the feed is ordered by capture or by upload, and pages hold each photo once', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const added: string[] = [];
  // The same moment for three of them: their ids decide.
  for (const hour of [5, 1, 3, 3, 3, 4, 2]) {
    added.push(...(await add(world.media, ada, groupId, [makeFile({ takenAt: takenAt(hour) })])));
    world.pass(SECOND);
  }
  const [five, one, threeA, threeB, threeC, four, two] = added;
  const byCapture = [five, four, threeC, threeB, threeA, two, one];
  for (const limit of [1, 2, 3, 7, 100]) {
    assert.deepEqual(await readAll(world, ada, groupId, 'taken', limit), byCapture);
    assert.deepEqual(await readAll(world, ada, groupId, 'added', limit), added.toReversed());
  }
});

test('a cursor of another list, or one that was tampered with, is refused', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  await add(world.media, ada, groupId, [makeFile(), makeFile()]);
  const { nextCursor } = await readFeed(world.media, ada, { groupId, order: 'taken', limit: 1 });
  const cursor = nextCursor ?? '';
  await refuses(
    world.media.listPhotos(ada, { groupId, order: 'added', limit: 1, cursor }),
    'malformed-request',
  );
  await refuses(world.media.listTrash(ada, { groupId, limit: 1, cursor }), 'malformed-request');
  await refuses(
    world.media.listPhotos(ada, { groupId, order: 'taken', limit: 1, cursor: `${cursor}A` }),
    'malformed-request',
  );
});

test('a group shows nothing to outsiders and nothing of other groups to anyone', async () => {
  await using world = await openWorld();
  const [ada, eve] = [await world.makeUser('Ada'), await world.makeUser('Eve')];
  const groups = await Promise.all(Array.from({ length: 5 }, () => world.makeGroup(ada)));
  const photos: string[] = [];
  for (const groupId of groups) photos.push(...(await add(world.media, ada, groupId)));
  await processAll(world);
  for (const groupId of groups) {
    await refuses(world.media.listPhotos(eve, { groupId, order: 'taken', limit: 100 }), 'not-found');
    await refuses(world.media.listTrash(eve, { groupId, limit: 100 }), 'not-found');
    for (const photoId of [...photos, ...Array.from({ length: 35 }, uuidv7)]) {
      await refuses(world.media.getPhoto(eve, { groupId, photoId }), 'not-found');
      await refuses(world.media.getOriginal(eve, { groupId, photoId }), 'not-found');
      await refuses(world.media.updatePhoto(eve, { groupId, photoId, caption: '' }), 'not-found');
      if (photoId === photos[groups.indexOf(groupId)]) continue;
      await refuses(world.media.getPhoto(ada, { groupId, photoId }), 'not-found');
      await refuses(world.media.getOriginal(ada, { groupId, photoId }), 'not-found');
    }
  }
});

test('who was removed is shown nothing more at once, and what they were shown ends within 10 minutes', async () => {
  await using world = await openWorld();
  const [ada, ben] = [await world.makeUser('Ada'), await world.makeUser('Ben')];
  const groupId = await world.makeGroup(ada);
  await world.join(groupId, ben, 'viewer');
  const [photoId = ''] = await add(world.media, ada, groupId);
  await processAll(world);
  const { urls } = await world.media.getPhoto(ben, { groupId, photoId });
  const { url } = await world.media.getOriginal(ben, { groupId, photoId });
  await world.leave(groupId, ben);
  await refuses(world.media.getPhoto(ben, { groupId, photoId }), 'not-found');
  const statuses = () =>
    Promise.all([urls?.thumb, urls?.preview, url].map(async (each) => await statusOf(each ?? '')));
  assert.deepEqual(await statuses(), [200, 200, 200]);
  world.pass(10 * MINUTE);
  assert.deepEqual(await statuses(), [403, 403, 403]);
});

test('addresses are the same within a step of time and change after it', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const [photoId = ''] = await add(world.media, ada, groupId);
  await processAll(world);
  world.pass(5 * MINUTE - (world.now() % (5 * MINUTE)));
  const read = async () => (await world.media.getPhoto(ada, { groupId, photoId })).urls;
  const first = await read();
  world.pass(4 * MINUTE);
  assert.deepEqual(await read(), first);
  world.pass(1 * MINUTE);
  assert.notDeepEqual(await read(), first);
});

test('an original is saved under its own name, as its own type and nothing else', async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const file = makeFile({ name: 'Été "1".heic', mimeType: 'image/heic' });
  const [photoId = ''] = await add(world.media, ada, groupId, [file]);
  const original = await world.media.getOriginal(ada, { groupId, photoId });
  mediaOperations.getOriginal.success.body.parse(original);
  assert.deepEqual([original.name, original.size, original.sha256], [file.item.name, 1000, file.item.sha256]);
  const answer = await fetch(original.url);
  assert.equal(answer.headers.get('content-type'), 'image/heic');
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment;.*%C3%89t%C3%A9/);
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), file.bytes);
});

test('a failed photo is shown to its uploader and to moderators, a location to its uploader alone', async () => {
  await using world = await openWorld();
  const [ada, ben, cleo] = [
    await world.makeUser('Ada'),
    await world.makeUser('Ben'),
    await world.makeUser('Cleo'),
  ];
  const groupId = await world.makeGroup(ada);
  await world.join(groupId, ben, 'contributor');
  await world.join(groupId, cleo, 'contributor');
  const [good = '', bad = ''] = await add(world.media, ben, groupId, [makeFile(), makeFile()]);
  await world.media.sweeps['resendJobs']?.();
  for (const job of world.queue.sent.splice(0)) {
    const { jobId, photoId } = job;
    await world.queue.deliver(
      photoId === good
        ? await work(job, { latitude: 45.5, longitude: -73.25 })
        : { version: 1, outcome: 'failed', jobId, photoId, reason: 'corrupt', retryable: false },
    );
  }
  const seenBy = async (actor: Actor) => (await readAll(world, actor, groupId, 'added', 10)).sort();
  assert.deepEqual(await seenBy(ben), [good, bad].sort());
  assert.deepEqual(await seenBy(ada), [good, bad].sort());
  assert.deepEqual(await seenBy(cleo), [good]);
  await refuses(world.media.getPhoto(cleo, { groupId, photoId: bad }), 'not-found');
  await refuses(world.media.getOriginal(cleo, { groupId, photoId: bad }), 'not-found');
  assert.equal((await world.media.getPhoto(ben, { groupId, photoId: bad })).failure, 'corrupt');

  const locationFor = async (actor: Actor) =>
    (await world.media.getPhoto(actor, { groupId, photoId: good })).location;
  assert.deepEqual(await locationFor(ben), { latitude: 45.5, longitude: -73.25 });
  assert.deepEqual([await locationFor(ada), await locationFor(cleo)], [null, null]);
});

test('a caption is changed by uploader and moderators, and recorded when it changes', async () => {
  await using world = await openWorld();
  const [ada, ben, cleo] = [
    await world.makeUser('Ada'),
    await world.makeUser('Ben'),
    await world.makeUser('Cleo'),
  ];
  const groupId = await world.makeGroup(ada);
  await world.join(groupId, ben, 'contributor');
  await world.join(groupId, cleo, 'contributor');
  const [photoId = ''] = await add(world.media, ben, groupId);
  const change = (actor: Actor, caption: string) =>
    world.media.updatePhoto(actor, { groupId, photoId, caption });
  await refuses(change(cleo, 'mine'), 'forbidden');
  assert.equal((await change(ben, 'At the hut')).caption, 'At the hut');
  assert.equal((await change(ben, 'At the hut')).caption, 'At the hut');
  assert.equal((await change(ada, '')).caption, '');
  assert.deepEqual((await world.media.getPhoto(cleo, { groupId, photoId })).abilities, {
    edit: false,
    trash: false,
    download: false,
    report: true,
  });
  const { entries } = await world.groups.listAudit(ada, groupId, { limit: 10 });
  const edits = entries.filter(({ action }) => action === 'photo.edited');
  assert.deepEqual(
    edits.map(({ actor, subjectId }) => [actor?.name, subjectId]),
    [
      ['Ada', photoId],
      ['Ben', photoId],
    ],
  );
  await world.media.trashPhotos(ben, { groupId, photoIds: [photoId] });
  await refuses(change(ben, 'gone'), 'forbidden');
  await refuses(change(cleo, 'gone'), 'not-found');
});

test("a group's cover is its newest photo that can be shown, or the chosen one while that can", async () => {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const empty = await world.makeGroup(ada);
  const coverOf = async (id: string) => (await world.groups.get(ada, id)).cover?.photoId ?? null;
  const files = [3, 1, 2].map((hour) => makeFile({ takenAt: takenAt(hour) }));
  const [three = '', one = ''] = await add(world.media, ada, groupId, files);
  assert.equal(await coverOf(groupId), null);
  await processAll(world);
  assert.equal(await coverOf(groupId), three);
  assert.equal(await coverOf(empty), null);
  await world.groups.change(ada, groupId, { coverPhotoId: one });
  assert.equal(await coverOf(groupId), one);
  await refuses(world.groups.change(ada, empty, { coverPhotoId: one }), 'not-found');
  await world.media.trashPhotos(ada, { groupId, photoIds: [one] });
  assert.equal(await coverOf(groupId), three);
  await refuses(world.groups.change(ada, groupId, { coverPhotoId: one }), 'not-found');
  const { cover } = await world.groups.get(ada, groupId);
  assert.equal(await statusOf(cover?.url ?? ''), 200);
});

test('every page is a walk along an index from its place on: nothing is scanned or sorted', async () => {
  // In SQLite, that is: MySQL plans by how full the tables are.
  const database = await openTestDatabase({ column: 'embedded' });
  const at = { groupId: uuidv7(), limit: 101 };
  const id = uuidv7();
  const viewers = [true, false].map((moderates) => ({ viewer: { userId: id, hasBlocks: false }, moderates }));
  const feeds = (['taken', 'added'] as const).flatMap((order) =>
    [null, { sort: [1], id }].flatMap((after) =>
      (['all', 'shown', 'own'] as const)
        // Of one's own by upload, few enough, pages are sorted.
        .filter((sight) => sight !== 'own' || order === 'taken')
        .map((sight) => ({
          query: feedQuery(database, {
            ...at,
            order,
            filter: { uploaderId: null, kind: null, from: null, until: null, othersOnly: false },
            after,
            toward: 'older',
            sight,
            viewer: { userId: id, hasBlocks: false },
          }),
          joined: [] as RegExp[],
          seek: `trashed_at=?${after ? ` AND (${order}_at,id)<(?,?)` : ''})`,
        })),
    ),
  );
  const trash = [null, { sort: [1, 2], id }].flatMap((after) =>
    viewers.map((viewer) => ({
      query: trashQuery(database, { ...at, after, ...viewer }),
      joined: ['motions', 'users'].map(
        (table) => new RegExp(`^SEARCH ${table} USING INDEX .*\\(id=\\?\\) LEFT-JOIN$`),
      ),
      seek: `trashed_at>?${after ? ' AND (trashed_at,taken_at,id)<(?,?,?)' : ''})`,
    })),
  );
  for (const { query, joined, seek } of [...feeds, ...trash]) {
    const steps = await query.explain<{ detail: string }>(undefined, sql`query plan`);
    const lines = steps.map(({ detail }) => detail).filter((line) => !line.startsWith('CORRELATED'));
    const holds = lines.filter((line) => line.includes('photo_holds'));
    for (const line of holds) assert.match(line, /^SEARCH photo_holds .*\(photo_id=\?\)$/);
    const plan = lines.filter((line) => !holds.includes(line)).sort();
    const walks = plan.filter((line) => line.startsWith('SEARCH photos'));
    const others = plan.filter((line) => !walks.includes(line));
    assert.equal(walks.length, 1, plan.join('\n'));
    assert.match(walks[0] ?? '', /^SEARCH photos USING INDEX photos_by_/);
    assert.ok(walks[0]?.endsWith(`group_id=? AND ${seek}`), walks[0]);
    assert.equal(others.length, joined.length, plan.join('\n'));
    for (const [index, line] of joined.entries()) assert.match(others[index] ?? '', line);
  }
  await database.close();
});
