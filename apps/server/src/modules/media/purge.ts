import type { Tx } from '../../db/index.ts';
import type { MediaDeps } from './deps.ts';
import { derivedKeys, originalKey } from './keys.ts';
import { dropMotions } from './motions.ts';
import { hideLevels, JOB_URL_LIFE } from './policy.ts';
import { oweDeletions } from './store-objects.ts';
import { deletePhotos, type PhotoRow } from './store-photos.ts';

/**
 * Deletes photos' rows, with their films, and owes the deletion of their objects; counting and recording are the caller's.
 *
 * @param cause of the deletion of an account, if that waits for it
 */
export async function purge(
  { clock }: Pick<MediaDeps, 'clock'>,
  tx: Tx,
  rows: readonly PhotoRow[],
  cause: string | null = null,
): Promise<void> {
  const now = clock();
  const settled = rows.filter(({ state }) => state !== 'processing');
  // A job that runs may still put variants there, until its URLs end.
  const processing = rows.filter(({ state }) => state === 'processing');
  await dropMotions({ clock }, tx, rows, cause);
  await deletePhotos(
    tx,
    rows.map(({ id }) => id),
  );
  await oweDeletions(tx, [...rows.map(originalKey), ...settled.flatMap(derivedKeys)], now, cause);
  await oweDeletions(tx, processing.flatMap(derivedKeys), now + JOB_URL_LIFE, cause);
}

/** As `purge`, of photos that the server itself takes away, in and outside the trash: counted and recorded. */
export async function purgeCounted(
  deps: Pick<MediaDeps, 'clock' | 'audit'> & { groups: Pick<MediaDeps['groups'], 'countPhotos'> },
  tx: Tx,
  rows: readonly PhotoRow[],
  cause: string | null = null,
): Promise<void> {
  if (rows.length > 0) await purge(deps, tx, rows, cause);
  const counted = rows.filter(
    ({ trashed_at, hidden_level }) => trashed_at === null && hidden_level === hideLevels.shown,
  );
  for (const [groupId, gone] of Map.groupBy(counted, ({ group_id }) => group_id))
    await deps.groups.countPhotos(tx, groupId, -gone.length);
  for (const { id: subjectId, group_id: groupId } of rows)
    await deps.audit.record(tx, { action: 'photo.purged', by: null, groupId, subjectId });
}
