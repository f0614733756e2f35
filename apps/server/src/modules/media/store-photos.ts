import type { FailureReason } from '@wmory/contract';
import type { Insertable, Selectable, Updateable } from 'kysely';
import {
  hasBesides,
  insertIgnoring,
  isConflict,
  lockRows,
  type MotionsTable,
  type PhotosTable,
  type Queryable,
  readAlong,
  type Tx,
} from '../../db/index.ts';
import { NOBODY } from '../../nobody.ts';
import type { Authorized, MayUpload } from '../groups/index.ts';
import { barredFor, hasAsked, type Looker } from './store-visibility.ts';

export type PhotoRow = Selectable<PhotosTable>;
/** With whether the viewer asked to hide it (1), else 0; and whether a block keeps it from them (1), else 0. */
export type ViewedPhotoRow = PhotoRow & { asked: number; barred: number };
/** What is shown of the film of a live photo. */
export type ShownMotion = Pick<
  Selectable<MotionsTable>,
  'state' | 'sha256' | 'size' | 'mime_type' | 'file_name' | 'tells_place' | 'shared_sha256'
>;
export type MotionColumns = { [Name in keyof ShownMotion as `motion_${Name}`]: ShownMotion[Name] | null };
/** With the name of who added it, and its film if it has one. */
export type NamedPhotoRow = ViewedPhotoRow & MotionColumns & { uploader_name: string };

/** Who looks, as far as rows depend on it. */
export type ViewerOf = Pick<Authorized<'group', 'viewer'>, 'groupId' | 'userId' | 'hasBlocks'>;

/**
 * Each has an uploader, yet the join is an outer one: it keeps MySQL from beginning with the users, where those are few,
 * and sorting all of a group's photos to find a page.
 */
export const selectPhotos = (
  db: Queryable,
  viewer: Looker,
  index?: 'photos_by_taken' | 'photos_by_added' | 'photos_by_owner',
) =>
  db.sql
    .selectFrom(index ? readAlong(db.sql, 'photos', index) : 'photos')
    .leftJoin('users', 'users.id', 'photos.uploader_id')
    .leftJoin('motions', 'motions.id', 'photos.pairing_id')
    .selectAll('photos')
    .select((select) => select.ref('users.name').$notNull().as('uploader_name'))
    .select([
      'motions.state as motion_state',
      'motions.sha256 as motion_sha256',
      'motions.size as motion_size',
      'motions.mime_type as motion_mime_type',
      'motions.file_name as motion_file_name',
      'motions.tells_place as motion_tells_place',
      'motions.shared_sha256 as motion_shared_sha256',
    ])
    .select([hasAsked(viewer.userId), barredFor(viewer).as('barred')]);

/** Undefined where it is gone. */
export async function selectPhotoState(
  db: Queryable,
  photoId: string,
): Promise<PhotoRow['state'] | undefined> {
  const row = await db.sql.selectFrom('photos').select('state').where('id', '=', photoId).executeTakeFirst();
  return row?.state;
}

/** Those of the ids that are in the group, in no order. */
export async function selectPhotosById(
  db: Queryable,
  viewer: ViewerOf,
  ids: readonly string[],
): Promise<NamedPhotoRow[]> {
  if (ids.length === 0) return [];
  const rows = await selectPhotos(db, viewer).where('photos.id', 'in', ids).execute();
  // Asked for it as well, SQLite looks through all of the group for some ids.
  return rows.filter((row) => row.group_id === viewer.groupId);
}

/** The photos in the group, neither in the trash nor failed, that hold their place by one of these claims. */
export function selectLivePhotos(
  db: Queryable,
  viewer: ViewerOf,
  claims: readonly string[],
): Promise<NamedPhotoRow[]> {
  return selectPhotos(db, viewer)
    .where('photos.group_id', '=', viewer.groupId)
    .where('photos.live_sha256', 'in', claims)
    .execute();
}

/** The live photos of which others than the uploader get these bytes. */
export function selectPhotosByShared(
  db: Queryable,
  viewer: ViewerOf,
  digests: readonly string[],
): Promise<NamedPhotoRow[]> {
  return selectPhotos(db, viewer)
    .where('photos.group_id', '=', viewer.groupId)
    .where('photos.shared_sha256', 'in', digests)
    .where('photos.live_sha256', 'is not', null)
    .execute();
}

/** As `selectPhotosById`, but nobody else changes them before the transaction ends. */
export function lockPhotos(tx: Tx, viewer: ViewerOf, ids: readonly string[]): Promise<ViewedPhotoRow[]> {
  const rows = tx.sql
    .selectFrom('photos')
    .selectAll('photos')
    .select([hasAsked(viewer.userId), barredFor(viewer).as('barred')])
    .where('id', 'in', ids)
    .where(hasBesides(tx.sql, 'photos.group_id', viewer.groupId));
  return lockRows(tx.sql, rows).execute();
}

/** The photo, whatever its group; nobody else changes it before the transaction ends. */
export function lockPhoto(tx: Tx, photoId: string): Promise<PhotoRow | undefined> {
  return lockRows(
    tx.sql,
    tx.sql.selectFrom('photos').selectAll().where('id', '=', photoId),
  ).executeTakeFirst();
}

/** The live photo that holds its place by this claim, committed by whomever. */
export function lockLivePhoto(
  tx: Tx,
  viewer: ViewerOf,
  claim: string,
): Promise<Omit<ViewedPhotoRow, 'asked'> | undefined> {
  const row = tx.sql
    .selectFrom('photos')
    .selectAll('photos')
    .select(barredFor(viewer).as('barred'))
    .where('group_id', '=', viewer.groupId)
    .where('live_sha256', '=', claim);
  return lockRows(tx.sql, row).executeTakeFirst();
}

/** Answers false when a live photo with its claim is in the group already. */
export async function insertPhoto(
  tx: Tx,
  proof: MayUpload,
  row: Omit<Insertable<PhotosTable>, 'group_id' | 'uploader_id'>,
): Promise<boolean> {
  const owned = { ...row, group_id: proof.groupId, uploader_id: proof.userId };
  return (await insertIgnoring(tx.sql, 'photos', owned)) === 1;
}

export async function updateCaption(tx: Tx, photoId: string, caption: string): Promise<void> {
  await tx.sql.updateTable('photos').set({ caption }).where('id', '=', photoId).execute();
}

/** Puts those that are not there yet in the trash; answers how many. */
export async function moveToTrash(
  tx: Tx,
  ids: readonly string[],
  by: { userId: string | null; at: number },
): Promise<number> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('photos')
    .set({ trashed_at: by.at, trashed_by: by.userId, live_sha256: null })
    .where('id', 'in', ids)
    .where('trashed_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Answers false when a live photo with the same claim has taken its place. */
export async function takeFromTrash(
  tx: Tx,
  photo: Pick<PhotoRow, 'id' | 'state' | 'sha256' | 'claim_sha256'>,
): Promise<boolean> {
  const live_sha256 = photo.state === 'failed' ? null : (photo.claim_sha256 ?? photo.sha256);
  return updateUnlessDuplicate(
    tx.sql
      .updateTable('photos')
      .set({ trashed_at: null, trashed_by: null, live_sha256, claim_sha256: photo.claim_sha256 })
      .where('id', '=', photo.id)
      .where('trashed_at', 'is not', null),
  );
}

export type Prepared = Pick<
  Updateable<PhotosTable>,
  | 'width'
  | 'height'
  | 'taken_at'
  | 'taken_offset'
  | 'camera'
  | 'latitude'
  | 'longitude'
  | 'thumbhash'
  | 'duration_ms'
  | 'shared_sha256'
>;

/** Answers false when it was ready before, is gone, or failed and a live photo of the same bytes replaced it. */
export async function markReady(tx: Tx, photoId: string, prepared: Prepared): Promise<boolean> {
  return updateUnlessDuplicate(
    tx.sql
      .updateTable('photos')
      .set((set) => ({
        ...prepared,
        state: 'ready',
        failure: null,
        live_sha256: set
          .case()
          .when('trashed_at', 'is', null)
          .then(set.fn.coalesce('claim_sha256', 'sha256'))
          .else(null)
          .end(),
      }))
      .where('id', '=', photoId)
      .where('state', '!=', 'ready'),
  );
}

/** Gives up the claim on its bytes too, so that they can be sent again. Answers false when it was not processing. */
export async function markFailed(tx: Tx, photoId: string, failure: FailureReason): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('photos')
    .set({ state: 'failed', failure, live_sha256: null })
    .where('id', '=', photoId)
    .where('state', '=', 'processing')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Their jobs go with them. */
export async function deletePhotos(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.sql.deleteFrom('photos').where('id', 'in', ids).execute();
}

/** In the trash since before the moment, for good from now on. */
export function lockOldTrash(tx: Tx, before: number, limit: number): Promise<PhotoRow[]> {
  const rows = tx.sql.selectFrom('photos').selectAll().where('trashed_at', '<=', before).limit(limit);
  return lockRows(tx.sql, rows).execute();
}

/**
 * Whose uploaders have left and took them along before the moment. Where their account goes with them, its deletion takes
 * them away, and counts them.
 */
export function lockLeavingPhotos(tx: Tx, before: number, limit: number): Promise<PhotoRow[]> {
  const rows = tx.sql
    .selectFrom('photos')
    .selectAll()
    .where('leaves_at', '<=', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('account_deletions')
            .select('account_deletions.id')
            .whereRef('account_deletions.user_id', '=', 'photos.uploader_id'),
        ),
      ),
    )
    .limit(limit);
  return lockRows(tx.sql, rows).execute();
}

/** Writes on all photos that were the member's own until they left what becomes of them. */
export async function updateBelongings(
  tx: Tx,
  { groupId, userId, leftAt }: { groupId: string; userId: string; leftAt: number },
  change: { leaves_at: number | null; given_at: number | null; original_until: number | null },
): Promise<void> {
  await tx.sql
    .updateTable(readAlong(tx.sql, 'photos', 'photos_by_owner'))
    .set(change)
    .where('uploader_id', '=', userId)
    .where('group_id', '=', groupId)
    .where('added_at', '<=', leftAt)
    .where(({ or, eb }) => or([eb('given_at', 'is', null), eb('given_at', '=', leftAt)]))
    .execute();
}

export function lockGroupPhotos(tx: Tx, groupId: string, limit: number): Promise<PhotoRow[]> {
  const rows = tx.sql.selectFrom('photos').selectAll().where('group_id', '=', groupId).limit(limit);
  return lockRows(tx.sql, rows).execute();
}

export async function selectDeletedGroups(db: Queryable, limit: number): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('groups')
    .select('id')
    // Not `is not null`, for which SQLite reads the whole table.
    .where('deleted_at', '>', 0)
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Of everything that somebody has added, and that is not nobody's yet, one batch. */
export function lockPhotosOf(tx: Tx, userId: string, limit: number): Promise<PhotoRow[]> {
  const rows = tx.sql.selectFrom('photos').selectAll().where('uploader_id', '=', userId).limit(limit);
  return lockRows(tx.sql, rows).execute();
}

/**
 * Makes them the group's for good. Where they were taken is forgotten, but not that they tell a place: while the file may
 * tell it, it is kept from everyone.
 */
export async function giveToNobody(tx: Tx, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql
    .updateTable('photos')
    .set((set) => ({
      uploader_id: NOBODY,
      given_at: set.fn.coalesce('given_at', set.val(now)),
      leaves_at: null,
      original_until: now,
      latitude: set.case().when('latitude', 'is', null).then(null).else(0).end(),
      longitude: set.case().when('longitude', 'is', null).then(null).else(0).end(),
    }))
    .where('id', 'in', ids)
    .execute();
}

/** Takes away who put photos in the trash; answers how many these were. */
export async function forgetTrasher(tx: Tx, userId: string): Promise<number> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('photos')
    .set({ trashed_by: NOBODY })
    .where('trashed_by', '=', userId)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

async function updateUnlessDuplicate(update: {
  executeTakeFirst(): Promise<{ numUpdatedRows: bigint }>;
}): Promise<boolean> {
  try {
    return (await update.executeTakeFirst()).numUpdatedRows === 1n;
  } catch (error) {
    // Within a transaction the statement alone is undone.
    if (isConflict(error)) return false;
    throw error;
  }
}
