import { setTimeout as sleep } from 'node:timers/promises';

/** Runs the work and settles as it does, but no sooner than after so many milliseconds. */
export async function noSoonerThan<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const floor = ms > 0 ? sleep(ms) : undefined;
  try {
    return await work();
  } finally {
    await floor;
  }
}
