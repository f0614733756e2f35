import type { AuditSink, SignedHead } from '../../audit-sink/port.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/index.ts';
import { type ChainEnd, signHead } from './chain.ts';
import { selectChainEnd } from './store-chain.ts';

export interface HeadExportDeps {
  database: Database;
  clock: Clock;
  /** Key of the signatures. */
  key: Buffer;
  /** Null: heads go nowhere. */
  sink: AuditSink | null;
}

/**
 * Keeps the chain's head off the box while it grows: with that, entries that are cut off its end are missed. Each call
 * says how many milliseconds have to lie between two heads, and answers how many were kept.
 */
export function createHeadExport({
  database,
  clock,
  key,
  sink,
}: HeadExportDeps): (every: number) => Promise<number> {
  let last: SignedHead | null = null;
  return async (every) => {
    const at = clock();
    if (!sink || (last && at - last.at < every)) return 0;
    const end = await selectChainEnd(database);
    if (end.seq === 0 || end.hash === last?.hash) return 0;
    const head = toHead(key, end, at);
    await sink.put(head);
    last = head;
    return 1;
  };
}

const toHead = (key: Buffer, { seq, hash }: ChainEnd, at: number): SignedHead => ({
  at,
  seq,
  hash,
  mac: signHead(key, { at, seq, hash }),
});
