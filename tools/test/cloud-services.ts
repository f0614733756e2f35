import { createConnection } from 'mysql2/promise';
import { startMariadb } from '../services/mariadb.ts';
import { dropTestDatabases } from '../services/mysql-database.ts';
import { startRgw } from '../services/rgw.ts';

/** What the tests of the cloud column share for one run. */
export interface CloudServices {
  /** For the environment of each test file. */
  env: Record<string, string>;
  /** What the servers saw and should not have, a line each. */
  complaints(): Promise<string[]>;
  stop(): Promise<void>;
}

/**
 * Statements that tie a client to one connection of RDS Proxy
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-pinning.html), as the server counts them.
 */
const PINNING = [
  'Com_stmt_prepare',
  'Com_prepare_sql',
  'Com_set_option',
  'Com_lock_tables',
  'Com_create_temporary_table',
  'Com_change_db',
];

/** Starts them, or finds those that the environment names. */
export async function startCloudServices(): Promise<CloudServices> {
  const given = process.env['WMORY_TEST_MYSQL_URL'];
  const bucketsAt = process.env['WMORY_TEST_S3_URL'];
  const [mariadb, rgw] = await Promise.all([given ? null : startMariadb(), bucketsAt ? null : startRgw()]);
  const url = given ?? mariadb?.url ?? '';
  const before = await countPinning(url);
  return {
    env: { WMORY_TEST_MYSQL_URL: url, WMORY_TEST_S3_URL: bucketsAt ?? rgw?.url ?? '' },
    async complaints() {
      const after = await countPinning(url);
      return PINNING.flatMap((name) => {
        const count = (after.get(name) ?? 0) - (before.get(name) ?? 0);
        return count > 0 ? [`mysql: ${name} went up by ${count}, and should not have`] : [];
      });
    },
    async stop() {
      await rgw?.stop();
      if (mariadb) await mariadb.stop();
      else await dropTestDatabases(url);
    },
  };
}

async function countPinning(url: string): Promise<Map<string, number>> {
  const connection = await createConnection(url);
  const [rows] = await connection.query('show global status');
  await connection.end();
  const status = rows as { Variable_name: string; Value: string }[];
  const counts = status.map(({ Variable_name, Value }) => [Variable_name, Number(Value)] as const);
  return new Map(counts.filter(([name]) => PINNING.includes(name)));
}
