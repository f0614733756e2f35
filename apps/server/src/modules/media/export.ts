import type { ExportedPhoto, ExportedShare } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { MediaDeps } from './deps.ts';
import { isTakenDown } from './policy.ts';
import { type Signing, signOriginal } from './present.ts';
import { selectOwnPhotos, weighOwnPhotos } from './store-own.ts';
import type { PhotoRow } from './store-photos.ts';

/** How much of the actor's there is in each group, in those they have left too. */
export async function exportSummary({ database }: MediaDeps, { userId }: Actor): Promise<ExportedShare[]> {
  const rows = await weighOwnPhotos(database, userId);
  return rows.map(({ group_id, name, photos, bytes }) => ({
    groupId: group_id,
    groupName: name,
    photos,
    bytes,
  }));
}

/** All of the actor's photos, in the trash and in groups they have left too; the oldest first. */
export async function exportPhotos(
  deps: MediaDeps,
  { userId }: Actor,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ photos: ExportedPhoto[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor('own', cursor, 0);
  const rows = await selectOwnPhotos(deps.database, userId, { after: after?.id ?? null, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    photos: shown.map((row) => present(deps, row)),
    nextCursor: last && rows.length > limit ? encodeCursor('own', { sort: [], id: last.id }) : null,
  };
}

const present = (signing: Signing, row: PhotoRow): ExportedPhoto => ({
  id: row.id,
  groupId: row.group_id,
  state: row.state,
  failure: row.failure,
  caption: row.caption,
  fileName: row.file_name,
  mimeType: row.mime_type,
  size: row.size,
  sha256: row.sha256,
  width: row.width,
  height: row.height,
  takenAt: toMoment(row.taken_at),
  takenAtOffset: row.taken_offset,
  addedAt: toMoment(row.added_at),
  trashedAt: row.trashed_at === null ? null : toMoment(row.trashed_at),
  camera: row.camera,
  location:
    row.latitude === null || row.longitude === null
      ? null
      : { latitude: row.latitude, longitude: row.longitude },
  original: isTakenDown(row) ? null : signOriginal(signing, row, 'original'),
});
