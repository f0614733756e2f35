import { setTimeout as sleep } from 'node:timers/promises';
import { type Dialect, Kysely, type Transaction } from 'kysely';
import { type CommitMark, createCommitMarks, sweepCommitMarks } from './commit-marks.ts';
import { type MysqlSettings, type MysqlTuning, mysqlDialect } from './mysql.ts';
import type { PoolState } from './mysql-pool.ts';
import { dialectOf, isTransient } from './portable.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** Where queries run: the database itself or a transaction. */
export interface Queryable {
  readonly sql: Kysely<Tables>;
}

/** Calls across modules that write demand one, so that what belongs together commits together. */
export interface Tx extends Queryable {
  readonly sql: Transaction<Tables>;
  /**
   * Runs once the transaction has committed, never on rollback. For what must not run inside: mail, queues, the
   * object store. A crash may lose it, so a row that a sweeper finds stands behind each.
   */
  afterCommit(effect: () => void): void;
}

export interface Database extends Queryable {
  readonly dialect: 'sqlite' | 'mysql';
  /**
   * Runs the work in one transaction, again from its start after a deadlock, a busy database or a lost connection.
   * Once this resolves it is committed, and once only, whatever became of the connection; throws
   * `DatabaseUnavailable` when that cannot be told.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  ping(): Promise<void>;
  /** Clears away a batch of what it keeps for itself and needs no more; answers how much. */
  sweep(): Promise<number>;
  pool(): PoolState;
  close(): Promise<void>;
}

export type DatabaseSettings = SqliteSettings | MysqlSettings;

export interface SqliteSettings {
  kind: 'sqlite';
  /** Path of the file, or `:memory:`. */
  file: string;
}

export interface OpenOptions extends MysqlTuning {
  /** Of the user of a MySQL server; null: none, or a token. */
  password?: string | null;
  /** Hears of every query once it has run. */
  onQuery?: (query: { sql: string; parameters: readonly unknown[] }) => void;
}

const TRIES = 6;
const MARKS_BATCH = 500;

/** Opens the database; the schema is brought up to date by `migrate`. */
export function openDatabase(settings: DatabaseSettings, options: OpenOptions = {}): Database {
  const { dialect, pool } = dialectFor(settings, options);
  const sql = new Kysely<Tables>({
    dialect,
    ...(options.onQuery && { log: ({ query }) => options.onQuery?.(query) }),
  });
  // SQLite commits in this process, and so always tells.
  const marks = dialectOf(sql) === 'mysql' ? createCommitMarks(sql) : null;

  async function once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const effects: (() => void)[] = [];
    const trx = await sql.startTransaction().execute();
    // The connection goes back to the pool even when this fails.
    const undo = (): Promise<void> =>
      trx
        .rollback()
        .execute()
        .catch(() => {});
    let result: T;
    let mark: CommitMark | undefined;
    try {
      result = await work({ sql: trx, afterCommit: (effect) => void effects.push(effect) });
      mark = await marks?.write(trx);
    } catch (error) {
      await undo();
      throw error;
    }
    try {
      await trx.commit().execute();
    } catch (error) {
      await undo();
      if (!mark || !(await marks?.isCommitted(mark))) throw error;
    }
    if (mark) marks?.free(mark);
    for (const effect of effects) effect();
    return result;
  }

  return {
    sql,
    dialect: dialectOf(sql),
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(work);
        } catch (error) {
          if (attempt >= TRIES || !isTransient(error)) throw error;
          await sleep(Math.random() * 10 * 2 ** attempt);
        }
      }
    },
    async ping() {
      await sql.selectNoFrom((no) => no.lit(1).as('one')).executeTakeFirstOrThrow();
    },
    sweep: () => sweepCommitMarks(sql, MARKS_BATCH),
    pool,
    close: () => sql.destroy(),
  };
}

function dialectFor(
  settings: DatabaseSettings,
  options: OpenOptions,
): { dialect: Dialect; pool: () => PoolState } {
  if (settings.kind === 'mysql') {
    const { dialect, state } = mysqlDialect(settings, options.password ?? null, options);
    return { dialect, pool: state };
  }
  return { dialect: sqliteDialect(settings.file), pool: () => ({ open: 1, idle: 0, waiting: 0 }) };
}
