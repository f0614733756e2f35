import { AppError } from '../../error.ts';
import type { Limits } from '../../limits/port.ts';
import { GUESS_WINDOW, MAX_GUESSES } from './policy.ts';

/** Holds back guesses at one secret. */
export interface Attempts {
  /**
   * Counts the guess before its outcome is known, so that guesses made side by side count too, and forgets all of
   * them when the outcome is not null. Throws `too-many-attempts`, even to a right guess, until it was quiet for
   * the window; refused guesses do not make that longer. A work that rejects counts as no guess.
   */
  guess<T>(key: string, work: () => Promise<T | null>): Promise<T | null>;
  forget(key: string): Promise<void>;
}

export function createAttempts(limits: Limits): Attempts {
  const limiter = limits.limiter({
    name: 'guess',
    points: MAX_GUESSES,
    seconds: GUESS_WINDOW / 1000,
    // At most so many of them fit in any stretch of that length.
    rolling: true,
  });
  return {
    async guess(key, work) {
      const { allowed, reset } = await limiter.consume(key);
      if (!allowed)
        throw new AppError('too-many-attempts', { retryAfter: Math.max(1, Math.ceil(reset / 1000)) });
      try {
        const outcome = await work();
        if (outcome !== null) await limiter.forget(key);
        return outcome;
      } catch (error) {
        await limiter.giveBack(key);
        throw error;
      }
    },
    forget: limiter.forget,
  };
}
