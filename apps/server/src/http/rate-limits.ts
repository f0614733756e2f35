import { isIPv6 } from 'node:net';
import type { RateClass } from '@wmory/contract';
import type { FastifyReply } from 'fastify';
import { AppError } from '../error.ts';
import type { Limiter, Limits } from '../limits/port.ts';

/** Calls allowed in a window of so many seconds, to one account, or without one to one address. */
const windows: Record<RateClass, { limit: number; seconds: number }> = {
  credential: { limit: 100, seconds: 3600 },
  mail: { limit: 20, seconds: 3600 },
  invite: { limit: 20, seconds: 86_400 },
  report: { limit: 20, seconds: 86_400 },
  upload: { limit: 600, seconds: 60 },
  write: { limit: 300, seconds: 60 },
  read: { limit: 1200, seconds: 60 },
};

export interface RateLimits {
  /**
   * Counts one call and writes the RateLimit headers (draft-ietf-httpapi-ratelimit-headers); throws
   * `rate-limited` with Retry-After when the window is used up.
   */
  consume(rate: RateClass, key: string, reply: FastifyReply): Promise<void>;
}

/**
 * Whom an address stands for. One subscriber has a /64 of IPv6 at least (RFC 6177), and would else have as many tries as
 * it has addresses.
 */
export function subscriberOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(ip)) return ip;
  // As a URL writes it: without zones, in lower case, and with the longest run of zeros left out.
  const { hostname } = new URL(`http://[${ip.split('%', 1)[0]}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean)) as [
    string[],
    string[],
  ];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** @param factor multiplies every limit */
export function createRateLimits(limits: Limits, factor: number): RateLimits {
  const limiters = Object.fromEntries(
    Object.entries(windows).map(([rate, { limit, seconds }]) => [
      rate,
      limits.limiter({ name: `rate-${rate}`, points: limit * factor, seconds }),
    ]),
  ) as Record<RateClass, Limiter>;

  return {
    async consume(rate, key, reply) {
      const { limit, seconds } = windows[rate];
      const { allowed, remaining, reset } = await limiters[rate].consume(key);
      const retryAfter = Math.ceil(reset / 1000);
      reply.header('ratelimit-policy', `"${rate}";q=${limit * factor};w=${seconds}`);
      reply.header('ratelimit', `"${rate}";r=${remaining};t=${retryAfter}`);
      if (!allowed) throw new AppError('rate-limited', { retryAfter });
    },
  };
}
