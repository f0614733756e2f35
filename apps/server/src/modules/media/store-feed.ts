import { type Queryable, seeksByTuple } from '../../db/index.ts';
import type { Position } from './cursor.ts';
import type { Sight } from './policy.ts';
import { ownedBy, type PhotoRow, seenBy, selectPhotos } from './store-photos.ts';

type Photos = ReturnType<typeof selectPhotos>;

export interface FeedPage {
  groupId: string;
  order: 'taken' | 'added';
  after: Position | null;
  limit: number;
  /** Who looks, and at what besides their own. */
  userId: string;
  sight: Sight;
}

const indexes = { taken: 'photos_by_taken', added: 'photos_by_added' } as const;

/** A group's photos outside the trash, newest first. */
export function feedQuery(db: Queryable, { groupId, order, after, limit, userId, sight }: FeedPage): Photos {
  const query = selectPhotos(db, sight === 'own' ? 'photos_by_owner' : indexes[order])
    .where('photos.group_id', '=', groupId)
    .where('photos.trashed_at', 'is', null)
    .$if(sight !== 'all', (all) => all.where(seenBy({ userId, sight: sight === 'own' ? 'own' : 'shown' })));
  const column = order === 'taken' ? 'photos.taken_at' : 'photos.added_at';
  const [time = 0] = after?.sort ?? [];
  return query
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

export interface TrashPage {
  groupId: string;
  after: Position | null;
  limit: number;
  /** Whose photos; null: everybody's. */
  of: string | null;
}

/** A group's trash, the latest first and within one moment as in the feed. */
export function trashQuery(db: Queryable, { groupId, after, limit, of }: TrashPage): Photos {
  const query = selectPhotos(db, 'photos_by_taken')
    .where('photos.group_id', '=', groupId)
    .where('photos.trashed_at', 'is not', null)
    .$if(of !== null, (all) => all.where(ownedBy(of ?? '')));
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
    .execute();
}

/** How many photos outside the trash the user has in each of the groups where there are any. */
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
    .where(ownedBy(userId))
    .groupBy('group_id')
    .execute();
  return rows.map(({ groupId, count }) => ({ groupId, count: Number(count) }));
}
