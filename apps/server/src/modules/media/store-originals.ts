import { lockRows, type Tx } from '../../db/index.ts';
import type { PhotoRow } from './store-photos.ts';

/** Photos that were given for good before the moment and may have an original that nobody gets; one batch. */
export function lockGivenForGood(tx: Tx, before: number, limit: number): Promise<PhotoRow[]> {
  const rows = tx.sql
    .selectFrom('photos')
    .selectAll()
    .where('original_until', '<=', before)
    // Of others it is not known yet whether they tell a place, or their films do.
    .where('state', '=', 'ready')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('motions')
            .select('motions.id')
            .whereRef('motions.id', '=', 'photos.pairing_id')
            .where('motions.state', '=', 'processing'),
        ),
      ),
    )
    .limit(limit);
  return lockRows(tx.sql, rows).execute();
}

/** Says where the photo's file is from now on. */
export async function settleOriginal(tx: Tx, photoId: string, storageKey: string): Promise<void> {
  await tx.sql
    .updateTable('photos')
    .set({ storage_key: storageKey, original_until: null })
    .where('id', '=', photoId)
    .execute();
}
