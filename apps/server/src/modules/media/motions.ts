import type { Tx } from '../../db/index.ts';
import type { MayUpload } from '../groups/index.ts';
import type { MediaDeps } from './deps.ts';
import { giveUp } from './end-uploads.ts';
import { originalKey, sharedKey } from './keys.ts';
import { JOB_URL_LIFE, mayPair } from './policy.ts';
import { deleteMotions, insertMotion, lockMotionsOf } from './store-motions.ts';
import { oweDeletions } from './store-objects.ts';
import { lockPhoto, type PhotoRow } from './store-photos.ts';
import { endUpload, type UploadRow } from './store-uploads.ts';

/**
 * Makes the file, which is at its place, the film of its photo. Answers false where it is not: the photo takes none, has the
 * same one, or the upload has ended already.
 */
export async function addMotion(
  deps: MediaDeps,
  tx: Tx,
  proof: MayUpload,
  upload: UploadRow,
  motionId: string,
): Promise<boolean> {
  const now = deps.clock();
  const photo = await lockPhoto(tx, upload.motion_of ?? '');
  if (photo?.group_id !== proof.groupId || !mayPair(proof, photo)) return refuse(deps, tx, upload);
  const [motion] = await lockMotionsOf(tx, [photo]);
  if (motion && motion.sha256 !== upload.sha256) return refuse(deps, tx, upload);
  const state = motion ? 'duplicate' : 'verified';
  if (!(await endUpload(tx, upload.id, { state, photo_id: photo.id, ended_at: now }))) return false;
  if (motion) {
    await deps.quota.release(tx, upload.id);
    return false;
  }
  if (!(await deps.quota.charge(tx, upload.id))) throw new Error('an open upload had no open reservation');
  const { sha256, size, mime_type, file_name } = upload;
  await insertMotion(tx, {
    ...{ id: motionId, photo_id: photo.id, group_id: photo.group_id, sha256, size, mime_type, file_name },
    storage_key: originalKey({ group_id: photo.group_id, id: motionId }),
    ...{ state: 'processing', tells_place: 0, shared_sha256: null },
    ...{ job_id: null, attempt: 0, created_at: now, due_at: now },
  });
  return true;
}

async function refuse(deps: MediaDeps, tx: Tx, upload: UploadRow): Promise<false> {
  await giveUp(deps, tx, upload, { state: 'failed', problem: 'motion-refused' });
  return false;
}

/**
 * Deletes the films of photos and owes the deletion of their objects.
 *
 * @param cause of the deletion of an account, if that waits for it
 */
export async function dropMotions(
  { clock }: Pick<MediaDeps, 'clock'>,
  tx: Tx,
  photos: readonly PhotoRow[],
  cause: string | null,
): Promise<void> {
  const motions = await lockMotionsOf(tx, photos);
  const now = clock();
  await deleteMotions(
    tx,
    motions.map(({ id }) => id),
  );
  await oweDeletions(tx, motions.map(originalKey), now, cause);
  for (const motion of motions) {
    // A job that runs may still put the copy there, until its URLs end.
    const dueAt = motion.state === 'processing' ? now + JOB_URL_LIFE : now;
    await oweDeletions(tx, [sharedKey(motion)], dueAt, cause);
  }
}
