import type { Timer } from './ports.ts';

/** A clock for tests: time passes only when there is nothing else to do, and then at once. */
export interface ManualTimer extends Timer {
  /** Lets everything happen until the promise settles; rejects when nothing more can happen before that. */
  run<T>(promise: Promise<T>): Promise<T>;
  /** Lets everything happen for so many milliseconds. */
  pass(milliseconds: number): Promise<void>;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export function createManualTimer(): ManualTimer {
  const pending = new Map<symbol, { at: number; callback: () => void }>();
  let now = 1000;

  function next(before: number): (() => void) | null {
    let first: [symbol, { at: number; callback: () => void }] | null = null;
    for (const entry of pending)
      if (entry[1].at < before && (!first || entry[1].at < first[1].at)) first = entry;
    if (!first) return null;
    const [key, { at, callback }] = first;
    pending.delete(key);
    now = Math.max(now, at);
    return callback;
  }

  return {
    now: () => now,
    after(milliseconds, callback) {
      const key = Symbol();
      pending.set(key, { at: now + milliseconds, callback });
      return () => pending.delete(key);
    },
    async run(promise) {
      let settled = false;
      promise.then(
        () => (settled = true),
        () => (settled = true),
      );
      for (;;) {
        await turn();
        if (settled) return promise;
        const callback = next(Number.POSITIVE_INFINITY);
        if (!callback) throw new Error('Nothing is left to happen, and the promise is not settled');
        callback();
      }
    },
    async pass(milliseconds) {
      const end = now + milliseconds;
      for (await turn(); ; await turn()) {
        const callback = next(end + Number.EPSILON);
        if (!callback) break;
        callback();
      }
      now = end;
    },
  };
}
