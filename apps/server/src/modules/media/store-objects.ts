import type { Selectable } from 'kysely';
import { insertMissing, type ObjectDeletionsTable, type Queryable } from '../../db/index.ts';
import { ownerOf } from './keys.ts';
import { selectEvidenceKeys, selectOwedSources } from './store-evidence.ts';

export type DeletionRow = Selectable<ObjectDeletionsTable>;

/** Records that objects are to be deleted, not before the moment. */
export async function oweDeletions(db: Queryable, keys: readonly string[], dueAt: number): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map((object_key) => ({ object_key, due_at: dueAt, tries: 0 }));
  await insertMissing(db.sql, 'object_deletions', rows, 'object_key');
}

export function selectDueDeletions(db: Queryable, now: number, limit: number): Promise<DeletionRow[]> {
  return db.sql
    .selectFrom('object_deletions')
    .selectAll()
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();
}

export async function settleDeletions(db: Queryable, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await db.sql.deleteFrom('object_deletions').where('object_key', 'in', keys).execute();
}

export async function postponeDeletion(db: Queryable, key: string, dueAt: number): Promise<void> {
  await db.sql
    .updateTable('object_deletions')
    .set((set) => ({ due_at: dueAt, tries: set('tries', '+', 1) }))
    .where('object_key', '=', key)
    .execute();
}

/**
 * Those of the keys that a row still names: an open upload's object, a photo's, evidence, or what is still to be copied
 * as evidence.
 */
export async function selectWanted(db: Queryable, keys: readonly string[]): Promise<Set<string>> {
  const owners = keys.map((key) => ({ key, owner: ownerOf(key) }));
  const uploadIds = owners.flatMap(({ owner }) => (owner && 'uploadId' in owner ? [owner.uploadId] : []));
  const photoIds = owners.flatMap(({ owner }) => (owner && 'photoId' in owner ? [owner.photoId] : []));
  const copies = owners.flatMap(({ owner }) => (owner && 'evidenceKey' in owner ? [owner.evidenceKey] : []));
  const open = await selectOpen(db, uploadIds);
  const groups = await selectGroups(db, [...new Set(photoIds)]);
  const kept = await selectEvidenceKeys(db, copies);
  const owed = await selectOwedSources(db, [...new Set(photoIds)]);
  const wanted = owners.filter(({ key, owner }) => {
    if (owner === null) return false;
    if ('uploadId' in owner) return open.has(owner.uploadId);
    if ('evidenceKey' in owner) return kept.has(key);
    return groups.get(owner.photoId) === owner.groupId || owed.has(key);
  });
  return new Set(wanted.map(({ key }) => key));
}

async function selectOpen(db: Queryable, uploadIds: readonly string[]): Promise<Set<string>> {
  if (uploadIds.length === 0) return new Set();
  const rows = await db.sql
    .selectFrom('uploads')
    .select('id')
    .where('id', 'in', uploadIds)
    .where('state', '=', 'open')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Of those photos that are there, the group. */
async function selectGroups(db: Queryable, photoIds: readonly string[]): Promise<Map<string, string>> {
  if (photoIds.length === 0) return new Map();
  const rows = await db.sql
    .selectFrom('photos')
    .select(['id', 'group_id'])
    .where('id', 'in', photoIds)
    .execute();
  return new Map(rows.map(({ id, group_id }) => [id, group_id]));
}
