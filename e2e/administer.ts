import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { RunningServer } from './server.ts';

/** Runs a command of the administrator on the data of a server; throws when it fails. */
export async function administer({ dataDir }: RunningServer, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, ['apps/server/src/admin.ts', ...args], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, WMORY_DATA_DIR: dataDir },
    stdio: 'ignore',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`“admin ${args.join(' ')}” ended with code ${code}`);
}
