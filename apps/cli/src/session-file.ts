import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from './context.ts';
import { withLock } from './lock-file.ts';
import { text } from './text.ts';

export interface KeptSession {
  /** Origin. */
  server: string;
  email: string;
  accessToken: string;
  /** UTC milliseconds. */
  accessExpiresAt: number;
  refreshToken: string;
}

function isSession(value: unknown): value is KeptSession {
  if (typeof value !== 'object' || value === null) return false;
  const { server, email, accessToken, accessExpiresAt, refreshToken } = value as Record<string, unknown>;
  const texts = [server, email, accessToken, refreshToken];
  return texts.every((text) => typeof text === 'string') && typeof accessExpiresAt === 'number';
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

/** The one session that is kept, readable by its owner alone. */
export interface SessionFile {
  /** Null when there is none; rejects when it cannot be understood. */
  read(): Promise<KeptSession | null>;
  /** All of it or nothing, at whatever moment the process dies. */
  write(session: KeptSession): Promise<void>;
  remove(): Promise<void>;
  /** One process at a time. */
  locked<T>(act: () => Promise<T>): Promise<T>;
}

export function sessionFileIn(configDir: string): SessionFile {
  const path = join(configDir, 'session.json');
  return {
    async read() {
      const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw new CommandError(text.sessionUnreadable(path));
      });
      if (content === null) return null;
      const session = parse(content);
      if (!isSession(session)) throw new CommandError(text.sessionUnreadable(path));
      return session;
    },
    async write(session) {
      await mkdir(configDir, { recursive: true, mode: 0o700 });
      const temporary = `${path}.${randomBytes(6).toString('hex')}`;
      try {
        const handle = await open(temporary, 'wx', 0o600);
        await handle.writeFile(`${JSON.stringify(session, null, 2)}\n`);
        await handle.sync();
        await handle.close();
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    remove: () => rm(path, { force: true }),
    locked: (act) => withLock(`${path}.lock`, act),
  };
}
