import type { AuditAction } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { Authorized } from '../groups/index.ts';
import { ownClaim } from './claim.ts';
import type { MediaDeps } from './deps.ts';
import { hideLevels, isHeld, mayKnow, maySee, mayTrash } from './policy.ts';
import { purge } from './purge.ts';
import {
  lockLivePhoto,
  lockPhotos,
  moveToTrash,
  type PhotoRow,
  takeFromTrash,
  type ViewedPhotoRow,
} from './store-photos.ts';

interface PhotoIdsInput {
  groupId: string;
  photoIds: readonly string[];
}

/**
 * The photos, locked, in the order asked for. Throws `not-found` unless all exist for the caller, then `forbidden` unless
 * the caller may trash them all.
 */
async function lockAll(
  deps: MediaDeps,
  tx: Tx,
  actor: Actor,
  { groupId, photoIds }: PhotoIdsInput,
): Promise<{ proof: Authorized<'group', 'viewer'>; rows: ViewedPhotoRow[] }> {
  const proof = await deps.groups.authorise(actor, groupId, 'viewer', tx);
  const ids = [...new Set(photoIds)];
  const found = new Map((await lockPhotos(tx, proof, ids)).map((row) => [row.id, row]));
  const rows = ids.flatMap((id) => found.get(id) ?? []);
  if (rows.length < ids.length || !rows.every((row) => maySee(proof, row))) throw new AppError('not-found');
  if (!rows.every((row) => mayTrash(proof, row))) throw new AppError('forbidden');
  return { proof, rows };
}

async function recordAll(
  { audit }: MediaDeps,
  tx: Tx,
  action: AuditAction,
  by: Actor,
  rows: readonly PhotoRow[],
): Promise<void> {
  for (const { id: subjectId, group_id: groupId } of rows)
    await audit.record(tx, { action, by, groupId, subjectId });
}

/** Puts all or none in the trash; those that are there stay as they are. Answers the ids. */
export async function trashPhotos(deps: MediaDeps, actor: Actor, input: PhotoIdsInput): Promise<string[]> {
  return deps.database.transaction(async (tx) => {
    const { rows } = await lockAll(deps, tx, actor, input);
    const live = rows.filter((row) => row.trashed_at === null);
    if (live.length > 0) {
      const ids = live.map(({ id }) => id);
      await moveToTrash(tx, ids, { userId: actor.userId, at: deps.clock() });
      await deps.groups.countPhotos(tx, input.groupId, -countShown(live));
      await recordAll(deps, tx, 'photo.trashed', actor, live);
    }
    return rows.map(({ id }) => id);
  });
}

/** Of photos outside the trash, how many a group counts as its own. */
const countShown = (rows: readonly Pick<PhotoRow, 'hidden_level'>[]): number =>
  rows.filter(({ hidden_level }) => hidden_level === hideLevels.shown).length;

/** Answers false when a live photo of the same bytes has taken its place, unless the caller may not know of that. */
async function takeOut(tx: Tx, proof: Authorized<'group', 'viewer'>, row: PhotoRow): Promise<boolean> {
  if (await takeFromTrash(tx, row)) return true;
  const there = await lockLivePhoto(tx, proof, row.claim_sha256 ?? row.sha256);
  if (!there || mayKnow(proof, there)) return false;
  return takeFromTrash(tx, { ...row, claim_sha256: ownClaim(row.sha256, row.uploader_id) });
}

/**
 * Takes photos out of the trash; answers the ids of those that are outside it now. Throws `photo-held` where a decision
 * put one there.
 */
export async function restorePhotos(deps: MediaDeps, actor: Actor, input: PhotoIdsInput): Promise<string[]> {
  return deps.database.transaction(async (tx) => {
    const { proof, rows } = await lockAll(deps, tx, actor, input);
    if (rows.some((row) => row.trashed_at !== null && isHeld(row))) throw new AppError('photo-held');
    const restored: PhotoRow[] = [];
    for (const row of rows) {
      if (row.trashed_at !== null && (await takeOut(tx, proof, row))) restored.push(row);
    }
    if (restored.length > 0) await deps.groups.countPhotos(tx, input.groupId, countShown(restored));
    await recordAll(deps, tx, 'photo.restored', actor, restored);
    return rows.filter((row) => row.trashed_at === null || restored.includes(row)).map(({ id }) => id);
  });
}

/** Deletes photos in the trash for good; throws `not-found` where one is not there. Answers the ids. */
export async function purgePhotos(deps: MediaDeps, actor: Actor, input: PhotoIdsInput): Promise<string[]> {
  return deps.database.transaction(async (tx) => {
    const { rows } = await lockAll(deps, tx, actor, input);
    if (rows.some((row) => row.trashed_at === null)) throw new AppError('not-found');
    await purge(deps, tx, rows);
    await recordAll(deps, tx, 'photo.purged', actor, rows);
    return rows.map(({ id }) => id);
  });
}
