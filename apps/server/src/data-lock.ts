import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Keeps servers and administration of one data folder apart: servers share it, administration has it alone. The
 * system holds the lock, by way of SQLite (https://www.sqlite.org/lockingv3.html), and lets go of it when the process
 * ends, however it ends; it also holds between containers that share the folder.
 */
export interface DataLock {
  release(): void;
}

/** Waits a moment for who is about to end. Null when it is not to be had. */
export function lockDataFolder(dataDir: string, mode: 'shared' | 'alone', waitMs = 2_000): DataLock | null {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = new DatabaseSync(join(dataDir, 'lock'), { timeout: waitMs });
  try {
    file.exec(mode === 'alone' ? 'begin exclusive' : 'begin; select count(*) from sqlite_master');
    return { release: () => file.isOpen && file.close() };
  } catch (error) {
    file.close();
    const SQLITE_BUSY = 5;
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY) return null;
    throw error;
  }
}
