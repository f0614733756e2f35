import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Database, isConflict } from '../../db/index.ts';
import { linkEntries } from './chain.ts';
import { sealEntries, selectChainEnd, selectUnsealed } from './store-chain.ts';

export interface SealerDeps {
  database: Database;
  log: Pick<Logger, 'warn'>;
  /** Key of the seals. */
  key: Buffer;
  /** Milliseconds between an entry's commit and its seal, so that those of a moment are sealed together. */
  delay?: number;
}

/** Gives entries their places in the chain, once they are committed. */
export interface Sealer {
  /** Has what is there sealed soon. */
  nudge(): void;
  /** Seals a batch; answers how many entries there were. */
  sweep(): Promise<number>;
  /** Seals what is left, as far as the database lets it. */
  close(): Promise<void>;
}

const BATCH = 200;
const DELAY = 200;
const TRIES = 10;

/** Another process wrote down places for the same entries first. */
class Overtaken extends Error {}

/**
 * Entries are sealed behind the transactions that write them: a chain that grows inside of these would have them all
 * wait for one another. Of several processes that seal at once one succeeds, as each place is there once; the others
 * look again.
 */
export function createSealer({ database, log, key, delay = DELAY }: SealerDeps): Sealer {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function sealBatch(): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      const entries = await selectUnsealed(database, BATCH);
      if (entries.length === 0) return 0;
      try {
        await database.transaction(async (tx) => {
          const links = linkEntries(await selectChainEnd(tx), entries, key);
          if ((await sealEntries(tx, links)) !== links.length) throw new Overtaken();
        });
        return entries.length;
      } catch (error) {
        if (!(error instanceof Overtaken || isConflict(error))) throw error;
        // Whoever overtook this one takes care of the rest, or a later sweep does.
        if (attempt === TRIES) return 0;
        await sleep(Math.random() * 10 * attempt);
      }
    }
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = running.then(work);
    running = turn.catch(() => {});
    return turn;
  }

  const sealAll = (): Promise<void> =>
    inTurn(async () => {
      while ((await sealBatch()) > 0);
    }).catch((error) => log.warn({ err: error }, 'audit entries could not be sealed yet'));

  return {
    nudge() {
      if (timer || closed) return;
      timer = setTimeout(() => {
        timer = undefined;
        void sealAll();
      }, delay).unref();
    },
    sweep: () => inTurn(sealBatch),
    async close() {
      closed = true;
      clearTimeout(timer);
      await sealAll();
    },
  };
}
