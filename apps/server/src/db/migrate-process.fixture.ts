import { parseConfig } from '../config.ts';
import { migrate, openDatabase } from './index.ts';

// Brings the database of the settings it is sent up to date, as a server that starts does, and tells what it did.
process.once('message', async (env: Record<string, string>) => {
  const config = parseConfig(env);
  const database = openDatabase(config.database, { password: config.secrets.databasePassword });
  process.send?.(await migrate(database));
  await database.close();
  process.disconnect();
});
