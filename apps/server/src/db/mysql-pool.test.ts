import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Database, isUnavailable } from './index.ts';
import { connect, openMysql } from './mysql.fixture.ts';

const idOf = async (database: Pick<Database, 'sql'>): Promise<number> =>
  Number((await sql<{ id: number }>`select connection_id() as id`.execute(database.sql)).rows[0]?.id);

/** Holds so many connections until the answer is called. */
async function hold(database: Database, count: number): Promise<() => Promise<void>> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let held = 0;
  const all = Array.from({ length: count }, () =>
    database.transaction(async (tx) => {
      await idOf(tx);
      held++;
      await promise;
    }),
  );
  while (held < count) await sleep(5);
  return async () => {
    resolve();
    await Promise.all(all);
  };
}

test('who waits too long for a connection is told so, and the next is served', async () => {
  await using world = await openMysql({ env: { DB_POOL_SIZE: '2' }, tuning: { acquireTimeout: 50 } });
  const { database } = world;
  const release = await hold(database, 2);
  assert.deepEqual(database.pool(), { open: 2, idle: 0, waiting: 0 });
  await assert.rejects(database.ping(), isUnavailable);
  await release();
  await database.ping();
  assert.deepEqual(database.pool(), { open: 2, idle: 2, waiting: 0 });
});

test('no more than a limit wait for a connection: the rest is refused at once', async () => {
  await using world = await openMysql({ env: { DB_POOL_SIZE: '2' }, tuning: { acquireTimeout: 60_000 } });
  const { database } = world;
  const release = await hold(database, 2);
  const pings = Array.from({ length: 150 }, () => database.ping());
  const outcomes = Promise.allSettled(pings);
  while (database.pool().waiting < 100) await sleep(5);
  await assert.rejects(database.ping(), isUnavailable);
  await release();
  const failed = (await outcomes).filter(({ status }) => status === 'rejected');
  assert.equal(failed.length, 50);
  assert.equal(database.pool().waiting, 0);
});

test('a connection that is past its age is not used again', async () => {
  await using world = await openMysql();
  const young = connect(world.server.env, { maxAge: 60_000 });
  const old = connect(world.server.env, { maxAge: 1 });
  try {
    assert.equal(await idOf(young), await idOf(young));
    const first = await idOf(old);
    // It passes its age while it is idle.
    await sleep(10);
    assert.notEqual(await idOf(old), first);
  } finally {
    await young.close();
    await old.close();
  }
});

test('a read on its own goes to another connection when its own has died while idle', async () => {
  await using world = await openMysql();
  const { database, server } = world;
  const dead = await idOf(database);
  // Not awaited in between: the client has not heard of the end when it asks.
  const killed = server.run(`kill ${dead}`);
  const ids: number[] = [];
  for (let i = 0; i < 200 && !ids.some((id) => id !== dead); i++) ids.push(await idOf(database));
  await killed;
  assert.notEqual(await idOf(database), dead);
});

test('what is read is exact, or refused', async () => {
  await using world = await openMysql();
  const { database } = world;
  const read = async (text: string) =>
    (await sql<{ n: number }>`select cast(${text} as signed) as n`.execute(database.sql)).rows[0]?.n;
  assert.equal(await read('9007199254740991'), Number.MAX_SAFE_INTEGER);
  await assert.rejects(read('9007199254740993'), RangeError);
});

test('an object in the place of a text stays a value', async () => {
  await using world = await openMysql();
  const row = { object_key: 'a', due_at: 0, tries: 0 };
  await world.database.sql.insertInto('object_deletions').values(row).execute();
  const found = await world.database.sql
    .selectFrom('object_deletions')
    .selectAll()
    .where('object_key', '=', { object_key: 1 } as unknown as string)
    .execute();
  assert.deepEqual(found, []);
});

test('what a query was given is not in its error, for that ends up in a log', async () => {
  await using world = await openMysql();
  const { sql: db } = world.database;
  const user = { id: 'x', email: "o'ada@example.org", name: 'Ada for key', password_hash: 'secret hash' };
  const insert = () =>
    db
      .insertInto('users')
      .values({ ...user, created_at: 1, verified_at: null, suspended_at: null, quota_limit: null })
      .execute();
  await insert();
  const faults: [work: () => Promise<unknown>, code: string][] = [
    [insert, 'ER_DUP_ENTRY'],
    [() => sql`select * from users where ${user.email} near ${user.name} (`.execute(db), 'ER_PARSE_ERROR'],
    [() => sql`select ${user.password_hash} from nowhere`.execute(db), 'ER_NO_SUCH_TABLE'],
  ];
  for (const [work, code] of faults) {
    await assert.rejects(work, (error: Error & { code?: string }) => {
      assert.equal(error.code, code);
      const { message, stack, ...rest } = error;
      assert.doesNotMatch(`${message}${stack}${JSON.stringify(rest)}`, /ada@|Ada for|secret hash/);
      return true;
    });
  }
});
