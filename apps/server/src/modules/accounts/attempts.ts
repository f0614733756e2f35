import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../../error.ts';

/** Holds back guesses at one secret; each process counts for itself. */
export interface Attempts {
  /**
   * Counts the guess before its outcome is known, so that guesses made side by side count too, and forgets all of
   * them when the outcome is not null. Throws `too-many-attempts`, even to a right guess, until it was quiet for
   * the window; refused guesses do not make that longer. A work that rejects counts as no guess.
   */
  guess<T>(key: string, work: () => Promise<T | null>): Promise<T | null>;
  forget(key: string): Promise<void>;
}

/** @param windowMs how long it must be quiet */
export function createAttempts(limit: number, windowMs: number): Attempts {
  const seconds = windowMs / 1000;
  const limiter = new RateLimiterMemory({ points: limit, duration: seconds });

  async function count(key: string): Promise<void> {
    try {
      const { consumedPoints } = await limiter.consume(key);
      // Each guess starts the window anew: at most `limit` of them fit in any stretch of that length.
      await limiter.set(key, consumedPoints, seconds);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new AppError('too-many-attempts', {
        retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
      });
    }
  }

  return {
    async guess(key, work) {
      await count(key);
      try {
        const outcome = await work();
        if (outcome !== null) await limiter.delete(key);
        return outcome;
      } catch (error) {
        await limiter.reward(key);
        throw error;
      }
    },
    forget: async (key) => void (await limiter.delete(key)),
  };
}
