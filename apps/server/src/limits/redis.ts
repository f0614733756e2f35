import { createHmac } from 'node:crypto';
import { createClient } from '@redis/client';
import type { Logger } from 'pino';
import type { Limiter, Limits, Window } from './port.ts';
import { scripts } from './redis-scripts.ts';

/** Milliseconds that an answer may take. */
const PATIENCE = 250;
/** Milliseconds for which nothing is asked once it took longer. */
const PAUSE = 1000;
const CONNECT_WITHIN = 2000;

export interface RedisOptions {
  /** `redis://` or `rediss://`, with user and password. */
  url: string;
  /** Asked at each connection; unset: the URL's. */
  password?: () => Promise<string>;
  /** Keys are hashed with it: addresses and e-mail addresses are not for whoever reads the store. */
  key: Uint8Array;
  /** Counts in the meantime, each process for itself. */
  insurance: Limits;
  log: Logger;
  /** Milliseconds that an answer may take. */
  patience?: number;
}

/**
 * Counts in Redis, or what speaks like it, for all servers that share it. While it cannot be reached or does not answer,
 * `insurance` counts; limits go on, and nobody waits.
 */
export async function openRedisLimits({
  url,
  password,
  key,
  insurance,
  log,
  patience = PATIENCE,
}: RedisOptions): Promise<Limits> {
  const client = createClient({
    ...(password ? askingFor(url, password) : { url }),
    scripts,
    disableOfflineQueue: true,
    disableClientInfo: true,
    pingInterval: 30_000,
    socket: {
      connectTimeout: CONNECT_WITHIN,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 6), PAUSE),
    },
  });
  let [reached, askAgainAt] = [true, 0];
  const note = (now: boolean, err?: unknown): void => {
    if (now === reached) return;
    reached = now;
    if (now) log.info('Redis is back: limits are shared again');
    else log.warn({ err }, 'Redis cannot be reached: each server counts for itself until it is back');
  };
  client.on('error', (err) => note(false, err));
  client.on('ready', () => {
    askAgainAt = 0;
    note(true);
  });
  // It goes on trying by itself; the start waits for a moment only.
  await within(client.connect(), CONNECT_WITHIN).catch((err: unknown) => note(false, err));

  async function ask<T>(shared: () => Promise<T>, alone: () => Promise<T>): Promise<T> {
    if (!client.isReady || performance.now() < askAgainAt) return alone();
    try {
      const answer = await within(shared(), patience);
      note(true);
      return answer;
    } catch (err) {
      askAgainAt = performance.now() + PAUSE;
      note(false, err);
      return alone();
    }
  }

  function limiter(window: Window): Limiter {
    const { name, points, seconds, rolling = false } = window;
    const alone = insurance.limiter(window);
    const keyOf = (of: string): string =>
      `wmory:${name}:${createHmac('sha256', key).update(of).digest('base64url').slice(0, 22)}`;
    return {
      consume: (of) =>
        ask(
          async () => {
            const milliseconds = Math.round(seconds * 1000);
            const { count, allowed, left } = await client.consume(keyOf(of), points, milliseconds, rolling);
            return { allowed, remaining: Math.max(0, points - count), reset: left };
          },
          () => alone.consume(of),
        ),
      giveBack: (of) =>
        ask(
          async () => void (await client.giveBack(keyOf(of))),
          () => alone.giveBack(of),
        ),
      async forget(of) {
        await alone.forget(of);
        await ask(
          async () => void (await client.del(keyOf(of))),
          async () => {},
        );
      },
    };
  }

  return {
    limiter,
    async close() {
      // What is still asked gets no answer any more, and needs none.
      client.destroy();
      await insurance.close();
    },
  };
}

/** As the URL's user, with a password that is made for each connection. The client prefers a user in the URL, so none is left. */
function askingFor(given: string, password: () => Promise<string>) {
  const url = new URL(given);
  const username = decodeURIComponent(url.username);
  url.username = '';
  return {
    url: url.href,
    credentialsProvider: {
      type: 'async-credentials-provider' as const,
      credentials: async () => ({ username, password: await password() }),
    },
  };
}

/** Rejects when it takes longer; what it comes to later is let go. */
async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, milliseconds, new Error('Redis did not answer in time'));
  });
  work.catch(() => {});
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
