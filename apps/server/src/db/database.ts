import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, type Transaction } from 'kysely';
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
  /** Runs the work in one transaction, again from its start after a deadlock or a busy database. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Path of the SQLite file, or `:memory:`. */
  sqliteFile: string;
}

const TRIES = 6;

/** Opens the database; the schema is brought up to date by `migrate`. */
export function openDatabase(options: OpenOptions): Database {
  const sql = new Kysely<Tables>({ dialect: sqliteDialect(options.sqliteFile) });

  async function once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const effects: (() => void)[] = [];
    const result = await sql
      .transaction()
      .execute((trx) => work({ sql: trx, afterCommit: (effect) => void effects.push(effect) }));
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
    close: () => sql.destroy(),
  };
}
