import type { Actor } from '../../caller.ts';
import type { Presented } from '../../presented.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { MediaDeps } from './deps.ts';
import { mayModerate, maySee, sightOf } from './policy.ts';
import { presentPhoto } from './present.ts';
import type { PageOfPhotos, RenderedPages } from './rendered-pages.ts';
import { selectFeed, selectUploaderNames, trashQuery } from './store-feed.ts';
import { selectPhotosById } from './store-photos.ts';

/** The group's photos outside the trash, newest first by capture or by upload. */
export async function listPhotos(
  deps: MediaDeps & { rendered: RenderedPages },
  actor: Actor,
  input: { groupId: string; order: 'taken' | 'added'; cursor?: string | undefined; limit: number },
): Promise<Presented<PageOfPhotos>> {
  const { groupId, order, cursor, limit } = input;
  const proof = await deps.groups.authorise(actor, groupId, 'viewer');
  const after = cursor === undefined ? null : decodeCursor(order, cursor, 1);
  // One more than the page holds tells whether there are more.
  const places = await selectFeed(deps.database, {
    groupId,
    order,
    after,
    viewerId: proof.userId,
    sight: sightOf(proof),
    limit: limit + 1,
  });
  const shown = places.slice(0, limit);
  const last = places.length > limit ? shown.at(-1) : undefined;
  const nextCursor = last ? encodeCursor(order, { sort: [last.at], id: last.id }) : null;
  return deps.rendered.show(proof, shown, nextCursor, {
    photos: async (ids) => {
      const rows = await selectPhotosById(deps.database, proof, ids);
      // Something may have happened to it since the page was read.
      return rows.filter((row) => row.trashed_at === null && maySee(proof, row));
    },
    names: (ids) => selectUploaderNames(deps.database, ids),
  });
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
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    photos: shown.map((row) => presentPhoto(deps, proof, row)),
    nextCursor: last
      ? encodeCursor('trash', { sort: [last.trashed_at ?? 0, last.taken_at], id: last.id })
      : null,
  };
}
