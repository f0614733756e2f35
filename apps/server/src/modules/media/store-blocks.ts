import { insertIgnoring, lockRows, type Queryable, type Tx } from '../../db/index.ts';
import { hideLevels } from './policy.ts';
import type { HeldPhoto } from './store-holds.ts';

export interface BlockRow {
  sha256: string;
  source: string;
  pending_since: number | null;
}

/** Those of the digests that nobody can share. */
export async function selectBlocked(db: Queryable, digests: readonly string[]): Promise<Set<string>> {
  if (digests.length === 0) return new Set();
  const rows = await db.sql
    .selectFrom('content_blocks')
    .select('sha256')
    .where('sha256', 'in', digests)
    .execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}

/**
 * As `selectBlocked`, of one digest, and as it is now: a block that is being written is waited for, and none is
 * written before this transaction ends. Answers the decisions that block it.
 */
export async function lockBlocks(tx: Tx, digest: string): Promise<string[]> {
  const rows = tx.sql.selectFrom('content_blocks').select('source').where('sha256', '=', digest);
  return (await lockRows(tx.sql, rows).execute()).map(({ source }) => source);
}

export async function insertBlock(tx: Tx, sha256: string, source: string, now: number): Promise<void> {
  await insertIgnoring(tx.sql, 'content_blocks', { sha256, source, created_at: now, pending_since: now });
}

/** Deletes what a decision blocks; answers the digests. */
export async function deleteBlocks(tx: Tx, source: string): Promise<string[]> {
  const rows = tx.sql.selectFrom('content_blocks').select('sha256').where('source', '=', source);
  const digests = (await lockRows(tx.sql, rows).execute()).map(({ sha256 }) => sha256);
  await tx.sql.deleteFrom('content_blocks').where('source', '=', source).execute();
  return digests;
}

/** Blocks of which copies may be left that are not taken down. */
export function selectPendingBlocks(db: Queryable, limit: number): Promise<BlockRow[]> {
  return (
    db.sql
      .selectFrom('content_blocks')
      .select(['sha256', 'source', 'pending_since'])
      // Not `is not null`, for which SQLite reads the whole table.
      .where('pending_since', '>', 0)
      .orderBy('pending_since')
      .limit(limit)
      .execute()
  );
}

/** @param since null: none of its copies are left */
export async function setPending(
  db: Queryable,
  { sha256, source }: Pick<BlockRow, 'sha256' | 'source'>,
  since: number | null,
): Promise<void> {
  await db.sql
    .updateTable('content_blocks')
    .set({ pending_since: since })
    .where('sha256', '=', sha256)
    .where('source', '=', source)
    .execute();
}

/** Photos of these bytes, or whose copies for others or films are these, that are not taken down; nobody changes them meanwhile. */
export async function lockCopies(tx: Tx, sha256: string, limit: number): Promise<HeldPhoto[]> {
  const found: HeldPhoto[] = [];
  for (const column of ['sha256', 'shared_sha256'] as const) {
    const rows = tx.sql
      .selectFrom('photos')
      .select(['id', 'group_id', 'trashed_at', 'hidden_level'])
      .where(column, '=', sha256)
      .where('hidden_level', '<', hideLevels['taken-down'])
      .limit(limit);
    found.push(...(await lockRows(tx.sql, rows).execute()));
  }
  for (const column of ['motions.sha256', 'motions.shared_sha256'] as const) {
    const rows = tx.sql
      .selectFrom('motions')
      .innerJoin('photos', 'photos.id', 'motions.photo_id')
      .select(['photos.id', 'photos.group_id', 'photos.trashed_at', 'photos.hidden_level'])
      .where(column, '=', sha256)
      .where('hidden_level', '<', hideLevels['taken-down'])
      .limit(limit);
    found.push(...(await lockRows(tx.sql, rows).execute()));
  }
  return [...new Map(found.map((photo) => [photo.id, photo])).values()];
}
