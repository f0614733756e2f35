import type { Insertable, Selectable } from 'kysely';
import { lockRows, type MotionsTable, type Queryable, type Tx } from '../../db/index.ts';
import type { PhotoRow } from './store-photos.ts';

export type MotionRow = Selectable<MotionsTable>;

/** Makes it the film of its photo, which is locked and has none. */
export async function insertMotion(tx: Tx, row: Insertable<MotionsTable>): Promise<void> {
  await tx.sql.insertInto('motions').values(row).execute();
  await touchPhoto(tx, row);
}

/** Says of the photo that this is its film; again, it makes a new revision of it. */
async function touchPhoto(tx: Tx, { id, photo_id }: Pick<MotionRow, 'id' | 'photo_id'>): Promise<void> {
  await tx.sql.updateTable('photos').set({ pairing_id: id }).where('id', '=', photo_id).execute();
}

export function selectMotion(db: Queryable, id: string): Promise<MotionRow | undefined> {
  return db.sql.selectFrom('motions').selectAll().where('id', '=', id).executeTakeFirst();
}

type Photos = readonly Pick<PhotoRow, 'pairing_id'>[];
const idsOf = (photos: Photos): string[] => photos.flatMap(({ pairing_id }) => pairing_id ?? []);

/** The films of these photos, in no order. */
export async function selectMotionsOf(db: Queryable, photos: Photos): Promise<MotionRow[]> {
  const ids = idsOf(photos);
  return ids.length === 0 ? [] : db.sql.selectFrom('motions').selectAll().where('id', 'in', ids).execute();
}

/** As `selectMotionsOf`, but nobody else changes them before the transaction ends. */
export async function lockMotionsOf(tx: Tx, photos: Photos): Promise<MotionRow[]> {
  const ids = idsOf(photos);
  if (ids.length === 0) return [];
  return lockRows(tx.sql, tx.sql.selectFrom('motions').selectAll().where('id', 'in', ids)).execute();
}

/** Those to be sent to the processor, the longest due first. */
export function selectDueMotions(db: Queryable, now: number, limit: number): Promise<MotionRow[]> {
  return db.sql
    .selectFrom('motions')
    .selectAll()
    .where('state', '=', 'processing')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();
}

/** Moves one on from exactly how it was seen; answers false when someone else did. */
export async function moveMotion(
  db: Queryable,
  { id, state, attempt }: Pick<MotionRow, 'id' | 'state' | 'attempt'>,
  to: Partial<Pick<MotionRow, 'state' | 'job_id' | 'attempt' | 'due_at'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db.sql
    .updateTable('motions')
    .set(to)
    .where('id', '=', id)
    .where('state', '=', state)
    .where('attempt', '=', attempt)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends its processing; answers false when that has ended, or it is gone. */
export async function settleMotion(
  tx: Tx,
  motion: Pick<MotionRow, 'id' | 'photo_id'>,
  end: Pick<MotionRow, 'state' | 'tells_place' | 'shared_sha256'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('motions')
    .set(end)
    .where('id', '=', motion.id)
    .where('state', '!=', 'ready')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await touchPhoto(tx, motion);
  return true;
}

/** Says where the film's file is from now on. */
export async function placeMotion(tx: Tx, id: string, storageKey: string): Promise<void> {
  await tx.sql.updateTable('motions').set({ storage_key: storageKey }).where('id', '=', id).execute();
}

/** Ends every lease now. */
export async function endMotionLeases(db: Queryable, now: number): Promise<void> {
  await db.sql
    .updateTable('motions')
    .set({ due_at: now })
    .where('state', '=', 'processing')
    .where('due_at', '>', now)
    .execute();
}

export async function deleteMotions(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql.deleteFrom('motions').where('id', 'in', ids).execute();
}
