import {
  type ColumnDataType,
  type DropIndexBuilder,
  type Kysely,
  MysqlAdapter,
  type RawBuilder,
  type SqlBool,
  sql,
} from 'kysely';
import type { Tables } from './tables.ts';
import { isConnectionGone } from './unavailable.ts';

type Values<DB> = Parameters<ReturnType<Kysely<DB>['insertInto']>['values']>[0];
type AnyDatabase = Pick<Kysely<unknown>, 'getExecutor'>;

/** The one place that knows which database it is. */
export function dialectOf(db: AnyDatabase): 'sqlite' | 'mysql' {
  return db.getExecutor().adapter instanceof MysqlAdapter ? 'mysql' : 'sqlite';
}

/** Column types by what they hold; the sizes matter to MySQL alone. */
export const column = {
  /** UUID. */
  id: 'char(36)',
  /** Hex SHA-256. */
  digest: 'char(64)',
  /** UTC milliseconds, bytes, counts. */
  integer: 'bigint',
  real: 'double precision',
  /** A word of a fixed vocabulary. */
  word: 'varchar(32)',
  text: (length: number): ColumnDataType => `varchar(${length})`,
  long: 'text',
} as const satisfies Record<string, ColumnDataType | ((length: number) => ColumnDataType)>;

const transientCodes = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD']);
const SQLITE_BUSY = 5;
const SQLITE_CONSTRAINT_UNIQUE = 2067;
const SQLITE_CONSTRAINT_PRIMARYKEY = 1555;

interface DriverError {
  code?: string;
  errcode?: number;
}

/** Whether the same transaction may succeed when run again, having been undone. */
export function isTransient(error: unknown): boolean {
  const { code, errcode } = error as DriverError;
  return (
    (code !== undefined && transientCodes.has(code)) ||
    isConnectionGone(error) ||
    (errcode !== undefined && (errcode & 0xff) === SQLITE_BUSY)
  );
}

/** Whether a write failed because a row with the same unique key is there. */
export function isConflict(error: unknown): boolean {
  const { code, errcode } = error as DriverError;
  return (
    code === 'ER_DUP_ENTRY' ||
    errcode === SQLITE_CONSTRAINT_UNIQUE ||
    errcode === SQLITE_CONSTRAINT_PRIMARYKEY
  );
}

const doneCodes = new Set([
  'ER_TABLE_EXISTS_ERROR',
  'ER_DUP_KEYNAME',
  'ER_DUP_FIELDNAME',
  'ER_CANT_DROP_FIELD_OR_KEY',
  'ER_TRG_ALREADY_EXISTS',
  'ER_FK_DUP_NAME',
]);

/** Whether a statement of DDL failed in MySQL because what it makes is there, or what it takes away is not. */
export const isDoneBefore = (error: unknown): boolean => doneCodes.has((error as DriverError).code ?? '');

/** Inserts a row unless one of its keys is there; answers how many went in. */
export async function insertIgnoring<DB, T extends keyof DB & string>(
  db: Kysely<DB>,
  table: T,
  row: Exclude<Values<DB>, readonly unknown[]>,
): Promise<0 | 1> {
  const insert = db.insertInto(table as never).values(row as never);
  if (dialectOf(db) === 'sqlite') {
    const result = await insert.onConflict((on) => on.doNothing()).executeTakeFirst();
    return result.numInsertedOrUpdatedRows === 1n ? 1 : 0;
  }
  try {
    // Not INSERT IGNORE, which passes over missing parents and texts that are too long as well.
    await insert.execute();
    return 1;
  } catch (error) {
    if (isConflict(error)) return 0;
    throw error;
  }
}

/**
 * Inserts those rows whose key is not there yet. In MySQL the rows are locked for this transaction whether they
 * were there or not: who goes on to change them does not wait for another who does the same.
 */
export async function insertMissing<DB, T extends keyof DB & string>(
  db: Kysely<DB>,
  table: T,
  rows: Values<DB>,
  key: string,
): Promise<void> {
  const insert = db.insertInto(table as never).values(rows as never);
  const query =
    dialectOf(db) === 'mysql'
      ? insert.onDuplicateKeyUpdate({ [key]: sql.ref(key) } as never)
      : insert.onConflict((on) => on.doNothing());
  await query.execute();
}

/** Reads rows so that nobody else changes them before this transaction ends; SQLite has one writer anyway. */
export function lockRows<Q extends { forUpdate(): Q }>(db: AnyDatabase, query: Q): Q {
  return dialectOf(db) === 'mysql' ? query.forUpdate() : query;
}

/**
 * Whether an index is searched by a comparison of tuples, as a page of a list needs; where not, the first
 * column is to be compared by itself besides.
 */
export const seeksByTuple = (db: AnyDatabase): boolean => dialectOf(db) === 'sqlite';

/**
 * Whether an index is searched from what a query within a query answers; where not, a value is to be compared besides that
 * is as low at least.
 */
export const seeksByAnswer = (db: AnyDatabase): boolean => dialectOf(db) === 'sqlite';

/**
 * A table as a query's first, read along that index alone. Without it MySQL takes a page half-way down a long list
 * for half of the list, and reads that from its start on; SQLite takes an index that holds all it wants to know for a better
 * one than that of the few rows it wants to know it of.
 */
export function readAlong<T extends keyof Tables & string>(db: AnyDatabase, table: T, index: string): T {
  const sqlite = dialectOf(db) === 'sqlite';
  // In SQLite it has no such name, and is what ids are looked up by anyway.
  if (sqlite && index === 'PRIMARY') return table;
  const hint = sqlite ? sql`indexed by ${sql.ref(index)}` : sql`force index (${sql.ref(index)})`;
  const hinted = sql`${sql.table(table)} ${hint}`;
  return sql.table(table).as(hinted) as unknown as T;
}

/**
 * That a column has this value, asked of rows that something else finds. Compared as it is, SQLite takes any index that
 * begins with the column for the better way to some ids, and walks all that has the value.
 */
export function hasBesides(db: AnyDatabase, column: string, value: string): RawBuilder<SqlBool> {
  // A plus keeps SQLite from looking an index up for a column (https://sqlite.org/optoverview.html, 3).
  const compared = dialectOf(db) === 'sqlite' ? sql`+${sql.ref(column)}` : sql.ref(column);
  return sql<SqlBool>`${compared} = ${value}`;
}

/** Takes an index away, which SQLite knows by its name and MySQL as a table's. */
export function dropIndex(db: Kysely<unknown>, table: string, name: string): DropIndexBuilder {
  const drop = db.schema.dropIndex(name);
  return dialectOf(db) === 'mysql' ? drop.on(table) : drop;
}

/** A trigger by which the database refuses to change rows that are there. */
export function refuseChanges(
  db: AnyDatabase,
  table: string,
  verb: 'update' | 'delete',
): RawBuilder<unknown> {
  const refusal =
    dialectOf(db) === 'mysql'
      ? `for each row signal sqlstate '45000' set message_text = '${table} is append-only'`
      : `begin select raise(abort, '${table} is append-only'); end`;
  return sql.raw(`create trigger ${table}_no_${verb} before ${verb} on ${table} ${refusal}`);
}

/**
 * A trigger by which the database refuses a change of those rows for which the condition holds.
 *
 * @param trigger its name
 * @param condition SQL of `old` and `new`, the row before and after
 */
export function refuseWhere(
  db: AnyDatabase,
  trigger: string,
  on: { table: string; verb: 'insert' | 'update' | 'delete'; condition: string },
): RawBuilder<unknown> {
  const { table, verb, condition } = on;
  const refusal =
    dialectOf(db) === 'mysql'
      ? `for each row if ${condition} then signal sqlstate '45000' set message_text = '${table} is append-only'; end if`
      : `when ${condition} begin select raise(abort, '${table} is append-only'); end`;
  return sql.raw(`create trigger ${trigger} before ${verb} on ${table} ${refusal}`);
}

/**
 * A trigger by which the database counts the changes of each row of the table, whoever makes them: the column rises with
 * every UPDATE.
 */
export function riseAtUpdate(db: AnyDatabase, table: string, column: string): RawBuilder<unknown> {
  const trigger = `${table}_${column}_rises`;
  // In SQLite a trigger cannot change what is about to be written.
  return sql.raw(
    dialectOf(db) === 'mysql'
      ? `create trigger ${trigger} before update on ${table} for each row set new.${column} = old.${column} + 1`
      : `create trigger ${trigger} after update on ${table} when new.${column} = old.${column}
         begin update ${table} set ${column} = old.${column} + 1 where id = new.id; end`,
  );
}

/** Takes a trigger away, if it is there. */
export const dropTrigger = (trigger: string): RawBuilder<unknown> =>
  sql.raw(`drop trigger if exists ${trigger}`);

/** Condition that a column is not what it was, where either may be null. */
export const isChanged = (db: AnyDatabase, column: string): string =>
  dialectOf(db) === 'mysql' ? `not (new.${column} <=> old.${column})` : `new.${column} is not old.${column}`;
