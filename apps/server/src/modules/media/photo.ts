import type { OriginalPart, Photo } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Queryable } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { Authorized } from '../groups/index.ts';
import type { MediaDeps } from './deps.ts';
import { findFile } from './live-photo.ts';
import { maySee, photoAbilities, relationOf } from './policy.ts';
import { presentPhoto, signOriginal } from './present.ts';
import { type NamedPhotoRow, selectPhotosById, updateCaption } from './store-photos.ts';

interface PhotoParams {
  groupId: string;
  photoId: string;
}

/** The photo, if it exists for the caller; else throws `not-found`. */
async function find(
  deps: MediaDeps,
  db: Queryable,
  actor: Actor,
  { groupId, photoId }: PhotoParams,
): Promise<{ proof: Authorized<'group', 'viewer'>; row: NamedPhotoRow }> {
  const proof = await deps.groups.authorise(actor, groupId, 'viewer', db);
  const [row] = await selectPhotosById(db, proof, [photoId]);
  if (!row || !maySee(proof, row)) throw new AppError('not-found');
  return { proof, row };
}

export async function getPhoto(deps: MediaDeps, actor: Actor, params: PhotoParams): Promise<Photo> {
  const { proof, row } = await find(deps, deps.database, actor, params);
  return presentPhoto(deps, proof, row);
}

/** A signed address to save a file: as it was uploaded, or for others than its uploader without the place. */
export async function getOriginal(
  deps: MediaDeps,
  actor: Actor,
  { part, ...params }: PhotoParams & { part?: OriginalPart | undefined },
): Promise<{ url: string; name: string; size: number; sha256: string; expiresAt: string }> {
  const { proof, row } = await find(deps, deps.database, actor, params);
  const asked = findFile(relationOf(proof, row), row, part);
  if (!asked) throw new AppError('not-found');
  const { file, which } = asked;
  if (which === 'not-ready') throw new AppError('photo-not-ready');
  if (which === 'withheld') throw new AppError('original-withheld');
  if (which === 'taken-down') throw new AppError('taken-down');
  // The copy is made in place, so it is as long as what it was made of.
  const sha256 = (which === 'shared' && file.shared_sha256) || file.sha256;
  return { ...signOriginal(deps, file, which), name: file.file_name, size: file.size, sha256 };
}

/** Changes the caption; throws `forbidden` to those who may see the photo but not edit it. */
export async function updatePhoto(
  deps: MediaDeps,
  actor: Actor,
  { caption, ...params }: PhotoParams & { caption: string },
): Promise<Photo> {
  return deps.database.transaction(async (tx) => {
    const { proof, row } = await find(deps, tx, actor, params);
    if (!photoAbilities(relationOf(proof, row), row).edit) throw new AppError('forbidden');
    if (row.caption !== caption) {
      await updateCaption(tx, row.id, caption);
      const { groupId, photoId: subjectId } = params;
      await deps.audit.record(tx, { action: 'photo.edited', by: actor, groupId, subjectId });
    }
    return presentPhoto(deps, proof, { ...row, caption });
  });
}
