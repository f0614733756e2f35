import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionError, ProblemError } from '@wmory/contract';
import { backoffDelay } from '@wmory/uploader';
import { DigestDiffers, StoreRefused } from './fetch-file.ts';

const MAX_TRIES = 6;

/** Seconds to wait if the server says so, else null; undefined when trying again does not help. */
function waitAsked(error: unknown): number | null | undefined {
  if (error instanceof ProblemError) {
    const { status } = error.problem;
    return status >= 500 || status === 429 ? error.retryAfter : undefined;
  }
  // 403 and 416: the signature or the position is old, and the next try asks anew.
  if (error instanceof StoreRefused) return error.status === 404 ? undefined : error.retryAfter;
  if (error instanceof ConnectionError || error instanceof DigestDiffers) return null;
  // What fetch rejects with when a connection breaks, and when nothing is heard any more.
  const isBroken = error instanceof TypeError || (error instanceof Error && error.name === 'AbortError');
  return isBroken ? null : undefined;
}

/** Tries again what failed for reasons that pass, ever later; rejects with the last error, or when aborted. */
export async function patiently<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await act();
    } catch (error) {
      const asked = waitAsked(error);
      if (signal.aborted || asked === undefined || tries >= MAX_TRIES) throw error;
      await sleep(backoffDelay(tries, { base: 400, cap: 20_000, random: Math.random }, asked), undefined, {
        signal,
      });
    }
  }
}
