import { Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import { migrations } from './migrations/index.ts';

/** Brings the schema up to date; answers the names of the steps that ran. Rejects at the first that fails. */
export async function migrate(database: Database): Promise<string[]> {
  const migrator = new Migrator({ db: database.sql, provider: { getMigrations: async () => migrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw error;
  return results.map((result) => result.migrationName);
}
