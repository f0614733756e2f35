import { type Client, createClient, ProblemError, type Tokens } from '@wmory/contract';
import { CommandError, UsageError } from './context.ts';
import { type KeptSession, type SessionFile, sessionFileIn } from './session-file.ts';
import { text } from './text.ts';

/** Shown in the list of sessions. */
const headers = { 'user-agent': `wmory-cli/0.1.0 (${process.platform})` };

/** A token that ends within this many milliseconds is not used any more. */
const MARGIN = 30_000;

/** The address of a server, without what is behind it. Throws `UsageError`. */
export function originOf(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError(text.badServer(value));
  return url.origin;
}

/** A client for what needs no session. */
export const guestOf = (server: string): Client => createClient({ baseUrl: server, headers });

export function keep(
  server: string,
  email: string,
  tokens: Tokens,
  before: { refreshToken: string } | null,
): KeptSession {
  const refreshToken = tokens.refreshToken ?? before?.refreshToken;
  if (refreshToken === undefined) throw new CommandError(text.unexpected('the server gave no refresh token'));
  const accessExpiresAt = Date.now() + tokens.expiresIn * 1000;
  return { server, email, accessToken: tokens.accessToken, accessExpiresAt, refreshToken };
}

export interface Session {
  client: Client;
  server: string;
  email: string;
}

/** The kept session with a client that renews it. Rejects with one sentence when nobody is logged in. */
export async function openSession(configDir: string): Promise<Session> {
  const file = sessionFileIn(configDir);
  let session = await file.read();
  if (!session) throw new CommandError(text.notLoggedIn);
  const { server, email } = session;

  /** Another process may have renewed it: what is in the file goes first, and only one at a time asks the server. */
  async function renew(): Promise<boolean> {
    const spent = session?.accessToken;
    const renewed = await file.locked(async () => {
      const current = await file.read();
      if (!current || current.server !== server || current.email !== email) return null;
      const isFresh = current.accessToken !== spent && current.accessExpiresAt > Date.now() + MARGIN;
      return isFresh ? current : refresh(file, current);
    });
    if (renewed) session = renewed;
    return renewed !== null;
  }

  const client = createClient({
    baseUrl: server,
    headers,
    accessToken: () => session?.accessToken ?? null,
    renew,
  });
  return { client, server, email };
}

async function refresh(file: SessionFile, current: KeptSession): Promise<KeptSession | null> {
  const { server, email, refreshToken } = current;
  try {
    const tokens = await guestOf(server).refreshSession({ body: { refreshToken } });
    const renewed = keep(server, email, tokens, current);
    await file.write(renewed);
    return renewed;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return null;
    throw error;
  }
}
