import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { currentColumn, openSurroundings } from '../../../../tools/column.ts';
import { openEmptyDatabase, openTestDatabase } from './database.fixture.ts';
import { migrate } from './index.ts';
import { withLease } from './migration-lease.ts';
import { migrations } from './migrations/index.ts';

const steps = Object.keys(migrations);

test('every step runs once, in order', async () => {
  const database = await openEmptyDatabase();
  assert.deepEqual(await migrate(database), steps);
  assert.deepEqual(await migrate(database), []);
  await database.close();
});

test('of several processes that start at once, one migrates and all go on', async () => {
  const surroundings = await openSurroundings(currentColumn());
  const dataDir = await mkdtemp(join(tmpdir(), 'wmory-migrate-'));
  const script = new URL('./migrate-process.fixture.ts', import.meta.url);
  const env = { ...surroundings.env, WMORY_DATA_DIR: dataDir };
  const run = async () => {
    const { promise, resolve, reject } = Promise.withResolvers<string[]>();
    let did: string[] = [];
    const child = fork(script, { execArgv: [] });
    child.send(env);
    child
      .on('message', (names) => {
        did = names as string[];
      })
      .on('exit', (code) => (code === 0 ? resolve(did) : reject(new Error(`ended with ${code}`))));
    return promise;
  };
  const answers = await Promise.all(Array.from({ length: 4 }, run));
  assert.deepEqual(answers.flat(), steps);
  await surroundings.close();
  await rm(dataDir, { recursive: true });
});

if (currentColumn() === 'cloud') {
  test('a step that was cut off between its work and its record is taken for done', async () => {
    const database = await openTestDatabase();
    const db = database.sql as unknown as Kysely<{ kysely_migration: { name: string } }>;
    for (const name of steps.toReversed()) {
      await db.deleteFrom('kysely_migration').where('name', '>=', name).execute();
      assert.deepEqual(await migrate(database), steps.slice(steps.indexOf(name)), name);
    }
    await database.close();
  });

  test('a lease is waited for, is renewed while the work goes on, and runs out with who held it', async () => {
    const database = await openTestDatabase();
    const turns: string[] = [];
    const long = withLease(
      database.sql,
      async () => {
        turns.push('first');
        await sql`do sleep(1)`.execute(database.sql);
        turns.push('first ended');
      },
      { length: 300, renewEvery: 50 },
    );
    while (turns.length === 0) await new Promise(setImmediate);
    await withLease(database.sql, async () => void turns.push('second'));
    await long;
    assert.deepEqual(turns, ['first', 'first ended', 'second']);
    // One whose process died: nobody renews it, nobody gives it back.
    const died = { length: 300, renewEvery: 1_000_000 };
    const never = withLease(database.sql, () => new Promise<never>(() => {}), died);
    never.catch(() => {});
    await withLease(database.sql, async () => void turns.push('third'));
    assert.equal(turns.at(-1), 'third');
    await database.close();
  });

  test('a server whose settings the code cannot rely on is refused', async () => {
    const database = await openEmptyDatabase();
    const lax = {
      ...database,
      sql: database.sql.withPlugin({
        transformQuery: ({ node }) => node,
        transformResult: async ({ result }) => ({
          ...result,
          rows: result.rows.map((row) => ('mode' in row ? { ...row, mode: 'NO_ENGINE_SUBSTITUTION' } : row)),
        }),
      }),
    };
    await assert.rejects(migrate(lax), /STRICT_TRANS_TABLES/);
    await database.close();
  });
}
