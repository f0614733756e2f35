import type { Database, Queryable, Tx } from '../../db/index.ts';
import { type ChainEnd, GENESIS, type SealedEntry, sealCheckpoint } from './chain.ts';
import {
  countUnsealed,
  deleteSealed,
  insertCheckpoint,
  selectCheckpoint,
  selectSealed,
} from './store-chain.ts';

/** The log as administration reads it and takes old entries away. */
export interface AuditHistory {
  /** Behind which its entries begin; null: what says so was not written by this installation. */
  start(): Promise<ChainEnd | null>;
  /** Its entries behind a place, in order, those of the moment when each page is read. */
  read(after: number): AsyncIterable<SealedEntry>;
  /** How many entries have no place yet; a server seals them. */
  countUnsealed(): Promise<number>;
  /** Lets the database take the entries up to this one away, which are kept elsewhere from then on. */
  markPruned(tx: Tx, end: ChainEnd): Promise<void>;
  /** Takes away a batch of what was marked; answers how many entries. */
  prune(): Promise<number>;
}

const PAGE = 1_000;

/** @param keys of seals, of the installation's secret first, then of former ones */
export function createAuditHistory(deps: {
  database: Database;
  clock: () => number;
  keys: readonly [Buffer, ...Buffer[]];
}): AuditHistory {
  const { database, clock, keys } = deps;
  return {
    async start() {
      const checkpoint = await selectCheckpoint(database);
      if (!checkpoint) return GENESIS;
      const { through_seq: seq, hash, at, seal } = checkpoint;
      const isGenuine = keys.some((key) => sealCheckpoint(key, { seq, hash, at }) === seal);
      return isGenuine ? { seq, hash } : null;
    },
    read: (after) => readChain(database, after),
    countUnsealed: () => countUnsealed(database),
    async markPruned(tx, { seq, hash }) {
      const at = clock();
      const seal = sealCheckpoint(keys[0], { seq, hash, at });
      await insertCheckpoint(tx, { through_seq: seq, hash, at, seal });
    },
    async prune() {
      const checkpoint = await selectCheckpoint(database);
      if (!checkpoint) return 0;
      const [first] = await selectSealed(database, 0, 1);
      if (!first || first.seq > checkpoint.through_seq) return 0;
      const through = Math.min(first.seq + PAGE - 1, checkpoint.through_seq);
      return database.transaction((tx) => deleteSealed(tx, first.seq - 1, through));
    },
  };
}

async function* readChain(db: Queryable, after: number): AsyncGenerator<SealedEntry> {
  for (let last = after; ; ) {
    const page = await selectSealed(db, last, PAGE);
    yield* page;
    last = page.at(-1)?.seq ?? last;
    if (page.length < PAGE) return;
  }
}
