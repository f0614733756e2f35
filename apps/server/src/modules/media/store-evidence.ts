import type { Selectable } from 'kysely';
import { type EvidenceObjectsTable, insertMissing, type Queryable, type Tx } from '../../db/index.ts';

export type EvidenceRow = Selectable<EvidenceObjectsTable>;

/** Copies that are owed already are not owed again. */
export async function insertEvidence(tx: Tx, rows: readonly EvidenceRow[]): Promise<void> {
  if (rows.length > 0) await insertMissing(tx.sql, 'evidence_objects', rows, 'object_key');
}

export function selectDueEvidence(db: Queryable, now: number, limit: number): Promise<EvidenceRow[]> {
  return db.sql
    .selectFrom('evidence_objects')
    .selectAll()
    .where('state', '=', 'owed')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();
}

export function selectEvidence(db: Queryable, caseId: string): Promise<EvidenceRow[]> {
  return db.sql.selectFrom('evidence_objects').selectAll().where('case_id', '=', caseId).execute();
}

/** Answers false when it was settled, or dropped, meanwhile. */
export async function updateEvidence(
  db: Queryable,
  { object_key, tries }: Pick<EvidenceRow, 'object_key' | 'tries'>,
  change: Partial<Pick<EvidenceRow, 'state' | 'due_at' | 'tries' | 'content_type'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db.sql
    .updateTable('evidence_objects')
    .set(change)
    .where('object_key', '=', object_key)
    .where('state', '=', 'owed')
    .where('tries', '=', tries)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Forgets a case's copies; answers their keys. */
export async function deleteEvidence(tx: Tx, caseId: string): Promise<string[]> {
  const rows = await selectEvidence(tx, caseId);
  if (rows.length > 0) await tx.sql.deleteFrom('evidence_objects').where('case_id', '=', caseId).execute();
  return rows.map(({ object_key }) => object_key);
}

/** Those of the keys that are evidence. */
export async function selectEvidenceKeys(db: Queryable, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db.sql
    .selectFrom('evidence_objects')
    .select('object_key')
    .where('object_key', 'in', keys)
    .execute();
  return new Set(rows.map(({ object_key }) => object_key));
}

/** What is still to be copied of these photos. */
export async function selectOwedSources(db: Queryable, photoIds: readonly string[]): Promise<Set<string>> {
  if (photoIds.length === 0) return new Set();
  const rows = await db.sql
    .selectFrom('evidence_objects')
    .select('source_key')
    .where('photo_id', 'in', photoIds)
    .where('state', '=', 'owed')
    .execute();
  return new Set(rows.map(({ source_key }) => source_key));
}

/** Those of the photos of which something is still to be copied. */
export async function selectPhotosOwed(db: Queryable, photoIds: readonly string[]): Promise<Set<string>> {
  if (photoIds.length === 0) return new Set();
  const rows = await db.sql
    .selectFrom('evidence_objects')
    .select('photo_id')
    .where('photo_id', 'in', photoIds)
    .where('state', '=', 'owed')
    .execute();
  return new Set(rows.map(({ photo_id }) => photo_id));
}

/** How many copies of these photos are kept. */
export async function countKeptEvidence(db: Queryable, photoIds: readonly string[]): Promise<number> {
  if (photoIds.length === 0) return 0;
  const { count } = await db.sql
    .selectFrom('evidence_objects')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('photo_id', 'in', photoIds)
    .where('state', '=', 'kept')
    .executeTakeFirstOrThrow();
  return Number(count);
}
