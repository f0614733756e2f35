import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again until the answer is true; throws after half a minute. For what a page answers by a promise: `waitForFunction`
 * takes the promise itself for true.
 */
export async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await check()) return;
    await sleep(100);
  }
  throw new Error(`Not so within half a minute: ${check}`);
}
