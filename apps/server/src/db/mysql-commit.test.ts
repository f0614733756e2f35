import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { type Cut, openCuttingProxy } from './cutting-proxy.fixture.ts';
import type { Database } from './index.ts';
import { connect, openMysql } from './mysql.fixture.ts';
import { DatabaseUnavailable } from './unavailable.ts';

/** A change that shows when it is made twice, and a row that shows when it is lost. */
async function change(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.sql
      .insertInto('object_deletions')
      .values({ object_key: uuidv7(), due_at: 1, tries: 0 })
      .execute();
    await tx.sql
      .updateTable('object_deletions')
      .set((set) => ({ tries: set('tries', '+', 1) }))
      .where('object_key', '=', 'sum')
      .execute();
  });
}

const rowsOf = (database: Database) => database.sql.selectFrom('object_deletions').selectAll().execute();
const start = (database: Database) =>
  database.sql.insertInto('object_deletions').values({ object_key: 'sum', due_at: 0, tries: 0 }).execute();

/** A database, and another way to it on which connections are cut. */
async function openCutOff() {
  const world = await openMysql();
  const { DB_PORT } = world.server.env;
  const proxy = await openCuttingProxy({ host: '127.0.0.1', port: Number(DB_PORT) });
  const cutOff = connect({ ...world.server.env, DB_HOST: '127.0.0.1', DB_PORT: String(proxy.port) });
  return {
    database: world.database,
    proxy,
    cutOff,
    async [Symbol.asyncDispose]() {
      await cutOff.close();
      await proxy[Symbol.asyncDispose]();
      await world[Symbol.asyncDispose]();
    },
  };
}

for (const cut of ['before', 'during', 'after'] satisfies Cut[]) {
  test(`a change whose connection is lost ${cut} COMMIT is made once`, async () => {
    await using world = await openCutOff();
    const { database, proxy, cutOff } = world;
    await start(database);
    for (let round = 1; round <= 20; round++) {
      proxy.cutNext(cut);
      await change(cutOff);
      assert.equal(proxy.cuts(), round);
      const rows = await rowsOf(database);
      assert.equal(rows.length, round + 1);
      assert.equal(rows.find(({ object_key }) => object_key === 'sum')?.tries, round);
    }
  });
}

test('effects run after a commit whose answer was lost, once, and not after a work that threw', async () => {
  await using world = await openCutOff();
  const { proxy, cutOff } = world;
  let [effects, works] = [0, 0];
  const work = () =>
    cutOff.transaction(async (tx) => {
      works++;
      tx.afterCommit(() => effects++);
    });
  proxy.cutNext('after');
  await work();
  assert.deepEqual([effects, works], [1, 1]);
  proxy.cutNext('before');
  await work();
  assert.deepEqual([effects, works], [2, 3]);
  const refusal = new Error('no');
  const refuse = cutOff.transaction(async (tx) => {
    tx.afterCommit(() => effects++);
    throw refusal;
  });
  await assert.rejects(refuse, refusal);
  assert.equal(effects, 2);
});

test('a change that may have been made, with nobody to tell, is not acknowledged', async () => {
  await using world = await openCutOff();
  const { database, proxy, cutOff } = world;
  await start(database);
  proxy.closeAtCut();
  proxy.cutNext('after');
  await assert.rejects(change(cutOff), DatabaseUnavailable);
  assert.equal((await rowsOf(database)).length, 2);
});
