import { type MysqlDatabase, openMysqlDatabase } from '../../../../tools/services/mysql-database.ts';
import { parseConfig } from '../config.ts';
import type { OpenOptions } from './database.ts';
import { type Database, migrate, openDatabase } from './index.ts';
import type { MysqlTuning } from './mysql.ts';

/** Opens a database as a server with these settings would. */
export function connect(env: Record<string, string>, options: OpenOptions = {}): Database {
  const { database, secrets } = parseConfig(env);
  return openDatabase(database, { password: secrets.databasePassword, ...options });
}

export interface MysqlWorld extends AsyncDisposable {
  database: Database;
  server: MysqlDatabase;
}

/** A migrated MySQL database of its own, whatever the column; by default on the server of the tests. */
export async function openMysql(
  options: { url?: string; env?: Record<string, string>; tuning?: MysqlTuning } = {},
): Promise<MysqlWorld> {
  const server = await openMysqlDatabase(options.url);
  const database = connect({ ...server.env, ...options.env }, options.tuning);
  await migrate(database);
  return {
    database,
    server,
    async [Symbol.asyncDispose]() {
      await database.close();
      await server.drop();
    },
  };
}
