import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { DAY } from '../../clock.ts';
import { openTestDatabase } from '../../db/database.fixture.ts';
import type { Database } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { createQuota, type Quota } from './index.ts';

const LIMIT = 1000;
const START = Date.UTC(2026, 0, 31, 12);

interface World extends AsyncDisposable {
  database: Database;
  quota: Quota;
  userId: string;
  now: number;
  reserve(bytes: number): Promise<string | AppError>;
}

async function openWorld(quotaLimit: number | null = null): Promise<World> {
  const database = await openTestDatabase();
  const userId = uuidv7();
  const world: World = {
    database,
    userId,
    now: START,
    quota: createQuota({ database, clock: () => world.now, defaultLimit: LIMIT }),
    async reserve(bytes) {
      const id = uuidv7();
      try {
        await database.transaction((tx) => world.quota.reserve(tx, { id, userId, bytes }));
        return id;
      } catch (error) {
        if (error instanceof AppError) return error;
        throw error;
      }
    },
    [Symbol.asyncDispose]: () => database.close(),
  };
  await database.sql
    .insertInto('users')
    .values({
      id: userId,
      email: 'ada@example.org',
      name: 'Ada',
      password_hash: '-',
      created_at: START,
      verified_at: START,
      suspended_at: null,
      quota_limit: quotaLimit,
    })
    .execute();
  return world;
}

const end = (world: World, how: 'charge' | 'release', id: string): Promise<boolean> =>
  world.database.transaction((tx) => world.quota[how](tx, id));

test('what is reserved is charged or released, and shows', async () => {
  await using world = await openWorld();
  const kept = await world.reserve(300);
  const dropped = await world.reserve(200);
  assert.ok(typeof kept === 'string' && typeof dropped === 'string');
  const resetsAt = '2026-02-01T00:00:00.000Z';
  assert.deepEqual(await world.quota.get(world.userId), { limit: LIMIT, used: 0, reserved: 500, resetsAt });
  assert.equal(await end(world, 'charge', kept), true);
  assert.equal(await end(world, 'release', dropped), true);
  assert.deepEqual(await world.quota.get(world.userId), { limit: LIMIT, used: 300, reserved: 0, resetsAt });
});

test('a reservation ends once, however often and in whatever way it is asked to', async () => {
  await using world = await openWorld();
  const id = await world.reserve(300);
  assert.ok(typeof id === 'string');
  const ends = Array.from({ length: 40 }, (_, index) => end(world, index % 2 ? 'charge' : 'release', id));
  assert.equal((await Promise.all(ends)).filter(Boolean).length, 1);
  const { used, reserved } = await world.quota.get(world.userId);
  assert.equal(reserved, 0);
  assert.ok(used === 0 || used === 300);
  assert.equal(await end(world, 'charge', uuidv7()), false);
});

test('a file that the day does not hold is refused with the figures, and nothing changes', async () => {
  await using world = await openWorld();
  await world.reserve(900);
  const refusal = await world.reserve(101);
  assert.ok(refusal instanceof AppError);
  assert.equal(refusal.code, 'quota-exceeded');
  assert.deepEqual(refusal.details.params, {
    limit: LIMIT,
    used: 0,
    reserved: 900,
    resetsAt: '2026-02-01T00:00:00.000Z',
    size: 101,
  });
  assert.equal((await world.quota.get(world.userId)).reserved, 900);
  assert.equal(typeof (await world.reserve(100)), 'string');
});

test('100 concurrent reservations at ten times the limit overshoot by nothing', async () => {
  await using world = await openWorld();
  const answers = await Promise.all(Array.from({ length: 100 }, () => world.reserve(LIMIT / 10)));
  assert.equal(answers.filter((answer) => typeof answer === 'string').length, 10);
  const { used, reserved } = await world.quota.get(world.userId);
  assert.equal(used + reserved, LIMIT);
});

test("an account's own limit goes before the default", async () => {
  await using world = await openWorld(2 * LIMIT);
  assert.equal(typeof (await world.reserve(1.5 * LIMIT)), 'string');
  assert.equal((await world.quota.get(world.userId)).limit, 2 * LIMIT);
  await using barred = await openWorld(0);
  assert.ok((await barred.reserve(1)) instanceof AppError);
});

test('the day is UTC, and a reservation is settled against the day it was made on', async () => {
  await using world = await openWorld();
  world.now = Date.UTC(2026, 1, 1) - 1;
  const id = await world.reserve(LIMIT);
  assert.ok(typeof id === 'string');
  assert.ok((await world.reserve(1)) instanceof AppError);
  world.now += 1;
  assert.equal(typeof (await world.reserve(LIMIT)), 'string');
  await end(world, 'charge', id);
  const today = await world.quota.get(world.userId);
  assert.deepEqual([today.used, today.reserved, today.resetsAt], [0, LIMIT, '2026-02-02T00:00:00.000Z']);
  world.now -= 1;
  assert.equal((await world.quota.get(world.userId)).used, LIMIT);
});

test('an unknown user, bytes that are no number and a database in trouble reserve nothing', async () => {
  await using world = await openWorld();
  const { database, quota } = world;
  for (const bytes of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
    await assert.rejects(world.reserve(bytes), RangeError);
  await assert.rejects(
    database.transaction((tx) => quota.reserve(tx, { id: uuidv7(), userId: uuidv7(), bytes: 1 })),
  );
  await database.sql.schema.alterTable('quota_days').renameTo('elsewhere').execute();
  await assert.rejects(world.reserve(1), (error) => !(error instanceof AppError));
  assert.deepEqual(await database.sql.selectFrom('quota_reservations').selectAll().execute(), []);
});

test('forgetting drops ended reservations alone', async () => {
  await using world = await openWorld();
  const open = await world.reserve(1);
  const ended = await world.reserve(2);
  assert.ok(typeof open === 'string' && typeof ended === 'string');
  await end(world, 'charge', ended);
  await world.database.transaction((tx) => world.quota.forget(tx, [open, ended]));
  const rows = await world.database.sql.selectFrom('quota_reservations').select('id').execute();
  assert.deepEqual(
    rows.map((row) => row.id),
    [open],
  );
  assert.equal((await world.quota.get(world.userId)).used, 2);
});

type Step =
  | { do: 'reserve'; bytes: number }
  | { do: 'charge' | 'release'; which: number }
  | { do: 'wait'; days: number };

const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ do: fc.constant('reserve'), bytes: fc.integer({ min: 0, max: LIMIT }) }),
    fc.record({ do: fc.constantFrom('charge', 'release'), which: fc.nat(30) }),
    fc.record({ do: fc.constant('wait'), days: fc.double({ min: 0, max: 2, noNaN: true }) }),
  ),
  { maxLength: 40 },
);

test('whatever happens in whatever order, the ledger equals its reservations and stays within the limit', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      await using world = await openWorld();
      const model = new Map<string, { day: number; bytes: number; state: string }>();
      const ids: string[] = [];
      const sum = (day: number, state: string): number =>
        [...model.values()]
          .filter((each) => each.day === day && each.state === state)
          .reduce((total, each) => total + each.bytes, 0);
      for (const step of script) {
        const day = Math.floor(world.now / DAY);
        if (step.do === 'wait') world.now += Math.floor(step.days * DAY);
        else if (step.do === 'reserve') {
          const fits = sum(day, 'open') + sum(day, 'charged') + step.bytes <= LIMIT;
          const answer = await world.reserve(step.bytes);
          assert.equal(typeof answer === 'string', fits);
          if (typeof answer !== 'string') continue;
          ids.push(answer);
          model.set(answer, { day, bytes: step.bytes, state: 'open' });
        } else {
          const id = ids[step.which] ?? uuidv7();
          const reservation = model.get(id);
          assert.equal(await end(world, step.do, id), reservation?.state === 'open');
          if (reservation?.state === 'open')
            reservation.state = step.do === 'charge' ? 'charged' : 'released';
        }
      }
      for (const row of await world.database.sql.selectFrom('quota_days').selectAll().execute()) {
        assert.deepEqual([row.used, row.reserved], [sum(row.day, 'charged'), sum(row.day, 'open')]);
        assert.ok(row.used + row.reserved <= LIMIT);
      }
    }),
    { numRuns: 60 },
  );
});
