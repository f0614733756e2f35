import type { Photo } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Authorized } from '../groups/index.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { MediaDeps } from './deps.ts';
import { mayModerate, sightOf } from './policy.ts';
import { presentPhoto } from './present.ts';
import { feedQuery, trashQuery } from './store-feed.ts';
import type { NamedPhotoRow } from './store-photos.ts';

export interface PageOfPhotos {
  photos: Photo[];
  nextCursor: string | null;
}

/** The group's photos outside the trash, newest first by capture or by upload. */
export async function listPhotos(
  deps: MediaDeps,
  actor: Actor,
  input: { groupId: string; order: 'taken' | 'added'; cursor?: string | undefined; limit: number },
): Promise<PageOfPhotos> {
  const { groupId, order, cursor, limit } = input;
  const proof = await deps.groups.authorise(actor, groupId, 'viewer');
  const after = cursor === undefined ? null : decodeCursor(order, cursor, 1);
  const rows = await feedQuery(deps.database, {
    groupId,
    order,
    after,
    viewerId: proof.userId,
    sight: sightOf(proof),
    limit: limit + 1,
  }).execute();
  return presentPage(deps, proof, rows, limit, (row) =>
    encodeCursor(order, { sort: [order === 'taken' ? row.taken_at : row.added_at], id: row.id }),
  );
}

/** What is in the trash and the caller may restore, the latest first. */
export async function listTrash(
  deps: MediaDeps,
  actor: Actor,
  { groupId, cursor, limit }: { groupId: string; cursor?: string | undefined; limit: number },
): Promise<PageOfPhotos> {
  const proof = await deps.groups.authorise(actor, groupId, 'viewer');
  const after = cursor === undefined ? null : decodeCursor('trash', cursor, 2);
  const rows = await trashQuery(deps.database, {
    groupId,
    after,
    viewerId: proof.userId,
    moderates: mayModerate(proof),
    limit: limit + 1,
  }).execute();
  return presentPage(deps, proof, rows, limit, (row) =>
    encodeCursor('trash', { sort: [row.trashed_at ?? 0, row.taken_at], id: row.id }),
  );
}

/** @param rows one more than the page holds, if there are more */
function presentPage(
  deps: MediaDeps,
  proof: Authorized<'group', 'viewer'>,
  rows: readonly NamedPhotoRow[],
  limit: number,
  cursorOf: (row: NamedPhotoRow) => string,
): PageOfPhotos {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    photos: shown.map((row) => presentPhoto(deps, proof, row)),
    nextCursor: last && rows.length > limit ? cursorOf(last) : null,
  };
}
