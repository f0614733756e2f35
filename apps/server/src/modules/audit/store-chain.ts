import { sql } from 'kysely';
import { type Queryable, readAlong, type Tx } from '../../db/index.ts';
import { type ChainEnd, type EntryContent, GENESIS, type Link, type SealedEntry } from './chain.ts';

const content = [
  'id',
  'at',
  'action',
  'actor_id',
  'group_id',
  'subject_id',
  'details',
  'request_id',
  'ip',
] as const;

/** Entries that have no place in the chain yet, in no order. */
export function selectUnsealed(db: Queryable, limit: number): Promise<EntryContent[]> {
  return db.sql.selectFrom('audit_logs').select(content).where('seq', 'is', null).limit(limit).execute();
}

/** Where the chain ends; where all of it was taken away, what the last checkpoint says. */
export async function selectChainEnd(db: Queryable): Promise<ChainEnd> {
  const last = await db.sql
    .selectFrom('audit_logs')
    .select(['seq', 'hash'])
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last) return last as ChainEnd;
  const checkpoint = await selectCheckpoint(db);
  return checkpoint ? { seq: checkpoint.through_seq, hash: checkpoint.hash } : GENESIS;
}

/**
 * Writes places down, in one statement that locks those entries alone; answers how many of them had none
 * before.
 */
export async function sealEntries(tx: Tx, links: readonly (Link & { id: string })[]): Promise<number> {
  const byId = (name: Exclude<keyof Link, 'id'>) =>
    sql`case id ${sql.join(
      links.map((link) => sql`when ${link.id} then ${link[name]}`),
      sql` `,
    )} end`;
  const result = await tx.sql
    .updateTable(readAlong(tx.sql, 'audit_logs', 'PRIMARY'))
    .set({ seq: byId('seq'), prev_hash: byId('prev_hash'), hash: byId('hash'), seal: byId('seal') } as never)
    .where(
      'id',
      'in',
      links.map(({ id }) => id),
    )
    // In a form that no index answers: there may be a million entries without a place.
    .where(sql`coalesce(seq, 0)`, '=', 0)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** A page of the chain behind a place, in order. */
export async function selectSealed(db: Queryable, after: number, limit: number): Promise<SealedEntry[]> {
  const rows = await db.sql
    .selectFrom('audit_logs')
    .select([...content, 'seq', 'prev_hash', 'hash', 'seal'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows as SealedEntry[];
}

export interface CheckpointRow {
  through_seq: number;
  hash: string;
  at: number;
  seal: string;
}

/** The newest. */
export function selectCheckpoint(db: Queryable): Promise<CheckpointRow | undefined> {
  return db.sql
    .selectFrom('audit_checkpoints')
    .selectAll()
    .where('through_seq', '>', 0)
    .orderBy('through_seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertCheckpoint(tx: Tx, row: CheckpointRow): Promise<void> {
  await tx.sql.insertInto('audit_checkpoints').values(row).execute();
}

/** Takes away what a checkpoint stands for: those behind one place up to another, at the most as many as lie between. */
export async function deleteSealed(tx: Tx, after: number, through: number): Promise<number> {
  const result = await tx.sql
    .deleteFrom('audit_logs')
    .where('seq', '>', after)
    .where('seq', '<=', through)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Of the entries that have no place yet. */
export async function countUnsealed(db: Queryable): Promise<number> {
  const { count } = await db.sql
    .selectFrom('audit_logs')
    .select((each) => each.fn.countAll<number>().as('count'))
    .where('seq', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
