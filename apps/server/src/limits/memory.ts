import type { Clock } from '../clock.ts';
import type { Limiter, Limits, Window } from './port.ts';

/** Keys that one window counts, at most: some megabytes. */
const MAX_KEYS = 50_000;

/**
 * Counts in this process. Windows of one length end in the order in which they began, which is that of a `Map`: so what
 * has ended is found at its front, and when there are too many, those go first that would have ended soonest.
 */
function createLimiter({ points, seconds, rolling }: Window, clock: Clock, maxKeys: number): Limiter {
  const counts = new Map<string, { count: number; until: number }>();

  function clear(now: number): void {
    for (const [key, { until }] of counts) {
      if (until > now && counts.size < maxKeys) return;
      counts.delete(key);
    }
  }

  function find(key: string, now: number): { count: number; until: number } {
    const known = counts.get(key);
    if (known && known.until > now) return known;
    counts.delete(key);
    clear(now);
    const fresh = { count: 0, until: now + seconds * 1000 };
    counts.set(key, fresh);
    return fresh;
  }

  return {
    async consume(key) {
      const now = clock();
      const entry = find(key, now);
      const allowed = entry.count < points;
      if (allowed) entry.count += 1;
      if (allowed && rolling) {
        entry.until = now + seconds * 1000;
        counts.delete(key);
        counts.set(key, entry);
      }
      return { allowed, remaining: points - entry.count, reset: entry.until - now };
    },
    async giveBack(key) {
      const entry = counts.get(key);
      if (entry && entry.until > clock() && entry.count > 0) entry.count -= 1;
    },
    async forget(key) {
      counts.delete(key);
    },
  };
}

/** @param maxKeys of one window */
export function createMemoryLimits(clock: Clock, maxKeys = MAX_KEYS): Limits {
  return { limiter: (window) => createLimiter(window, clock, maxKeys), close: async () => {} };
}
