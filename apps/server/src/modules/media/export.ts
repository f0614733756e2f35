import type { ExportedPhoto, ExportedShare } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { MediaDeps } from './deps.ts';
import { isTakenDown } from './policy.ts';
import { type Signing, signOriginal } from './present.ts';
import { type MotionRow, selectMotionsOf } from './store-motions.ts';
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

/**
 * All of the actor's photos, in the trash and in groups they have left too; the oldest first. The film of a live photo follows
 * it on the same page, beyond the limit.
 */
export async function exportPhotos(
  deps: MediaDeps,
  { userId }: Actor,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ photos: ExportedPhoto[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor('own', cursor, 0);
  const rows = await selectOwnPhotos(deps.database, userId, { after: after?.id ?? null, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const films = new Map((await selectMotionsOf(deps.database, shown)).map((film) => [film.photo_id, film]));
  return {
    photos: shown.flatMap((row) => {
      const film = films.get(row.id);
      return [present(deps, row), ...(film ? [presentFilm(deps, row, film)] : [])];
    }),
    nextCursor: last && rows.length > limit ? encodeCursor('own', { sort: [], id: last.id }) : null,
  };
}

const present = (signing: Signing, row: PhotoRow): ExportedPhoto => ({
  id: row.id,
  groupId: row.group_id,
  motionOf: null,
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

const presentFilm = (signing: Signing, row: PhotoRow, film: MotionRow): ExportedPhoto => ({
  ...present(signing, row),
  id: film.id,
  motionOf: row.id,
  state: film.state,
  failure: null,
  caption: '',
  fileName: film.file_name,
  mimeType: film.mime_type,
  size: film.size,
  sha256: film.sha256,
  width: null,
  height: null,
  addedAt: toMoment(film.created_at),
  location: null,
  original: isTakenDown(row) ? null : signOriginal(signing, film, 'original'),
});
