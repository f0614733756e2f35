import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { isConflict } from './portable.ts';
import type { Tables } from './tables.ts';

/** Milliseconds that a lease holds without being renewed: longer than any stall but that of a dead process. */
const LEASE = 60_000;
const RENEW_EVERY = 10_000;
const LOOK_EVERY = 200;

// The server's clock is the one that all instances share.
const now = sql<number>`cast(unix_timestamp(now(3)) * 1000 as signed)`;

/**
 * Does the work while no other instance does, in MySQL: one row that is taken by a conditional UPDATE and renewed
 * while the work goes on. What a dead instance held runs out. `GET_LOCK`, which Kysely would take, ties a
 * client to one connection of a proxy.
 *
 * @param db the pool, so that a renewal does not wait behind a statement of the work
 */
export async function withLease<T>(
  db: Kysely<Tables>,
  work: () => Promise<T>,
  { length = LEASE, renewEvery = RENEW_EVERY } = {},
): Promise<T> {
  const owner = randomUUID();
  const ends = sql<number>`${now} + ${sql.lit(length)}`;
  await sql`create table if not exists migration_lease (
    id integer primary key, owner char(36), expires_at bigint not null)`.execute(db);
  try {
    await sql`insert into migration_lease (id, owner, expires_at) values (1, null, 0)`.execute(db);
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
  const take = async (): Promise<boolean> => {
    const taking = sql`update migration_lease set owner = ${owner}, expires_at = ${ends} where id = 1 and expires_at < ${now}`;
    return (await taking.execute(db)).numAffectedRows === 1n;
  };
  while (!(await take())) await sleep(LOOK_EVERY);
  const renewal = setInterval(() => {
    const renewing = sql`update migration_lease set expires_at = ${ends} where id = 1 and owner = ${owner}`;
    // Should one fail, the next may not, before the lease is over.
    renewing.execute(db).catch(() => {});
  }, renewEvery).unref();
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await sql`update migration_lease set owner = null, expires_at = 0 where id = 1 and owner = ${owner}`.execute(
      db,
    );
  }
}
