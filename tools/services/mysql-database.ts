import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { startMariadb } from './mariadb.ts';

/** An empty database of one's own on a MySQL server. */
export interface MysqlDatabase {
  /** As settings of a WMORY server. */
  env: Record<`DB_${string}`, string>;
  /** Runs one statement as an administrator of the server. */
  run(statement: string): Promise<unknown>;
  drop(): Promise<void>;
}

/** What every database of a test begins with. */
const PREFIX = 'wmory_test_';
let server: Promise<string> | undefined;

/**
 * Where the MySQL server of the tests is: as the environment says, which the runner does, or anyone who has one; else
 * one is started, for as long as this process lives.
 */
function findMysqlServer(): Promise<string> {
  const given = process.env['WMORY_TEST_MYSQL_URL'];
  server ??= given ? Promise.resolve(given) : startMariadb().then(({ url }) => url);
  return server;
}

/** @param url of the server, with an administrator's name and password; by default that of the tests */
export async function openMysqlDatabase(url?: string): Promise<MysqlDatabase> {
  const { hostname: host, port, username, password: secret } = new URL(url ?? (await findMysqlServer()));
  const [user, password] = [decodeURIComponent(username), decodeURIComponent(secret)];
  const name = `${PREFIX}${randomBytes(6).toString('hex')}`;
  const run = async (statement: string): Promise<unknown> => {
    const connection = await createConnection({ host, port: Number(port || 3306), user, password });
    try {
      return (await connection.query(statement))[0];
    } finally {
      await connection.end();
    }
  };
  await run(`create database ${name}`);
  return {
    env: {
      DB_HOST: host,
      DB_PORT: port || '3306',
      DB_USER: user,
      DB_PASSWORD: password,
      DB_NAME: name,
      DB_TLS: 'false',
    },
    run,
    drop: async () => void (await run(`drop database ${name}`)),
  };
}

/** Drops the databases that tests left behind when they were ended early. */
export async function dropTestDatabases(url: string): Promise<void> {
  const connection = await createConnection(url);
  const [rows] = await connection.query(`show databases like '${PREFIX.replaceAll('_', '\\_')}%'`);
  for (const row of rows as Record<string, string>[])
    for (const name of Object.values(row)) await connection.query(`drop database ${name}`);
  await connection.end();
}
