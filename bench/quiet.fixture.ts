import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK = 400;

function spent(): { idle: number; all: number } {
  const times = cpus().map((cpu) => cpu.times);
  return {
    idle: times.reduce((sum, { idle }) => sum + idle, 0),
    all: times.reduce((sum, each) => sum + Object.values(each).reduce((a, b) => a + b), 0),
  };
}

/**
 * Waits until the processors have next to nothing to do, or for so many seconds. Answers the share of them that was
 * idle at last.
 */
export async function untilQuiet(patience: number, enough = 0.85): Promise<number> {
  const until = performance.now() + patience * 1000;
  for (;;) {
    const before = spent();
    await sleep(LOOK);
    const after = spent();
    const idle = (after.idle - before.idle) / Math.max(1, after.all - before.all);
    if (idle >= enough || performance.now() > until) return idle;
  }
}
