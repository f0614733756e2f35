import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FeedMonth, Photo, ProblemCode } from '@wmory/contract';
import { MAX_NEW } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { DAY, HOUR, MINUTE, toMoment } from '../../clock.ts';
import { AppError } from '../../error.ts';
import {
  add,
  createDraw,
  type MediaWorld,
  makeFile,
  openWorld,
  processAll,
  readFeed,
} from './media.fixture.ts';

let world: MediaWorld;
before(async () => {
  world = await openWorld();
});
after(() => world[Symbol.asyncDispose]());

type Query = Omit<Parameters<typeof readFeed>[2], 'limit' | 'groupId' | 'cursor' | 'toward'>;

const refuses = (promise: Promise<unknown>, code: ProblemCode) =>
  assert.rejects(promise, (error) => error instanceof AppError && error.code === code);

/** Every photo of a feed, page by page. */
async function readAll(actor: Actor, groupId: string, query: Query, limit = 100): Promise<Photo[]> {
  const photos: Photo[] = [];
  let cursor: string | undefined;
  do {
    const page = await readFeed(world.media, actor, { groupId, ...query, limit, cursor });
    photos.push(...page.photos);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return photos;
}

const idsOf = (photos: readonly Photo[]): string[] => photos.map(({ id }) => id);
const timeOf = ({ takenAt, addedAt }: Photo, order: 'taken' | 'added'): string =>
  order === 'taken' ? takenAt : addedAt;

/** What the contract says a filter leaves of the feed, by what the feed itself shows. */
const matches =
  (actor: Actor, { order, uploaderId, kind, after, before, since }: Query) =>
  (photo: Photo): boolean =>
    (uploaderId === undefined || photo.uploader?.id === uploaderId) &&
    (kind === undefined || photo.kind === kind) &&
    (after === undefined || timeOf(photo, order) >= after) &&
    (before === undefined || timeOf(photo, order) < before) &&
    (since === undefined || (photo.addedAt > since && added.get(photo.id) !== actor.userId));

/** Who added each photo, be it given away or not. */
const added = new Map<string, string>();

/**
 * A group of Ada's, an admin Abe, Ben and Cleo who add photos and Dan who looks on. Of each who adds, photos over three years
 * that are shown, failed, hidden, hidden because somebody asked, in the trash, and given away; and Ben blocks Cleo.
 */
async function openScene() {
  const [ada, abe, ben, cleo, dan] = await Promise.all(
    ['Ada', 'Abe', 'Ben', 'Cleo', 'Dan'].map((name) => world.makeUser(name)),
  );
  assert.ok(ada && abe && ben && cleo && dan);
  const groupId = await world.makeGroup(ada);
  await world.join(groupId, abe, 'admin');
  await world.join(groupId, ben, 'contributor');
  await world.join(groupId, cleo, 'contributor');
  await world.join(groupId, dan, 'viewer');
  const draw = createDraw(7);
  const { sql } = world.database;
  for (const round of [1, 2]) {
    for (const actor of [ada, ben, cleo]) {
      world.pass(HOUR + Math.floor(draw() * HOUR));
      const files = Array.from({ length: 6 }, () =>
        makeFile({ takenAt: toMoment(Date.UTC(2022, 0, 1) + Math.floor(draw() * 900) * DAY) }),
      );
      const ids = await add(world.media, actor, groupId, files);
      for (const id of ids) added.set(id, actor.userId);
      await processAll(world);
      const [, failed = '', hidden = '', asked = '', trashed = '', given = ''] = ids;
      const set = (id: string, change: object) =>
        sql.updateTable('photos').set(change).where('id', '=', id).execute();
      await sql.updateTable('photos').set({ kind: 'video' }).where('id', 'in', ids.slice(0, 2)).execute();
      await set(failed, { state: 'failed' });
      await set(hidden, { hidden_level: 2 });
      await set(asked, { hidden_level: 1 });
      const hold = { photo_id: asked, source: uuidv7(), level: 1, asker_id: dan.userId, created_at: 0 };
      await sql.insertInto('photo_holds').values(hold).execute();
      await set(given, { given_at: world.now() });
      await world.media.trashPhotos(actor, { groupId, photoIds: [trashed] });
    }
    if (round === 1) await world.groups.blockPerson(ben, { userId: cleo.userId, hidesAll: false });
  }
  return { groupId, ada, abe, ben, cleo, dan, all: [ada, abe, ben, cleo, dan] };
}

const orders = ['taken', 'added'] as const;

test('a filter leaves of the feed what it says, and shows nobody what their feed would not', async () => {
  const { groupId, ben, cleo, all } = await openScene();
  const looks = new Set<string>();
  for (const rules of ['shared', 'drop-box'] as const) {
    await world.groups.changeRules(all[0] as Actor, groupId, { photos: rules });
    for (const actor of all) {
      for (const order of orders) {
        const feed = await readAll(actor, groupId, { order });
        looks.add(`${order} ${idsOf(feed)}`);
        const [early = '', late = ''] = [
          feed[Math.floor(feed.length * 0.7)],
          feed[Math.floor(feed.length * 0.3)],
        ].map((photo) => photo && timeOf(photo, order));
        const uploaders = [ben.userId, cleo.userId, actor.userId, uuidv7()];
        const queries: Query[] = [
          ...uploaders.map((uploaderId) => ({ order, uploaderId })),
          ...(['image', 'video'] as const).flatMap((kind) => [
            { order, kind },
            { order, kind, uploaderId: cleo.userId },
            ...(order === 'added' ? [{ order, kind, since: toMoment(0) }] : []),
          ]),
          ...(feed.length > 0
            ? [
                { order, after: early },
                { order, before: late },
                { order, after: early, before: late, uploaderId: cleo.userId },
              ]
            : []),
          ...(order === 'added'
            ? [{ order, since: toMoment(0) }, ...(early ? [{ order, since: early }] : [])]
            : []),
        ];
        for (const query of queries) {
          const expected = feed.filter(matches(actor, query));
          assert.deepEqual(await readAll(actor, groupId, query), expected, JSON.stringify(query));
          assert.deepEqual(await readAll(actor, groupId, query, 2), expected, JSON.stringify(query));
        }
      }
    }
  }
  // Nearly everybody sees something else, or this would not say much.
  assert.ok(looks.size > 10, `${looks.size}`);
});

test('months count what the feed holds for who asks, and nothing else', async () => {
  const { groupId, ben, all } = await openScene();
  for (const rules of ['shared', 'drop-box'] as const) {
    await world.groups.changeRules(all[0] as Actor, groupId, { photos: rules });
    for (const actor of all)
      for (const order of orders)
        for (const uploaderId of [undefined, ben.userId, actor.userId])
          for (const kind of [undefined, 'image', 'video'] as const) {
            const query = { order, uploaderId, kind };
            const expected: FeedMonth[] = [];
            for (const photo of await readAll(actor, groupId, query)) {
              const month = timeOf(photo, order).slice(0, 7);
              const last = expected.at(-1);
              if (last?.month === month) last.count++;
              else expected.push({ month, count: 1 });
            }
            assert.deepEqual(await world.media.listMonths(actor, { groupId, ...query }), expected);
          }
  }
  const eve = await world.makeUser('Eve');
  await refuses(world.media.listMonths(eve, { groupId, order: 'taken' }), 'not-found');
});

test('photos from before 1970 are counted in their own month', async () => {
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  for (const takenAt of ['1969-12-31T23:59:59.999Z', '1970-01-01T00:00:00.000Z', '1899-02-01T00:00:00.000Z'])
    await add(world.media, ada, groupId, [makeFile({ takenAt })]);
  await processAll(world);
  assert.deepEqual(await world.media.listMonths(ada, { groupId, order: 'taken' }), [
    { month: '1970-01', count: 1 },
    { month: '1969-12', count: 1 },
    { month: '1899-02', count: 1 },
  ]);
});

test('from any place the feed goes on both ways, and up to where it begins', async () => {
  const { groupId, ada, dan } = await openScene();
  for (const actor of [ada, dan])
    for (const order of orders) {
      const feed = await readAll(actor, groupId, { order });
      assert.ok(feed.length > 6);
      for (const before of [...feed.map((photo) => timeOf(photo, order)), toMoment(0)]) {
        const start = await readFeed(world.media, actor, { groupId, order, before, limit: 2 });
        const shown = [...start.photos];
        let [newer, older] = [start.newerCursor, start.nextCursor];
        assert.ok(newer);
        while (newer) {
          const page = await readFeed(world.media, actor, {
            groupId,
            order,
            cursor: newer,
            toward: 'newer',
            limit: 3,
          });
          shown.unshift(...page.photos);
          assert.notEqual(page.nextCursor, null);
          newer = page.newerCursor;
        }
        while (older) {
          const page = await readFeed(world.media, actor, { groupId, order, cursor: older, limit: 3 });
          shown.push(...page.photos);
          older = page.nextCursor;
        }
        assert.deepEqual(idsOf(shown), idsOf(feed));
      }
      assert.equal((await readFeed(world.media, actor, { groupId, order, limit: 2 })).newerCursor, null);
    }
});

test('what is new is what others added since one looked, as far as one sees it; 100 are enough', async () => {
  const { groupId, ada, all } = await openScene();
  const group = async (actor: Actor) => {
    const one = await world.groups.get(actor, groupId);
    assert.deepEqual(
      (await world.groups.list(actor)).find(({ id }) => id === groupId),
      one,
    );
    return one;
  };
  for (const actor of all) {
    const feed = await readAll(actor, groupId, { order: 'added' });
    for (const since of [...new Set(feed.map(({ addedAt }) => addedAt))].reverse()) {
      await world.groups.markSeen(actor, { groupId, through: since });
      const { seenAt, newCount } = await group(actor);
      assert.equal(seenAt, since);
      assert.equal(newCount, feed.filter(matches(actor, { order: 'added', since })).length);
    }
    assert.equal((await group(actor)).newCount, 0);
  }
  const [, , ben] = all;
  assert.ok(ben);
  world.pass(MINUTE);
  const files = Array.from({ length: 60 }, () => makeFile({ bytes: Buffer.from(uuidv7()) }));
  await add(world.media, ben, groupId, files.slice(0, 60));
  assert.equal((await group(ada)).newCount, 60);
  world.pass(MINUTE);
  const more = Array.from({ length: 60 }, () => makeFile({ bytes: Buffer.from(uuidv7()) }));
  await add(world.media, ben, groupId, more);
  assert.equal((await group(ada)).newCount, MAX_NEW);
  assert.equal((await group(ben)).newCount, 0);
  await world.groups.changeRules(ada, groupId, { photos: 'drop-box' });
  assert.equal((await group(all[4] as Actor)).newCount, 0);
});

test('what was seen stays seen, is never ahead of time, and is of the person alone', async () => {
  const [ada, ben] = [await world.makeUser('Ada'), await world.makeUser('Ben')];
  const groupId = await world.makeGroup(ada);
  const seenBy = async (actor: Actor) => (await world.groups.get(actor, groupId)).seenAt;
  const begun = await seenBy(ada);
  assert.ok(begun, 'nothing is new to who makes a group');
  await add(world.media, ada, groupId);
  world.pass(HOUR);
  await world.join(groupId, ben, 'contributor');
  assert.equal((await world.groups.get(ben, groupId)).newCount, 0, 'nothing is new to who comes in');
  world.pass(HOUR);
  await add(world.media, ada, groupId);
  assert.equal((await world.groups.get(ben, groupId)).newCount, 1);
  await world.groups.markSeen(ben, { groupId, through: toMoment(0) });
  assert.equal((await world.groups.get(ben, groupId)).newCount, 1);
  await world.groups.markSeen(ben, { groupId, through: toMoment(world.now() + DAY) });
  assert.ok(((await seenBy(ben)) ?? '') <= toMoment(world.now()));
  assert.equal(await seenBy(ada), begun);
  world.pass(MINUTE);
  await add(world.media, ada, groupId);
  assert.equal((await world.groups.get(ben, groupId)).newCount, 1);
  await refuses(
    world.groups.markSeen(await world.makeUser('Eve'), { groupId, through: toMoment(0) }),
    'not-found',
  );
  // As someone who was a member before anybody kept it.
  await world.database.sql.updateTable('group_members').set({ seen_at: null }).execute();
  assert.deepEqual(await world.groups.get(ben, groupId).then(({ newCount, seenAt }) => [newCount, seenAt]), [
    0,
    null,
  ]);
  await world.groups.markSeen(ben, { groupId, through: begun });
  assert.equal(await seenBy(ben), begun);
  assert.equal((await world.groups.get(ben, groupId)).newCount, 3);
});
