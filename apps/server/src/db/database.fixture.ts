import { type Column, currentColumn } from '../../../../tools/column.ts';
import { openMysqlDatabase } from '../../../../tools/services/mysql-database.ts';
import { parseConfig } from '../config.ts';
import { type Database, migrate, openDatabase } from './index.ts';
import type { MysqlTuning } from './mysql.ts';

/** A migrated database of the column's kind for one test; nothing is left of it once it is closed. */
export async function openTestDatabase(column?: Column): Promise<Database> {
  const database = await openEmptyDatabase(column);
  await migrate(database);
  return database;
}

/** As `openTestDatabase`, before any migration. */
export async function openEmptyDatabase(column = currentColumn()): Promise<Database> {
  if (column === 'embedded') return openDatabase({ kind: 'sqlite', file: ':memory:' });
  const { env, drop } = await openMysqlDatabase();
  const database = connect(env);
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** Opens a database as a server with these settings would. */
export function connect(env: Record<string, string>, tuning: MysqlTuning = {}): Database {
  const { database, secrets } = parseConfig(env);
  return openDatabase(database, { password: secrets.databasePassword, ...tuning });
}
