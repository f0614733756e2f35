import type { Logger } from 'pino';

/** One piece of work that keeps promises made earlier; it does at most one batch and answers how much it did. */
export type Sweep = () => Promise<number>;

export interface Sweeper {
  /** Runs every sweep once, one after another; a failing one is logged and does not stop the others. */
  sweepOnce(): Promise<void>;
  start(intervalMs: number): void;
  /** Stops, after the sweep that runs. */
  stop(): Promise<void>;
}

/** Told of each sweep what it did; null: it failed. */
export type SweepObserver = (sweep: string, count: number | null) => void;

/** Rounds of one sweep in one go, at most, so that none starves the others. */
const MAX_ROUNDS = 100;

/** Runs the modules' sweeps in a steady rhythm. */
export function createSweeper(
  sweeps: Record<string, Sweep>,
  log: Logger,
  observe: SweepObserver = () => {},
): Sweeper {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  async function sweepAll(): Promise<void> {
    for (const [name, sweep] of Object.entries(sweeps)) {
      try {
        for (let round = 0; round < MAX_ROUNDS && !stopped; round++) {
          const count = await sweep();
          observe(name, count);
          if (count === 0) break;
          log.info({ sweep: name, count }, 'swept');
        }
      } catch (error) {
        observe(name, null);
        log.error({ sweep: name, err: error }, 'a sweep failed');
      }
    }
  }

  const sweepOnce = (): Promise<void> => {
    running = running.then(sweepAll);
    return running;
  };

  return {
    sweepOnce,
    start(intervalMs) {
      const next = (): void => {
        timer = setTimeout(() => void sweepOnce().then(() => !stopped && next()), intervalMs).unref();
      };
      next();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
