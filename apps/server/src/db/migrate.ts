import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import { withLease } from './migration-lease.ts';
import { migrations } from './migrations/index.ts';
import { isTransient } from './portable.ts';
import type { Tables } from './tables.ts';

const TRIES = 20;

/**
 * Brings the schema up to date; answers the names of the steps that ran. Rejects at the first that fails. Of
 * several instances that start at once, one does the work and the others wait for it.
 */
export async function migrate(database: Database): Promise<string[]> {
  if (database.dialect === 'mysql') {
    await checkServer(database.sql);
    // A user who may not change the schema can start a server on one that is up to date.
    if ((await findPending(database)).length === 0) return [];
    return withLease(database.sql, () => run(database));
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await run(database);
    } catch (error) {
      // Another process writes: SQLite refuses who read before that at once, without a wait.
      if (attempt >= TRIES || !isTransient(error)) throw error;
      await sleep(Math.random() * 50 * attempt);
    }
  }
}

/** Names of the steps that are still to run, in order. */
export async function findPending(database: Database): Promise<string[]> {
  const migrator = new Migrator({ db: database.sql, provider: { getMigrations: async () => migrations } });
  const known = await migrator.getMigrations();
  return known.filter(({ executedAt }) => !executedAt).map(({ name }) => name);
}

async function run(database: Database): Promise<string[]> {
  const migrator = new Migrator({ db: database.sql, provider: { getMigrations: async () => migrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw error;
  return results.map((result) => result.migrationName);
}

/**
 * What the code relies on and does not set itself, since a session's settings would tie it to one connection of a
 * proxy. Text compares byte by byte, trailing spaces included, as in SQLite: new tables follow the
 * database's collation.
 */
async function checkServer(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ mode: string; version: string; collation: string }>`
    select @@sql_mode as mode, version() as version, @@collation_database as collation`.execute(db);
  const [{ mode = '', version = '', collation = '' } = {}] = rows;
  const modes = mode.split(',');
  if (!modes.some((each) => each === 'STRICT_TRANS_TABLES' || each === 'STRICT_ALL_TABLES'))
    throw new Error('The MySQL server does not run in strict mode; add STRICT_TRANS_TABLES to its sql_mode.');
  for (const each of ['NO_BACKSLASH_ESCAPES', 'ANSI_QUOTES', 'ANSI'])
    if (modes.includes(each)) throw new Error(`The MySQL server's sql_mode has ${each}; take it away.`);
  const exact = version.includes('MariaDB') ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin';
  if (collation !== exact)
    await sql`alter database character set utf8mb4 collate ${sql.id(exact)}`.execute(db);
}
