import { type Column, currentColumn } from '../../../../tools/column.ts';
import { openMysqlDatabase } from '../../../../tools/services/mysql-database.ts';
import type { OpenOptions } from './database.ts';
import { type Database, migrate, openDatabase } from './index.ts';
import { connect } from './mysql.fixture.ts';

/** A migrated database of the column's kind for one test; nothing is left of it once it is closed. */
export async function openTestDatabase(options: OpenOptions & { column?: Column } = {}): Promise<Database> {
  const database = await openEmptyDatabase(options);
  await migrate(database);
  return database;
}

/** As `openTestDatabase`, before any migration. */
export async function openEmptyDatabase({
  column = currentColumn(),
  ...options
}: OpenOptions & { column?: Column } = {}): Promise<Database> {
  if (column === 'embedded') return openDatabase({ kind: 'sqlite', file: ':memory:' }, options);
  const { env, drop } = await openMysqlDatabase();
  const database = connect(env, options);
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}
