import type { S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../clock.ts';
import type { SigningCredentials } from './sigv4-query.ts';

/** Credentials at hand, for what signs without waiting. */
export interface HeldCredentials {
  /** Those of now, and the moment from which they are worth nothing. Throws where they have ended. */
  current(): { credentials: SigningCredentials; endsAt: number };
  close(): void;
}

/** Lent credentials are asked for anew while they are good for this long: longer than any URL lives. */
const AHEAD = 20 * 60_000;
/** Providers have new ones to lend only some minutes before the old end: they are asked this often. */
const EVERY = 60_000;

interface Identity extends SigningCredentials {
  expiration?: Date | undefined;
}

/**
 * Takes credentials from the SDK's default chain, and replaces them ahead of their end in the background. A provider
 * that fails is asked again; until they end, the old ones go on.
 */
export async function holdCredentials(
  provide: S3Client['config']['credentials'],
  { now = Date.now, onFailure = () => {} }: { now?: Clock; onFailure?: (error: unknown) => void } = {},
): Promise<HeldCredentials> {
  let held: Identity = await provide();
  const endsAt = (): number => held.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
  let asking = false;

  async function refresh(): Promise<void> {
    if (asking || endsAt() > now() + AHEAD) return;
    asking = true;
    try {
      const next: Identity = await provide({ forceRefresh: true });
      if ((next.expiration?.getTime() ?? Number.POSITIVE_INFINITY) >= endsAt()) held = next;
    } catch (error) {
      onFailure(error);
    } finally {
      asking = false;
    }
  }

  const timer = setInterval(() => void refresh(), EVERY);
  timer.unref();
  return {
    current() {
      // A process that was frozen for a while wakes up with old ones, before its timer.
      if (endsAt() <= now() + AHEAD) void refresh();
      if (endsAt() <= now()) throw new Error('the credentials of the object store have ended');
      return { credentials: held, endsAt: endsAt() };
    },
    close: () => clearInterval(timer),
  };
}
