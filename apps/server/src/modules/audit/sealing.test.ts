import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { openTestDatabase } from '../../db/database.fixture.ts';
import type { Database } from '../../db/index.ts';
import {
  append,
  caller,
  disarm,
  makeAudit,
  makeHistory,
  makeSealer,
  readAll,
  verify,
} from './audit.fixture.ts';
import { GENESIS } from './chain.ts';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const refuses = (statement: string) =>
  assert.rejects(sql.raw(statement).execute(database.sql), /append-only/, statement);

describe('a chain of the log', () => {
  it('never forks: 20 appends at once, while 5 processes seal', async () => {
    const sealers = Array.from({ length: 5 }, () => makeSealer(database));
    let appending = true;
    const sealing = sealers.map(async ({ sweep }) => {
      while (appending) await sweep();
    });
    for (let round = 0; round < 5; round++) await append(database, 20);
    appending = false;
    await Promise.all(sealing);
    await Promise.all(sealers.map(({ close }) => close()));

    const entries = await readAll(database);
    assert.deepEqual(
      entries.map(({ seq }) => seq),
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    assert.equal(new Set(entries.map(({ prev_hash }) => prev_hash)).size, 100);
    const { flaws, end } = await verify(database);
    assert.deepEqual([flaws, end.seq], [[], 100]);
    assert.equal(await makeHistory(database).countUnsealed(), 0);
  });

  it('grows by what is committed alone, soon after', async () => {
    const sealer = makeSealer(database);
    const audit = makeAudit(sealer.nudge);
    const undone = database.transaction(async (tx) => {
      await audit.record(tx, { action: 'group.created', by: caller });
      throw new RangeError('no');
    });
    await assert.rejects(undone, RangeError);
    await append(database, 3, audit);
    for (let tries = 0; tries < 500 && (await makeHistory(database).countUnsealed()) > 0; tries++)
      await sleep(20);
    assert.equal((await readAll(database)).length, 3);
    await sealer.close();
  });

  it('takes up what was there before it, and what a process that was killed left behind', async () => {
    const old = { actor_id: null, group_id: null, subject_id: null, request_id: null, ip: '192.0.2.1' };
    for (let at = 1; at <= 450; at++)
      await database.sql
        .insertInto('audit_logs')
        .values({ ...old, id: uuidv7(), at, action: 'group.created', details: '{}' })
        .execute();
    await append(database, 5);
    const { sweep } = makeSealer(database);
    while ((await sweep()) > 0);
    const entries = await readAll(database);
    assert.equal(entries.length, 455);
    assert.deepEqual(
      entries.slice(0, 450).map(({ at }) => at),
      Array.from({ length: 450 }, (_, index) => index + 1),
    );
    assert.deepEqual((await verify(database)).flaws, []);
  });
});

describe('the database', () => {
  beforeEach(async () => {
    await append(database, 5);
    await makeSealer(database).close();
    await append(database, 1);
  });

  it('refuses to change an entry, sealed or not, and to seal it in part, otherwise or again', async () => {
    for (const where of ['seq = 2', 'seq is null']) {
      await refuses(`update audit_logs set details = '{"a":1}' where ${where}`);
      await refuses(`update audit_logs set actor_id = null where ${where}`);
      await refuses(`update audit_logs set at = at where ${where}`);
      await refuses(`update audit_logs set seq = null where ${where}`);
    }
    await refuses(`update audit_logs set seq = 9 where seq = 2`);
    await refuses(`update audit_logs set hash = prev_hash where seq = 2`);
    await refuses(`update audit_logs set seq = 6, action = 'photo.edited' where seq is null`);
  });

  it('refuses to take an entry away, or to put another in its place', async () => {
    await refuses('delete from audit_logs where seq = 2');
    await refuses('delete from audit_logs where seq is null');
    await refuses('delete from audit_logs');
    const columns = 'id, at, action, actor_id, group_id, subject_id, details, request_id, ip, seq';
    const others = 'action, actor_id, group_id, subject_id, details, request_id, ip';
    await refuses(`replace into audit_logs (${columns}) select id, 0, ${others}, seq from audit_logs`);
    await refuses(
      `replace into audit_logs (${columns}) select '${uuidv7()}', 0, ${others}, seq from audit_logs where seq = 2`,
    );
    assert.equal((await readAll(database)).length, 5);
  });

  it('lets go of entries up to a checkpoint, of which it keeps hold', async () => {
    const history = makeHistory(database);
    assert.equal(await history.prune(), 0);
    const third = (await readAll(database))[2];
    assert.ok(third);
    await database.transaction((tx) => history.markPruned(tx, third));
    await refuses('delete from audit_logs where seq = 4');
    await refuses('delete from audit_logs where seq is null');
    await refuses('update audit_checkpoints set through_seq = 5');
    await refuses('delete from audit_checkpoints');
    assert.equal(await history.prune(), 3);
    assert.equal(await history.prune(), 0);
    const { flaws, start, entries } = await verify(database);
    assert.deepEqual([flaws, start, entries], [[], { seq: 3, hash: third.hash }, 2]);
  });

  it('goes on with the chain when all of it was taken away', async () => {
    const history = makeHistory(database);
    await makeSealer(database).close();
    const last = (await readAll(database)).at(-1);
    assert.ok(last);
    await database.transaction((tx) => history.markPruned(tx, last));
    while ((await history.prune()) > 0);
    await append(database, 1);
    await makeSealer(database).close();
    assert.deepEqual((await verify(database)).end.seq, 7);
    assert.deepEqual((await verify(database)).flaws, []);
  });
});

describe('an administrator of the database', () => {
  beforeEach(async () => {
    await append(database, 5);
    await makeSealer(database).close();
    await disarm(database);
  });
  const run = (statement: string) => sql.raw(statement).execute(database.sql);
  const kinds = async () => (await verify(database)).flaws.map(({ kind, seq }) => `${kind} ${seq}`);

  it('is found out who edits an entry', async () => {
    await run(`update audit_logs set details = '{"role":"viewer"}' where seq = 3`);
    assert.deepEqual(await kinds(), ['altered 3']);
  });

  it('is found out who deletes one', async () => {
    await run('delete from audit_logs where seq = 3');
    assert.deepEqual(await kinds(), ['missing 3']);
  });

  it('is found out who adds a checkpoint that the installation did not make', async () => {
    await run(`insert into audit_checkpoints values (3, '${GENESIS.hash}', 0, '${GENESIS.hash}')`);
    assert.equal(await makeHistory(database).start(), null);
  });

  it('is found out who takes the place of an entry with another', async () => {
    await run('delete from audit_logs where seq = 5');
    await append(database, 1);
    await makeSealer(database, Buffer.alloc(32, 4)).close();
    assert.deepEqual(await kinds(), ['forged 5']);
  });
});
