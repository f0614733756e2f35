import type { Selectable } from 'kysely';
import { insertIgnoring, lockRows, type PhotoHoldsTable, type PhotosTable, type Tx } from '../../db/index.ts';

/** What matters of a photo to hide it or show it again. */
export type HeldPhoto = Pick<Selectable<PhotosTable>, 'id' | 'group_id' | 'trashed_at' | 'hidden_level'>;

const heldColumns = ['id', 'group_id', 'trashed_at', 'hidden_level'] as const;

/** The photo, whatever its group; nobody else changes it before the transaction ends. */
export function lockHeld(tx: Tx, photoId: string): Promise<HeldPhoto | undefined> {
  return lockRows(
    tx.sql,
    tx.sql.selectFrom('photos').select(heldColumns).where('id', '=', photoId),
  ).executeTakeFirst();
}

/** Photos that any of the sources holds, in the order of their ids, locked. */
export async function lockHeldBy(tx: Tx, sources: readonly string[], limit: number): Promise<HeldPhoto[]> {
  if (sources.length === 0) return [];
  const holds = await tx.sql
    .selectFrom('photo_holds')
    .select('photo_id')
    .where('source', 'in', sources)
    .limit(limit)
    .execute();
  if (holds.length === 0) return [];
  const ids = holds.map(({ photo_id }) => photo_id);
  const photos = tx.sql.selectFrom('photos').select(heldColumns).where('id', 'in', ids).orderBy('id');
  return lockRows(tx.sql, photos).execute();
}

/** Answers false when the source holds it already. */
export async function insertHold(tx: Tx, row: PhotoHoldsTable): Promise<boolean> {
  return (await insertIgnoring(tx.sql, 'photo_holds', row)) === 1;
}

export async function deleteHolds(tx: Tx, photoId: string, sources: readonly string[]): Promise<void> {
  await tx.sql
    .deleteFrom('photo_holds')
    .where('photo_id', '=', photoId)
    .where('source', 'in', sources)
    .execute();
}

/** Sets the photo's level to the highest of its holds, and answers it. */
export async function renewLevel(tx: Tx, photoId: string): Promise<number> {
  const holds = tx.sql.selectFrom('photo_holds').select('level').where('photo_id', '=', photoId);
  const levels = await lockRows(tx.sql, holds).execute();
  const level = Math.max(0, ...levels.map((hold) => hold.level));
  await tx.sql.updateTable('photos').set({ hidden_level: level }).where('id', '=', photoId).execute();
  return level;
}

/** Takes away who asked to hide photos; answers how many these were. */
export async function forgetAsker(tx: Tx, userId: string): Promise<number> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('photo_holds')
    .set({ asker_id: null })
    .where('asker_id', '=', userId)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
