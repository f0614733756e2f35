import type { Selectable } from 'kysely';
import type { Queryable, Tx, UploadsTable } from '../../db/index.ts';
import type { Multipart } from '../../storage/port.ts';
import type { Authorized } from '../groups/index.ts';
import { ownerOf } from './keys.ts';

export type UploadRow = Selectable<UploadsTable>;

export async function insertUploads(tx: Tx, rows: readonly UploadRow[]): Promise<void> {
  if (rows.length > 0) await tx.sql.insertInto('uploads').values(rows).execute();
}

/** Those of the ids that are the user's own uploads to the group, in no order. */
export function selectUploads(
  db: Queryable,
  { groupId, userId }: Pick<Authorized<'group', 'viewer'>, 'groupId' | 'userId'>,
  ids: readonly string[],
): Promise<UploadRow[]> {
  return db.sql
    .selectFrom('uploads')
    .selectAll()
    .where('id', 'in', ids)
    .where('user_id', '=', userId)
    .where('group_id', '=', groupId)
    .execute();
}

const openUploads = (
  db: Queryable,
  { groupId, userId }: Pick<Authorized<'group', 'viewer'>, 'groupId' | 'userId'>,
  now: number,
) =>
  db.sql
    .selectFrom('uploads')
    .selectAll()
    .where('user_id', '=', userId)
    .where('group_id', '=', groupId)
    .where('state', '=', 'open')
    .where('expires_at', '>', now);

/** What somebody has open, in any group. */
export function selectUploadsOf(db: Queryable, userId: string, limit: number): Promise<UploadRow[]> {
  return db.sql
    .selectFrom('uploads')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', '=', 'open')
    .limit(limit)
    .execute();
}

/** The user's open uploads to the group, oldest first. */
export function selectOpenUploads(
  db: Queryable,
  proof: Authorized<'group', 'viewer'>,
  now: number,
  limit: number,
): Promise<UploadRow[]> {
  return openUploads(db, proof, now).orderBy('created_at').orderBy('id').limit(limit).execute();
}

/** The user's open uploads of these bytes to the group. */
export function selectResumable(
  db: Queryable,
  proof: Authorized<'group', 'contributor'>,
  { digests, now, createdAfter }: { digests: readonly string[]; now: number; createdAfter: number },
): Promise<UploadRow[]> {
  return openUploads(db, proof, now)
    .where('sha256', 'in', digests)
    .where('created_at', '>', createdAfter)
    .execute();
}

export async function extendUploads(tx: Tx, ids: readonly string[], expiresAt: number): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql
    .updateTable('uploads')
    .set({ expires_at: expiresAt })
    .where('id', 'in', ids)
    .where('state', '=', 'open')
    .execute();
}

/** Sets by which id the store knows the parts; false when another did meanwhile, or the upload has ended. */
export async function replaceMultipart(
  db: Queryable,
  { id, multipart_id: known }: Pick<UploadRow, 'id' | 'multipart_id'>,
  multipartId: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db.sql
    .updateTable('uploads')
    .set({ multipart_id: multipartId })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('multipart_id', known === null ? 'is' : '=', known)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Those of the keys that were sent in parts, with the ids of these, as far as their uploads are remembered. */
export async function selectMultiparts(db: Queryable, keys: readonly string[]): Promise<Multipart[]> {
  const owners = keys.map(ownerOf);
  const ids = owners.flatMap((owner) => (owner && 'uploadId' in owner ? [owner.uploadId] : []));
  if (ids.length === 0) return [];
  const rows = await db.sql
    .selectFrom('uploads')
    .select(['incoming_key', 'multipart_id'])
    .where('id', 'in', ids)
    .where('multipart_id', 'is not', null)
    .execute();
  return rows.map(({ incoming_key: key, multipart_id: id }) => ({ key, id: id ?? '' }));
}

/** Those of the multiparts that an open upload names. */
export async function selectOpenMultiparts(
  db: Queryable,
  multiparts: readonly Multipart[],
): Promise<Set<string>> {
  if (multiparts.length === 0) return new Set();
  const rows = await db.sql
    .selectFrom('uploads')
    .select('multipart_id')
    .where(
      'id',
      'in',
      multiparts.map(({ key }) => key.slice(key.indexOf('/') + 1)),
    )
    .where('state', '=', 'open')
    .execute();
  return new Set(rows.map(({ multipart_id }) => multipart_id ?? ''));
}

export type UploadEnd = Pick<UploadRow, 'state' | 'ended_at'> &
  Partial<Pick<UploadRow, 'photo_id' | 'problem'>>;

/** Ends an open upload; answers false when it has ended already. */
export async function endUpload(tx: Tx, id: string, end: UploadEnd): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('uploads')
    .set(end)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Corrects, within the transaction that ended it, what an upload became. */
export async function turnIntoDuplicate(tx: Tx, id: string, photoId: string): Promise<void> {
  await tx.sql
    .updateTable('uploads')
    .set({ state: 'duplicate', photo_id: photoId })
    .where('id', '=', id)
    .execute();
}

export function selectOverdueUploads(db: Queryable, now: number, limit: number): Promise<UploadRow[]> {
  return db.sql
    .selectFrom('uploads')
    .selectAll()
    .where('state', '=', 'open')
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .execute();
}

/** Ids of uploads that ended, and whose own time was over before the moment. */
export async function selectOldUploads(db: Queryable, before: number, limit: number): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('uploads')
    .select('id')
    .where('state', 'in', ['verified', 'duplicate', 'failed', 'cancelled', 'expired'])
    .where('expires_at', '<=', before)
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export async function deleteUploads(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.sql.deleteFrom('uploads').where('id', 'in', ids).execute();
}

export async function hasOpenUploads(db: Queryable, groupId: string): Promise<boolean> {
  const row = await db.sql
    .selectFrom('uploads')
    .select('id')
    .where('state', '=', 'open')
    .where('group_id', '=', groupId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
