import type { Selectable } from 'kysely';
import {
  insertMissing,
  type ObjectDeletionsTable,
  type PhotosTable,
  type Queryable,
} from '../../db/index.ts';
import { isReplaced, originalKey, ownerOf } from './keys.ts';
import { selectAvatarStates } from './store-avatars.ts';
import { selectEvidenceKeys, selectOwedSources } from './store-evidence.ts';

export type DeletionRow = Selectable<ObjectDeletionsTable>;

/**
 * Records that objects are to be deleted, not before the moment.
 *
 * @param cause of the deletion of an account that waits for it; null: nobody does
 */
export async function oweDeletions(
  db: Queryable,
  keys: readonly string[],
  dueAt: number,
  cause: string | null = null,
): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map((object_key) => ({ object_key, due_at: dueAt, tries: 0, cause }));
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

/** Whether objects are still to be deleted for the cause. */
export async function hasDeletionsFor(db: Queryable, cause: string): Promise<boolean> {
  const row = await db.sql
    .selectFrom('object_deletions')
    .select('object_key')
    .where('cause', '=', cause)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
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
 * Those of the keys that a row still names: an open upload's object, a photo's, a person's picture, evidence, or what is still
 * to be copied as evidence.
 */
export async function selectWanted(db: Queryable, keys: readonly string[]): Promise<Set<string>> {
  const owners = keys.map((key) => ({ key, owner: ownerOf(key) }));
  const uploadIds = owners.flatMap(({ owner }) => (owner && 'uploadId' in owner ? [owner.uploadId] : []));
  const photoIds = owners.flatMap(({ owner }) => (owner && 'photoId' in owner ? [owner.photoId] : []));
  const copies = owners.flatMap(({ owner }) => (owner && 'evidenceKey' in owner ? [owner.evidenceKey] : []));
  const avatarIds = owners.flatMap(({ owner }) => (owner && 'avatarId' in owner ? [owner.avatarId] : []));
  const open = await selectOpen(db, uploadIds);
  const avatars = await selectAvatarStates(db, [...new Set([...uploadIds, ...avatarIds])]);
  const photos = await selectPlaces(db, [...new Set(photoIds)]);
  const kept = await selectEvidenceKeys(db, copies);
  const owed = await selectOwedSources(db, [...new Set(photoIds)]);
  const wanted = owners.filter(({ key, owner }) => {
    if (owner === null) return false;
    if ('uploadId' in owner) {
      const state = avatars.get(owner.uploadId);
      return open.has(owner.uploadId) || state === 'open' || state === 'processing';
    }
    if ('avatarId' in owner) return ['processing', 'ready'].includes(avatars.get(owner.avatarId) ?? '');
    if ('evidenceKey' in owner) return kept.has(key);
    return hasObject(photos.get(owner.photoId), owner.groupId, key) || owed.has(key);
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

type Place = Pick<Selectable<PhotosTable>, 'id' | 'group_id' | 'storage_key'>;

/** Those of the photos, and of their films, that are there. */
async function selectPlaces(db: Queryable, photoIds: readonly string[]): Promise<Map<string, Place>> {
  if (photoIds.length === 0) return new Map();
  const rows: Place[] = [];
  for (const table of ['photos', 'motions'] as const)
    rows.push(
      ...(await db.sql
        .selectFrom(table)
        .select(['id', 'group_id', 'storage_key'])
        .where('id', 'in', photoIds)
        .execute()),
    );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether an object below a photo is one that it has: all but an original whose place the copy has taken. */
const hasObject = (photo: Place | undefined, groupId: string, key: string): boolean =>
  photo?.group_id === groupId && !(key === originalKey(photo) && isReplaced(photo));
