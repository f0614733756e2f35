import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { API_PREFIX } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import { startStack } from '../../../../tools/dev-stack.ts';
import { type MariadbService, startMariadb } from '../../../../tools/services/mariadb.ts';
import { openMysqlDatabase } from '../../../../tools/services/mysql-database.ts';
import { createQuota } from '../modules/quota/index.ts';
import { type Database, isUnavailable } from './index.ts';
import { openMysql } from './mysql.fixture.ts';

let mariadb: MariadbService;
before(async () => {
  mariadb = await startMariadb();
});
after(() => mariadb.stop());

const LIMIT = 1_000_000_000;
const BYTES = 7;

/** Many who reserve and charge; knows what was acknowledged to them. */
function createLoad(database: Database, userId: string) {
  const quota = createQuota({ database, clock: Date.now, defaultLimit: LIMIT });
  const charged = new Set<string>();
  let [stopped, refused] = [false, 0];

  async function one(): Promise<void> {
    const id = uuidv7();
    await database.transaction((tx) => quota.reserve(tx, { id, userId, bytes: BYTES }));
    // Answers false if it was charged before: by a try that was not acknowledged, but counted all the same.
    assert.equal(await database.transaction((tx) => quota.charge(tx, id)), true);
    charged.add(id);
  }
  const lane = async (): Promise<void> => {
    while (!stopped) {
      try {
        await one();
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        refused++;
        await sleep(20);
      }
    }
  };
  const lanes = Array.from({ length: 8 }, lane);
  return {
    charged,
    refused: () => refused,
    async stop() {
      stopped = true;
      await Promise.all(lanes);
    },
  };
}

async function addUser(database: Database): Promise<string> {
  const id = uuidv7();
  const user = { id, email: `${id}@example.org`, name: 'Ada', password_hash: '-', created_at: 0 };
  await database.sql
    .insertInto('users')
    .values({ ...user, verified_at: 0, suspended_at: null, quota_limit: null })
    .execute();
  return id;
}

/** What was acknowledged is there, and the ledger holds each charge once. */
async function checkLedger(database: Database, charged: ReadonlySet<string>): Promise<void> {
  const rows = await database.sql.selectFrom('quota_reservations').selectAll().execute();
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  assert.deepEqual(
    [...charged].filter((id) => states.get(id) !== 'charged'),
    [],
  );
  const count = (state: string) => rows.filter((row) => row.state === state).length * BYTES;
  const days = await database.sql.selectFrom('quota_days').select(['used', 'reserved']).execute();
  const sum = (what: 'used' | 'reserved') => days.reduce((total, day) => total + day[what], 0);
  assert.deepEqual([sum('used'), sum('reserved')], [count('charged'), count('open')]);
}

test('connections that are killed under load lose nothing that was acknowledged, and charge nothing twice', async () => {
  await using world = await openMysql({ url: mariadb.url });
  const { database, server } = world;
  const load = createLoad(database, await addUser(database));
  let kills = 0;
  while (kills < 60 || load.charged.size < 200) {
    await sleep(15);
    const threads = (await server.run(
      `select id from information_schema.processlist where db = '${server.env.DB_NAME}'`,
    )) as { id: number }[];
    const victim = threads[Math.floor(Math.random() * threads.length)];
    if (!victim) continue;
    // It may have ended by itself.
    await server.run(`kill ${victim.id}`).then(
      () => kills++,
      () => {},
    );
  }
  await load.stop();
  await checkLedger(database, load.charged);
});

test('a server that dies and starts again under load loses nothing, and is used again at once', async () => {
  await using world = await openMysql({ url: mariadb.url });
  const { database } = world;
  const load = createLoad(database, await addUser(database));
  for (let round = 1; round <= 3; round++) {
    const done = load.charged.size;
    while (load.charged.size < done + 50) await sleep(10);
    const refused = load.refused();
    await mariadb.kill();
    while (load.refused() === refused) await sleep(10);
    await mariadb.start();
  }
  const done = load.charged.size;
  while (load.charged.size < done + 50) await sleep(10);
  await load.stop();
  await checkLedger(database, load.charged);
});

test('without its database a server lives, is not ready, and asks people to come again', async () => {
  const { env, drop } = await openMysqlDatabase(mariadb.url);
  const stack = await startStack({ env });
  const status = async (path: string) => (await fetch(`${stack.url}${path}`)).status;
  const parts = async () => {
    // The last answer no longer stands for this one.
    await sleep(300);
    const ready = await fetch(`${stack.url}/readyz`, { signal: AbortSignal.timeout(4_000) });
    return [ready.status, ((await ready.json()) as { parts: Record<string, string> }).parts['database']];
  };
  try {
    const ada = await stack.person('Ada');
    assert.deepEqual(await parts(), [200, 'ok']);
    // One that does not answer at all holds the question up no longer than one that is gone.
    mariadb.pause();
    assert.deepEqual(await parts(), [503, 'unavailable']);
    assert.equal(await status('/livez'), 200);
    mariadb.resume();
    await mariadb.kill();
    assert.deepEqual(await parts(), [503, 'unavailable']);
    assert.equal(await status('/livez'), 200);
    const { email, password } = ada;
    const refusal = await fetch(`${stack.url}${API_PREFIX}/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    assert.deepEqual([refusal.status, refusal.headers.get('retry-after')], [503, '2']);
    assert.equal(((await refusal.json()) as { code: string }).code, 'unavailable');
    await mariadb.start();
    assert.deepEqual(await parts(), [200, 'ok']);
    assert.deepEqual(await ada.client.listGroups(), { groups: [] });
  } finally {
    await stack.stop();
    await drop();
  }
});
