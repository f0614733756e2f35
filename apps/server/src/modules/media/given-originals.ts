import type { Tx } from '../../db/index.ts';
import type { MediaDeps } from './deps.ts';
import { originalKey, sharedKey } from './keys.ts';
import { GIFT_SETTLING } from './policy.ts';
import { lockMotionsOf, placeMotion } from './store-motions.ts';
import { oweDeletions } from './store-objects.ts';
import { lockGivenForGood, settleOriginal } from './store-originals.ts';
import type { PhotoRow } from './store-photos.ts';

const BATCH = 200;

/**
 * Lets the copy without the place take the place of the original, which nobody gets once a photo is given for good. One
 * without such a copy tells no place, or could not be freed of it and is all there is; it stays. Of what is not prepared yet
 * that is not known, and a sweep looks later. So it is with the films of live photos, each together with its photo.
 *
 * @param cause of the deletion of an account, if that waits for it
 */
export async function dropOriginals(
  tx: Tx,
  rows: readonly PhotoRow[],
  now: number,
  cause: string | null = null,
): Promise<void> {
  const motions = await lockMotionsOf(tx, rows);
  const unsettled = new Set(
    motions.flatMap(({ state, photo_id }) => (state === 'processing' ? [photo_id] : [])),
  );
  const ready = rows.filter(({ id, state }) => state === 'ready' && !unsettled.has(id));
  const copied = ready.filter(({ shared_sha256 }) => shared_sha256 !== null);
  for (const row of ready)
    await settleOriginal(tx, row.id, copied.includes(row) ? sharedKey(row) : row.storage_key);
  await oweDeletions(tx, copied.map(originalKey), now, cause);
  const freed = motions.filter(
    ({ photo_id, shared_sha256 }) => shared_sha256 !== null && ready.some(({ id }) => id === photo_id),
  );
  for (const motion of freed) await placeMotion(tx, motion.id, sharedKey(motion));
  await oweDeletions(tx, freed.map(originalKey), now, cause);
}

/** The sweep that drops the originals of what was given and cannot be taken back any more. */
export const dropGivenOriginals = ({
  database,
  clock,
}: Pick<MediaDeps, 'database' | 'clock'>): Promise<number> =>
  database.transaction(async (tx) => {
    const rows = await lockGivenForGood(tx, clock() - GIFT_SETTLING, BATCH);
    await dropOriginals(tx, rows, clock());
    return rows.length;
  });
