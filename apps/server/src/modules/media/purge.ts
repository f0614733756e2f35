import type { Tx } from '../../db/index.ts';
import type { MediaDeps } from './deps.ts';
import { derivedKeys, originalKey } from './keys.ts';
import { JOB_URL_LIFE } from './policy.ts';
import { oweDeletions } from './store-objects.ts';
import { deletePhotos, type PhotoRow } from './store-photos.ts';

/** Deletes photos' rows and owes the deletion of their objects; counting and recording are the caller's. */
export async function purge(
  { clock }: Pick<MediaDeps, 'clock'>,
  tx: Tx,
  rows: readonly PhotoRow[],
): Promise<void> {
  const now = clock();
  const settled = rows.filter(({ state }) => state !== 'processing');
  // A job that runs may still put variants there, until its URLs end.
  const processing = rows.filter(({ state }) => state === 'processing');
  await deletePhotos(
    tx,
    rows.map(({ id }) => id),
  );
  await oweDeletions(tx, [...rows.map(originalKey), ...settled.flatMap(derivedKeys)], now);
  await oweDeletions(tx, processing.flatMap(derivedKeys), now + JOB_URL_LIFE);
}
