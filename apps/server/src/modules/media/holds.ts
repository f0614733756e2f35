import type { Tx } from '../../db/index.ts';
import type { MediaDeps } from './deps.ts';
import { type HideLevel, hideLevels } from './policy.ts';
import { deleteHolds, type HeldPhoto, insertHold, lockHeld, lockHeldBy, renewLevel } from './store-holds.ts';

export type HoldDeps = { clock: MediaDeps['clock']; groups: Pick<MediaDeps['groups'], 'countPhotos'> };

/** Why a photo is hidden: the id of the report, case or decision, how far, and who goes on to see it. */
export interface Hold {
  source: string;
  level: HideLevel;
  askerId?: string;
}

/** Holds released in one transaction, at most. */
const BATCH = 200;

/** A group counts what every member sees. */
async function recount(deps: HoldDeps, tx: Tx, photo: HeldPhoto): Promise<void> {
  const level = await renewLevel(tx, photo.id);
  if (photo.trashed_at !== null) return;
  const change = Number(level === hideLevels.shown) - Number(photo.hidden_level === hideLevels.shown);
  if (change !== 0) await deps.groups.countPhotos(tx, photo.group_id, change);
}

/** Hides a photo that is locked, for one reason more. Answers false when the source holds it already. */
export async function holdPhoto(
  deps: HoldDeps,
  tx: Tx,
  photo: HeldPhoto,
  { source, level, askerId }: Hold,
): Promise<boolean> {
  const hold = { photo_id: photo.id, source, level, asker_id: askerId ?? null, created_at: deps.clock() };
  if (!(await insertHold(tx, hold))) return false;
  await recount(deps, tx, photo);
  return true;
}

/** Hides a photo for one reason more. Answers false when it is gone, or the source holds it already. */
export async function hold(deps: HoldDeps, tx: Tx, photoId: string, reason: Hold): Promise<boolean> {
  const photo = await lockHeld(tx, photoId);
  return photo !== undefined && holdPhoto(deps, tx, photo, reason);
}

/** Takes these reasons from one batch of the photos that they hide; answers how many photos that were. */
export async function release(deps: HoldDeps, tx: Tx, sources: readonly string[]): Promise<number> {
  const photos = await lockHeldBy(tx, sources, BATCH);
  for (const photo of photos) {
    await deleteHolds(tx, photo.id, sources);
    await recount(deps, tx, photo);
  }
  return photos.length;
}
