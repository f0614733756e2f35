import type { FeedMonth, MediaKind, Photo } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import type { Presented } from '../../presented.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { MediaDeps } from './deps.ts';
import { mayModerate, maySee, sightOf } from './policy.ts';
import { presentPhoto } from './present.ts';
import type { FeedOfPhotos, PageEnds, RenderedPages } from './rendered-pages.ts';
import { countDays } from './store-counts.ts';
import {
  type FeedFilter,
  type FeedPlace,
  selectFeed,
  selectUploaderNames,
  trashQuery,
} from './store-feed.ts';
import { selectPhotosById } from './store-photos.ts';

/** The id before all others. */
const LOWEST = '00000000-0000-0000-0000-000000000000';

/** What of a group's feed is asked for, as the contract has it. */
interface FeedQuery {
  groupId: string;
  order: 'taken' | 'added';
  uploaderId?: string | undefined;
  kind?: MediaKind | undefined;
  after?: string | undefined;
  before?: string | undefined;
  since?: string | undefined;
  cursor?: string | undefined;
  toward?: 'older' | 'newer' | undefined;
  limit: number;
}

function filterOf({ uploaderId, kind, after, before, since }: FeedQuery): FeedFilter {
  const froms = [after && Date.parse(after), since && Date.parse(since) + 1].filter(Number.isSafeInteger);
  return {
    uploaderId: uploaderId ?? null,
    kind: kind ?? null,
    from: froms.length > 0 ? Math.max(...(froms as number[])) : null,
    until: before === undefined ? null : Date.parse(before),
    othersOnly: since !== undefined,
  };
}

/** Where a page goes on; below and above what was asked for from a place on, there may be more. */
function endsOf(
  { order, cursor, before, toward = 'older' }: FeedQuery,
  shown: readonly FeedPlace[],
  more: boolean,
): PageEnds {
  const at = (place: FeedPlace) => encodeCursor(order, { sort: [place.at], id: place.id });
  const [first, last] = [shown[0], shown.at(-1)];
  const start = before === undefined ? null : encodeCursor(order, { sort: [Date.parse(before)], id: LOWEST });
  const here = cursor ?? start;
  if (toward === 'newer')
    return { nextCursor: last ? at(last) : here, newerCursor: more && first ? at(first) : null };
  return {
    nextCursor: more && last ? at(last) : null,
    newerCursor: here === null || !first ? here : at(first),
  };
}

/** The group's photos outside the trash, newest first by capture or by upload. */
export async function listPhotos(
  deps: MediaDeps & { rendered: RenderedPages },
  actor: Actor,
  input: FeedQuery,
): Promise<Presented<FeedOfPhotos>> {
  const { groupId, order, cursor, toward = 'older', limit } = input;
  const proof = await deps.groups.authorise(actor, groupId, 'viewer');
  const after = cursor === undefined ? null : decodeCursor(order, cursor, 1);
  const filter = filterOf(input);
  // One more than the page holds tells whether there are more.
  const places = await selectFeed(deps.database, {
    groupId,
    order,
    filter,
    after,
    toward,
    viewer: proof,
    sight: sightOf(proof),
    limit: limit + 1,
  });
  const shown = toward === 'older' ? places.slice(0, limit) : places.slice(0, limit).reverse();
  const ends = endsOf(input, shown, places.length > limit);
  return deps.rendered.show(proof, shown, ends, {
    photos: async (ids) => {
      const rows = await selectPhotosById(deps.database, proof, ids);
      // Something may have happened to it since the page was read.
      return rows.filter((row) => row.trashed_at === null && maySee(proof, row));
    },
    names: (ids) => selectUploaderNames(deps.database, ids),
  });
}

/** How many photos of each month, of UTC, the feed holds for who asks, the latest first. */
export async function listMonths(
  deps: MediaDeps,
  actor: Actor,
  { groupId, order, uploaderId, kind }: Pick<FeedQuery, 'groupId' | 'order' | 'uploaderId' | 'kind'>,
): Promise<FeedMonth[]> {
  const proof = await deps.groups.authorise(actor, groupId, 'viewer');
  const days = await countDays(deps.database, {
    groupId,
    order,
    uploaderId: uploaderId ?? null,
    kind: kind ?? null,
    viewer: proof,
    sight: sightOf(proof),
  });
  const months = new Map<string, number>();
  for (const { day, count } of days) {
    const month = toMoment(day).slice(0, 'yyyy-mm'.length);
    months.set(month, (months.get(month) ?? 0) + count);
  }
  return [...months].map(([month, count]) => ({ month, count })).sort((a, b) => (a.month < b.month ? 1 : -1));
}

interface PageOfPhotos {
  photos: Photo[];
  nextCursor: string | null;
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
    viewer: proof,
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
