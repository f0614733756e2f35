import type { Logger } from 'pino';
import type { AuditSink } from '../../audit-sink/port.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/index.ts';
import type { Sweep } from '../../sweep.ts';
import { createHeadExport } from './heads.ts';
import { createSealer } from './sealing.ts';

export interface AuditChainDeps {
  database: Database;
  clock: Clock;
  log: Pick<Logger, 'warn'>;
  /** Key of seals and signatures. */
  key: Buffer;
  /** Where heads go; null: nowhere. */
  sink: AuditSink | null;
  /** Milliseconds between two heads, at least. */
  sinkEvery: number;
}

/** Makes a chain of the entries that are written, and keeps its head off the box. */
export interface AuditChain {
  /** Has what was recorded sealed soon. */
  nudge(): void;
  sweeps: Record<'auditSeals' | 'auditHeads', Sweep>;
  /** Seals what is left and keeps a last head, as far as database and sink let it. */
  close(): Promise<void>;
}

/** Milliseconds that a sink may hold the end of the server up. */
const LAST_HEAD = 5_000;

export function createAuditChain(deps: AuditChainDeps): AuditChain {
  const { database, clock, log, key, sink, sinkEvery: every } = deps;
  const sealer = createSealer({ database, log, key });
  const heads = createHeadExport({ database, clock, key, sink });
  return {
    nudge: sealer.nudge,
    sweeps: { auditSeals: sealer.sweep, auditHeads: () => heads(every) },
    async close() {
      await sealer.close();
      const { promise: late, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => reject(new Error('the sink does not answer')), LAST_HEAD);
      await Promise.race([heads(0), late]).catch((error) =>
        log.warn({ err: error }, 'the last head of the audit log was not kept'),
      );
      clearTimeout(timer);
      sink?.close();
    },
  };
}
