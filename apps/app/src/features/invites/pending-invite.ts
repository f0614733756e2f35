import { onWipe } from '@/lib/session';
import { keep, kept } from '@/lib/storage';

const KEY = 'wmory.invite';
const DAY = 86_400_000;

/**
 * Remembers an invite over sign-up and log-in, a day at most: the letter's link may open in another tab, which
 * finds it here. Null forgets it.
 */
export function keepPendingInvite(token: string | null, now = Date.now()): void {
  keep(KEY, token === null ? null : JSON.stringify({ token, until: now + DAY }));
}

/** The token of the invite that waits for a log-in; null when there is none. */
export function pendingInvite(now = Date.now()): string | null {
  const text = kept(KEY);
  if (text === null) return null;
  try {
    const { token, until } = JSON.parse(text) as { token?: unknown; until?: unknown };
    return typeof token === 'string' && typeof until === 'number' && until > now ? token : null;
  } catch {
    return null;
  }
}

onWipe((reason) => {
  if (reason === 'log-out') keepPendingInvite(null);
});
