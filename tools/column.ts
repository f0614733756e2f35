import { openMysqlDatabase } from './services/mysql-database.ts';
import { openS3Bucket } from './services/s3-bucket.ts';

/**
 * What the server stands on in a test: `embedded` is SQLite, a folder and child processes, as in `npm start`; `cloud`
 * is what production has, by servers of this machine that speak the same. `npm test` runs every test file that
 * reaches this one through its imports once in each.
 */
export type Column = 'embedded' | 'cloud';

export const columns: readonly Column[] = ['embedded', 'cloud'];

/** The column that the runner of tests says; `embedded` outside of it. */
export function currentColumn(): Column {
  return columns.find((column) => column === process.env['WMORY_TEST_COLUMN']) ?? 'embedded';
}

/** Parts for one server, of nobody else's, as settings in its environment. */
export interface Surroundings {
  env: Record<string, string>;
  close(): Promise<void>;
}

/**
 * Makes the parts that a server of the column needs besides a data folder.
 *
 * @param origins from which browsers reach them
 */
export async function openSurroundings(
  column: Column,
  origins: readonly string[] = [],
): Promise<Surroundings> {
  if (column === 'embedded') return { env: {}, close: async () => {} };
  const [database, bucket] = await Promise.all([openMysqlDatabase(), openS3Bucket()]);
  // The SDK looks for credentials here alone, whatever settings a server in this process is given.
  Object.assign(process.env, bucket.credentials);
  if (origins.length > 0) await bucket.admit(origins);
  return {
    env: { ...database.env, ...bucket.env, ...bucket.credentials },
    close: async () => void (await Promise.all([database.drop(), bucket.drop()])),
  };
}
