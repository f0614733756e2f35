import { sql } from 'kysely';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import type { Database } from '../../db/index.ts';
import { GENESIS } from './chain.ts';
import {
  type Audit,
  createAudit,
  createAuditHistory,
  type SealedEntry,
  type Verification,
  verifyChain,
} from './index.ts';
import { createSealer, type Sealer } from './sealing.ts';

const key = Buffer.alloc(32, 3);
export const caller = { requestId: 'request', ip: '192.0.2.1', userAgent: 'test' };

export const makeAudit = (onRecorded?: () => void): Audit =>
  createAudit({ clock: Date.now, key, ...(onRecorded && { onRecorded }) });

/** One of a process, as it were. */
export const makeSealer = (database: Database, secret = key): Sealer =>
  createSealer({ database, log: pino({ level: 'silent' }), key: secret, delay: 0 });

export const makeHistory = (database: Database) =>
  createAuditHistory({ database, clock: Date.now, keys: [key] });

/** Appends so many entries, each in a transaction of its own, all at once. */
export async function append(database: Database, count: number, audit = makeAudit()): Promise<void> {
  const one = () =>
    database.transaction((tx) =>
      audit.record(tx, { action: 'photo.added', by: { ...caller, userId: uuidv7() }, groupId: uuidv7() }),
    );
  await Promise.all(Array.from({ length: count }, one));
}

export async function readAll(database: Database): Promise<SealedEntry[]> {
  const entries: SealedEntry[] = [];
  for await (const entry of makeHistory(database).read(0)) entries.push(entry);
  return entries;
}

export async function verify(
  database: Database,
  heads: Parameters<typeof verifyChain>[0]['heads'] = null,
): Promise<Verification> {
  const start = (await makeHistory(database).start()) ?? GENESIS;
  return verifyChain({ start, entries: makeHistory(database).read(start.seq), keys: [key], heads });
}

/** Lets the database's administrator do what the triggers refuse to everyone. */
export async function disarm(database: Database): Promise<void> {
  for (const trigger of ['audit_logs_only_seal', 'audit_logs_only_prune'])
    await sql.raw(`drop trigger ${trigger}`).execute(database.sql);
}
