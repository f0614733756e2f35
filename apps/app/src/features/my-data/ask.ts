import { ConnectionError, ProblemError } from '@wmory/contract';

/** What was under way was stopped. */
export class Stopped extends Error {
  override name = 'Stopped';
}

/** Phones have no `throwIfAborted`. */
export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new Stopped('It was stopped');
}

/** Resolves after so many milliseconds; rejects when stopped before. */
export function rest(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Stopped('It was stopped'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, time);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** Seconds that the server asks to wait, or 0; null: asking again does not help. */
function waitFor(error: unknown): number | null {
  if (error instanceof ConnectionError) return 0;
  if (!(error instanceof ProblemError)) return null;
  return error.problem.status >= 500 || error.problem.status === 429 ? (error.retryAfter ?? 0) : null;
}

const LONGEST = 15_000;

/**
 * Makes requests again for as long as it takes while the server cannot be reached or is busy.
 *
 * @param onWaiting whether it waits for that
 */
export const createAsk =
  (signal: AbortSignal, onWaiting: (waiting: boolean) => void) =>
  async <T>(act: () => Promise<T>): Promise<T> => {
    for (let tries = 0; ; tries++) {
      try {
        const answer = await act();
        onWaiting(false);
        return answer;
      } catch (error) {
        throwIfStopped(signal);
        const asked = waitFor(error);
        if (asked === null) throw error;
        onWaiting(true);
        await rest(Math.max(asked * 1000, Math.min(LONGEST, 500 * 2 ** tries)), signal);
      }
    }
  };
