import { prepare, type Queryable, readAlong, seeksByTuple } from '../../db/index.ts';
import type { Position } from './cursor.ts';
import { hideLevels, type Sight } from './policy.ts';
import { type PhotoRow, selectPhotos } from './store-photos.ts';
import { ownedBy, seenBy } from './store-visibility.ts';

type Photos = ReturnType<typeof selectPhotos>;

export interface FeedPage {
  groupId: string;
  order: 'taken' | 'added';
  after: Position | null;
  limit: number;
  viewerId: string;
  /** What they see besides their own. */
  sight: Sight;
}

/** A place in the feed: which photo is there, and in which revision. */
export interface FeedPlace {
  id: string;
  /** When it was taken or added, as the feed is ordered. */
  at: number;
  revision: number;
}

const indexes = { taken: 'photos_by_taken', added: 'photos_by_added' } as const;
const columns = { taken: 'photos.taken_at', added: 'photos.added_at' } as const;

/** A page of a group's photos outside the trash, newest first. */
export function feedQuery(db: Queryable, page: FeedPage) {
  const { groupId, order, after, limit, viewerId, sight } = page;
  const column = columns[order];
  const [time = 0] = after?.sort ?? [];
  return db.sql
    .selectFrom(readAlong(db.sql, 'photos', sight === 'own' ? 'photos_by_owner' : indexes[order]))
    .select((select) => ['photos.id', select.ref(column).as('at'), 'photos.revision'])
    .where('photos.group_id', '=', groupId)
    .where('photos.trashed_at', 'is', null)
    .$if(sight === 'own', (all) => all.where(ownedBy(viewerId)))
    .$if(sight === 'shown', (all) => all.where(seenBy(viewerId)))
    .$if(after !== null, (all) =>
      all
        .$if(!seeksByTuple(db.sql), (seek) => seek.where(column, '<=', time))
        .where(({ eb, refTuple, tuple }) =>
          eb(refTuple(column, 'photos.id'), '<', tuple(time, after?.id ?? '')),
        ),
    )
    .orderBy(column, 'desc')
    .orderBy('photos.id', 'desc')
    .limit(limit);
}

type PageQuery = ReturnType<typeof prepareFeed>;

const prepareFeed = (order: FeedPage['order'], sight: Sight, goesOn: boolean) =>
  prepare((db, values: { groupId: string; viewerId: string; limit: number; time: number; id: string }) => {
    const { groupId, viewerId, limit, time, id } = values;
    const after = goesOn ? { sort: [time], id } : null;
    return feedQuery(db, { groupId, order, after, limit, viewerId, sight });
  });

const prepared = new Map<string, PageQuery>();

export function selectFeed(db: Queryable, page: FeedPage): Promise<FeedPlace[]> {
  const { groupId, order, after, limit, viewerId, sight } = page;
  const shape = `${order} ${sight} ${after !== null}`;
  const query = prepared.get(shape) ?? prepareFeed(order, sight, after !== null);
  prepared.set(shape, query);
  return query(db, { groupId, viewerId, limit, time: after?.sort[0] ?? 0, id: after?.id ?? '' });
}

const prepareNames = (count: number) =>
  prepare((db, ids: Record<number, string>) =>
    db.sql
      .selectFrom('users')
      .select(['id', 'name'])
      .where(
        'id',
        'in',
        Array.from({ length: count }, (_, index) => ids[index] ?? ''),
      ),
  );
/** By how many are asked for. */
const preparedNames = new Map<number, ReturnType<typeof prepareNames>>();

/** What uploaders are called now. */
export async function selectUploaderNames(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const query = preparedNames.get(ids.length) ?? prepareNames(ids.length);
  preparedNames.set(ids.length, query);
  const rows = await query(db, { ...ids });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export interface TrashPage {
  groupId: string;
  after: Position | null;
  limit: number;
  viewerId: string;
  /** Whether they see everybody's. */
  moderates: boolean;
}

/** A group's trash, the latest first and within one moment as in the feed. */
export function trashQuery(db: Queryable, page: TrashPage): Photos {
  const { groupId, after, limit, viewerId, moderates } = page;
  const query = selectPhotos(db, viewerId, 'photos_by_taken')
    .where('photos.group_id', '=', groupId)
    .where('photos.trashed_at', 'is not', null)
    .$if(!moderates, (all) => all.where(ownedBy(viewerId)));
  const [trashed = 0, taken = 0] = after?.sort ?? [];
  return query
    .$if(after !== null, (all) =>
      all
        .$if(!seeksByTuple(db.sql), (seek) => seek.where('photos.trashed_at', '<=', trashed))
        .where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple('photos.trashed_at', 'photos.taken_at', 'photos.id'),
            '<',
            tuple(trashed, taken, after?.id ?? ''),
          ),
        ),
    )
    .orderBy('photos.trashed_at', 'desc')
    .orderBy('photos.taken_at', 'desc')
    .orderBy('photos.id', 'desc')
    .limit(limit);
}

/**
 * Of each group that has one, the photo that its feed begins with, among those that can be shown.
 *
 * @param of whose photos; null: anybody's
 */
export async function selectNewest(
  db: Queryable,
  groupIds: readonly string[],
  of: string | null,
): Promise<{ groupId: string; photoId: string }[]> {
  if (groupIds.length === 0) return [];
  const rows = await db.sql
    .selectFrom('groups')
    .select((select) => [
      'groups.id as groupId',
      select
        .selectFrom('photos')
        .select('photos.id')
        .whereRef('photos.group_id', '=', 'groups.id')
        .where('photos.trashed_at', 'is', null)
        .where('photos.state', '=', 'ready')
        .where('photos.hidden_level', '=', hideLevels.shown)
        .$if(of !== null, (all) => all.where(ownedBy(of ?? '')))
        .orderBy('photos.taken_at', 'desc')
        .orderBy('photos.id', 'desc')
        .limit(1)
        .as('photoId'),
    ])
    .where('groups.id', 'in', groupIds)
    .execute();
  return rows.flatMap(({ groupId, photoId }) => (photoId === null ? [] : [{ groupId, photoId }]));
}

/** Those of the photos that can be shown. */
export async function selectShown(db: Queryable, photoIds: readonly string[]): Promise<PhotoRow[]> {
  if (photoIds.length === 0) return [];
  return db.sql
    .selectFrom('photos')
    .selectAll()
    .where('id', 'in', photoIds)
    .where('trashed_at', 'is', null)
    .where('state', '=', 'ready')
    .where('hidden_level', '=', hideLevels.shown)
    .execute();
}

/** How many photos, neither in the trash nor hidden, the user has in each of the groups where there are any. */
export async function countOwn(
  db: Queryable,
  groupIds: readonly string[],
  userId: string,
): Promise<{ groupId: string; count: number }[]> {
  if (groupIds.length === 0) return [];
  const rows = await db.sql
    .selectFrom('photos')
    .select(['group_id as groupId', (select) => select.fn.countAll<number>().as('count')])
    .where('group_id', 'in', groupIds)
    .where('trashed_at', 'is', null)
    .where('hidden_level', '=', hideLevels.shown)
    .where(ownedBy(userId))
    .groupBy('group_id')
    .execute();
  return rows.map(({ groupId, count }) => ({ groupId, count: Number(count) }));
}
