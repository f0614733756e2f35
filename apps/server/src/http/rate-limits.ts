import type { RateClass } from '@wmory/contract';
import type { FastifyReply } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../error.ts';

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

/** @param factor multiplies every limit */
export function createRateLimits(factor: number): RateLimits {
  const limiters = Object.fromEntries(
    Object.entries(windows).map(([rate, { limit, seconds }]) => [
      rate,
      new RateLimiterMemory({ keyPrefix: rate, points: limit * factor, duration: seconds }),
    ]),
  ) as Record<RateClass, RateLimiterMemory>;

  return {
    async consume(rate, key, reply) {
      const { limit, seconds } = windows[rate];
      const report = (state: RateLimiterRes): number => {
        const reset = Math.ceil(state.msBeforeNext / 1000);
        reply.header('ratelimit-policy', `"${rate}";q=${limit * factor};w=${seconds}`);
        reply.header('ratelimit', `"${rate}";r=${state.remainingPoints};t=${reset}`);
        return reset;
      };
      try {
        report(await limiters[rate].consume(key));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        throw new AppError('rate-limited', { retryAfter: report(refused) });
      }
    },
  };
}
