import type { Tx } from '../../db/index.ts';
import type { Leaving, Tally } from '../accounts/index.ts';
import type { MediaDeps } from './deps.ts';
import { giveUp } from './end-uploads.ts';
import { dropOriginals } from './given-originals.ts';
import { derivedKeys, variantKeys } from './keys.ts';
import { purgeCounted } from './purge.ts';
import { countKeptEvidence, selectPhotosOwed } from './store-evidence.ts';
import { forgetAsker } from './store-holds.ts';
import { lockMotionsOf } from './store-motions.ts';
import { hasDeletionsFor } from './store-objects.ts';
import { forgetTrasher, giveToNobody, lockPhotosOf, type PhotoRow } from './store-photos.ts';
import { selectUploadsOf } from './store-uploads.ts';

type ErasureDeps = Pick<MediaDeps, 'clock' | 'audit' | 'quota'> & {
  groups: Pick<MediaDeps['groups'], 'countPhotos' | 'selectForsaken'>;
};

const BATCH = 200;

/**
 * Purges one batch of the photos of an account that go with it, and gives the others of the batch to their groups. A photo of
 * which evidence is owed waits until that was copied. What its uploader had thrown away, or nobody could see, goes.
 */
export async function erasePhotos(
  deps: ErasureDeps,
  tx: Tx,
  { userId, terms, deletionId }: Leaving,
): Promise<Tally | 'wait' | null> {
  const rows = await lockPhotosOf(tx, userId, BATCH);
  if (rows.length === 0) return null;
  const groupIds = rows.map(({ group_id }) => group_id);
  const forsaken = await deps.groups.selectForsaken(tx, { userId, terms }, groupIds);
  const goes = (row: PhotoRow): boolean =>
    row.given_at === null &&
    (row.leaves_at !== null ||
      row.trashed_at !== null ||
      row.state === 'failed' ||
      forsaken.has(row.group_id));
  const staying = rows.filter((row) => !goes(row));
  const owed = await selectPhotosOwed(tx, idsOf(rows));
  const going = rows.filter((row) => goes(row) && !owed.has(row.id));
  if (staying.length + going.length === 0) return 'wait';
  const evidence = await countKeptEvidence(tx, idsOf(going));
  const films = await lockMotionsOf(tx, going);
  await purgeCounted(deps, tx, going, deletionId);
  await giveToNobody(tx, idsOf(staying), deps.clock());
  await dropOriginals(tx, staying, deps.clock(), deletionId);
  return {
    photos: going.length,
    bytes: [...going, ...films].reduce((sum, { size }) => sum + size, 0),
    objects:
      going.reduce((sum, row) => sum + countObjects(row), 0) +
      films.reduce((sum, { shared_sha256 }) => sum + (shared_sha256 === null ? 1 : 2), 0),
    evidence,
    given: staying.length,
  };
}

const idsOf = (rows: readonly PhotoRow[]): string[] => rows.map(({ id }) => id);

function countObjects(row: PhotoRow): number {
  if (row.state !== 'ready') return 1;
  return 1 + (row.shared_sha256 === null ? variantKeys(row) : derivedKeys(row)).length;
}

/** Gives up one batch of what the account was uploading. */
export async function eraseUploads(
  deps: ErasureDeps,
  tx: Tx,
  { userId, deletionId }: Leaving,
): Promise<Tally | null> {
  const uploads = await selectUploadsOf(tx, userId, BATCH);
  for (const upload of uploads) await giveUp(deps, tx, upload, { state: 'cancelled' }, deletionId);
  return uploads.length > 0 ? { uploads: uploads.length } : null;
}

/** Takes away who threw photos away, and who asked to hide them; they stay where they are. */
export async function eraseDeeds(tx: Tx, { userId }: Leaving): Promise<Tally | null> {
  const count = (await forgetTrasher(tx, userId)) + (await forgetAsker(tx, userId));
  return count > 0 ? {} : null;
}

/** Waits until the store has deleted all that was owed for the account. */
export const awaitObjects = async (tx: Tx, { deletionId }: Leaving): Promise<'wait' | null> =>
  (await hasDeletionsFor(tx, deletionId)) ? 'wait' : null;
