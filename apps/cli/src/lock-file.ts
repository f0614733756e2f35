import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from './context.ts';
import { text } from './text.ts';

/** Milliseconds after which a lock counts as left behind, whoever holds it. */
const STALE_AFTER = 120_000;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function isLeftBehind(path: string): Promise<boolean> {
  try {
    const [content, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    if (Date.now() - mtimeMs > STALE_AFTER) return true;
    const pid = Number(content);
    // Empty: its holder is just about to write its number.
    return pid > 0 && !isAlive(pid);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Runs `act` while no other process runs its own under the same lock: a file that holds the number of the process.
 * One whose process has died is taken over. Rejects when another holds it for more than a minute.
 */
export async function withLock<T>(path: string, act: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      const handle = await open(path, 'wx', 0o600);
      await handle.writeFile(String(process.pid));
      await handle.close();
      break;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    if (await isLeftBehind(path)) await rm(path, { force: true });
    else if (Date.now() > deadline) throw new CommandError(text.sessionLocked(path));
    else await sleep(20 + Math.random() * 60);
  }
  try {
    return await act();
  } finally {
    await rm(path, { force: true });
  }
}
