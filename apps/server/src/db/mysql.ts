import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import { MysqlAdapter, MysqlDialect } from 'kysely';
import type { PoolOptions } from 'mysql2';
import { openPool, type PoolState } from './mysql-pool.ts';

/** Where the MySQL server or its proxy is. */
export interface MysqlSettings {
  kind: 'mysql';
  host: string;
  port: number;
  user: string;
  name: string;
  /** Whether the connection is encrypted, and the server's certificate and name checked. */
  tls: boolean;
  /** PEM file of authorities trusted besides the usual ones, as for RDS without a proxy. */
  caFile: string | null;
  /** Logs in with a token of AWS IAM instead of a password. */
  iam: boolean;
  /** Connections at most. */
  poolSize: number;
}

/** Changes to how a pool behaves, for tests. */
export interface MysqlTuning {
  acquireTimeout?: number;
  maxAge?: number;
}

const ACQUIRE_TIMEOUT = 5_000;
const CONNECT_TIMEOUT = 5_000;
const MAX_AGE = 600_000;

/** `migrate` has a lease instead of Kysely's lock, which is `GET_LOCK`. */
class UnlockedAdapter extends MysqlAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

class UnlockedDialect extends MysqlDialect {
  override createAdapter(): MysqlAdapter {
    return new UnlockedAdapter();
  }
}

/** Kysely's MySQL dialect on mysql2. */
export function mysqlDialect(
  settings: MysqlSettings,
  password: string | null,
  { acquireTimeout = ACQUIRE_TIMEOUT, maxAge = MAX_AGE }: MysqlTuning = {},
): { dialect: MysqlDialect; state: () => PoolState } {
  const { host, port, user, name: database, poolSize: size } = settings;
  if (settings.iam && !settings.tls) throw new Error('a token of IAM does not go out without TLS');
  const pool = openPool(
    {
      host,
      port,
      user,
      database,
      connectTimeout: CONNECT_TIMEOUT,
      ...(settings.iam ? { authPlugins: tokenPlugin(settings) } : password !== null && { password }),
      ...(settings.tls && {
        ssl: { ...authorities(settings.caFile), verifyIdentity: true, minVersion: 'TLSv1.2' },
      }),
    },
    { size, acquireTimeout, maxAge },
  );
  return { dialect: new UnlockedDialect({ pool }), state: pool.state };
}

/** RDS Proxy has certificates of a public authority, which Node knows; RDS itself has authorities of its own. */
function authorities(caFile: string | null): { ca?: string[] } {
  return caFile === null ? {} : { ca: [...getCACertificates('default'), readFileSync(caFile, 'utf8')] };
}

/** Tokens last 15 minutes, so each connection gets one of its own; the cleartext plugin is how the server asks for it. */
function tokenPlugin({ host, port, user }: MysqlSettings): NonNullable<PoolOptions['authPlugins']> {
  const token = import('./rds-token.ts').then(({ createTokenSource }) =>
    createTokenSource({ host, port, user }),
  );
  token.catch(() => {});
  return {
    mysql_clear_password: () => async () => Buffer.from(`${await (await token)()}\0`),
  };
}
