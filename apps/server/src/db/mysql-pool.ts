import type { MysqlPool, MysqlPoolConnection, MysqlQueryResult } from 'kysely';
import { createPool, type Pool, type PoolConnection, type PoolOptions } from 'mysql2';
import { DatabaseUnavailable, isConnectionGone } from './unavailable.ts';

export interface PoolLimits {
  /** Connections at most. */
  size: number;
  /** Milliseconds that a query waits for a free connection. */
  acquireTimeout: number;
  /** Milliseconds after which a connection is not used again: after a failover, the new address is found. */
  maxAge: number;
}

/** The state of a pool, for metrics. */
export interface PoolState {
  open: number;
  idle: number;
  waiting: number;
}

export interface WatchedPool extends MysqlPool {
  state(): PoolState;
}

type Values = readonly unknown[];
type Done = (error: unknown, result: MysqlQueryResult) => void;

/** Callers that wait for a connection, for each connection there is; more are refused at once. */
const WAITING_PER_CONNECTION = 50;
const MYSQL_LONGLONG = 8;

/** What mysql2 keeps for itself, and metrics tell. */
interface Insides {
  _allConnections: { length: number };
  _freeConnections: { length: number };
}

/**
 * mysql2's pool with what it lacks: a limit to waiting, an age at which connections are replaced, and none that goes
 * back in the middle of a transaction. Queries go out in the text protocol, since prepared statements would tie a
 * client of RDS Proxy to one connection.
 */
export function openPool(options: PoolOptions, limits: PoolLimits): WatchedPool {
  const born = new WeakMap<PoolConnection, number>();
  let waiting = 0;
  // With the first query: its timer runs until it is ended, and Kysely ends none that it never used.
  let opened: Pool | undefined;
  const open = (): Pool => {
    const pool = createPool({
      ...options,
      connectionLimit: limits.size,
      maxIdle: Math.max(1, Math.ceil(limits.size / 2)),
      idleTimeout: 60_000,
      waitForConnections: true,
      // Counted here, with an error of its own.
      queueLimit: 0,
      enableKeepAlive: true,
      keepAliveInitialDelay: 10_000,
      charset: 'UTF8MB4_BIN',
      timezone: 'Z',
      // Matched rows count as affected, changed or not, as in SQLite: a conditional UPDATE asks whether it found its row.
      flags: ['FOUND_ROWS', '-LOCAL_FILES'],
      supportBigNumbers: true,
      // An object as a value would otherwise become SQL of its own.
      stringifyObjects: true,
    });
    // Each a little different, so that they are not all replaced at once.
    pool.on('connection', (connection) => {
      born.set(connection, Date.now() - Math.random() * limits.maxAge * 0.2);
      // Without a listener, a connection that is cut while idle would end the process.
      connection.on('error', () => {});
    });
    return pool;
  };

  function take(): Promise<PoolConnection> {
    const { promise, resolve, reject } = Promise.withResolvers<PoolConnection>();
    if (waiting >= limits.size * WAITING_PER_CONNECTION) {
      reject(new DatabaseUnavailable('too many queries wait for a connection'));
      return promise;
    }
    let late = false;
    waiting++;
    const timer = setTimeout(() => {
      late = true;
      waiting--;
      reject(new DatabaseUnavailable('no connection became free in time'));
    }, limits.acquireTimeout);
    opened ??= open();
    takeYoung(opened, (error, connection) => {
      if (late) return connection?.release();
      clearTimeout(timer);
      waiting--;
      if (error) reject(error);
      else resolve(connection);
    });
    return promise;
  }

  /** One that has not passed its age, in use or idle. */
  function takeYoung(pool: Pool, done: Parameters<Pool['getConnection']>[0]): void {
    pool.getConnection((error, connection) => {
      if (error || Date.now() - (born.get(connection) ?? 0) <= limits.maxAge) return done(error, connection);
      connection.destroy();
      takeYoung(pool, done);
    });
  }

  return {
    getConnection(callback) {
      take().then(
        (connection) => callback(null, watch(connection, take)),
        (error: unknown) => callback(error, undefined as never),
      );
    },
    end: (callback) => (opened ? opened.end(callback) : callback(null)),
    state: () => (opened ? stateOf(opened, waiting) : { open: 0, idle: 0, waiting }),
  };
}

function stateOf(pool: Pool, waiting: number): PoolState {
  const { _allConnections, _freeConnections } = pool as unknown as Insides;
  return { open: _allConnections.length, idle: _freeConnections.length, waiting };
}

/** One lease of a connection, as Kysely uses it; `take` finds another in its place. */
function watch(first: PoolConnection, take: () => Promise<PoolConnection>): MysqlPoolConnection {
  let connection = first;
  let inTransaction = false;

  function query(sql: string, values: Values, done: Done, mayRepeat: boolean): void {
    connection.query(sql, values as unknown[], (error, result, fields) => {
      if (error) {
        withholdValues(error);
        if (isConnectionGone(error)) connection.destroy();
        // A read on its own is asked again of another connection: this one may have died while it was idle.
        if (!mayRepeat || !isConnectionGone(error)) return done(error, []);
        take().then(
          (another) => {
            connection = another;
            query(sql, values, done, false);
          },
          () => done(error, []),
        );
        return;
      }
      if (sql === 'begin') inTransaction = true;
      else if (sql === 'commit' || sql === 'rollback') inTransaction = false;
      const inexact = findInexact(result, fields);
      if (inexact) done(new RangeError(`${inexact} is beyond what a number holds exactly`), []);
      else done(null, result as MysqlQueryResult);
    });
  }

  return {
    get threadId() {
      return connection.threadId ?? 0;
    },
    get config() {
      return connection.config;
    },
    connect: (callback) => callback?.(null),
    destroy: () => connection.destroy(),
    query(sql, values: Values, done) {
      query(sql, values, done ?? (() => {}), !inTransaction && /^select\b(?!.*\bfor update\b)/is.test(sql));
      return { stream: () => assertNever('streams are not used') };
    },
    release() {
      // What did not end with an answer to COMMIT or ROLLBACK may hold locks: the server lets go of them with it.
      if (inTransaction) connection.destroy();
      else connection.release();
    },
  };
}

/**
 * mysql2 writes the whole query into its errors, and MySQL what it stumbled over: addresses, names, hashes, none of
 * which belongs in a log.
 */
function withholdValues(error: Error & { sql?: string; sqlMessage?: string }): void {
  delete error.sql;
  for (const part of ['message', 'sqlMessage', 'stack'] as const) {
    const said = error[part];
    if (said) error[part] = said.replace(/(\b(?:entry|value:?|near)) '.*'(?= for | at )/gs, "$1 '…'");
  }
}

function assertNever(why: string): never {
  throw new Error(why);
}

/** The column of the first whole number that is past 2^53: mysql2 hands those out as text. */
function findInexact(
  result: unknown,
  fields: readonly { name: string; columnType?: number }[] | undefined,
): string | undefined {
  if (!Array.isArray(result) || !fields) return undefined;
  return fields
    .filter(({ columnType }) => columnType === MYSQL_LONGLONG)
    .find(({ name }) => result.some((row) => typeof row[name] === 'string'))?.name;
}
