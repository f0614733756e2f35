import type { MediaKind } from '@wmory/contract';
import { prepare, type Queryable, readAlong, seeksByTuple, stands } from '../../db/index.ts';
import type { Position } from './cursor.ts';
import { hideLevels, type Sight } from './policy.ts';
import { type PhotoRow, selectPhotos } from './store-photos.ts';
import { barredFor, type Looker, ownedBy, seenBy, unbarredFor } from './store-visibility.ts';

type Photos = ReturnType<typeof selectPhotos>;

/** Which of a group's photos a feed is of, besides what its viewer sees. */
export interface FeedFilter {
  /** Whose photos alone. */
  uploaderId: string | null;
  /** Stills or videos alone. */
  kind: MediaKind | null;
  /** From when on, as the feed is ordered. */
  from: number | null;
  /** Before when, as the feed is ordered. */
  until: number | null;
  /** Without what the viewer added. */
  othersOnly: boolean;
}

export interface FeedPage {
  groupId: string;
  order: 'taken' | 'added';
  filter: FeedFilter;
  /** Where to go on; null: where the feed begins. */
  after: Position | null;
  /** `newer`: from there up, the oldest first. */
  toward: 'older' | 'newer';
  limit: number;
  viewer: Looker;
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
/** The same of one kind, so that the few of a large group are found without walking the others. */
const kindIndexes = { taken: 'photos_by_kind_taken', added: 'photos_by_kind_added' } as const;
const columns = { taken: 'photos.taken_at', added: 'photos.added_at' } as const;

/** A page of a group's photos outside the trash, newest first unless it goes up. */
export function feedQuery(db: Queryable, page: FeedPage) {
  const { groupId, order, filter, after, toward, limit, viewer, sight } = page;
  const { uploaderId, kind, from, until, othersOnly } = filter;
  const column = columns[order];
  const [time = 0] = after?.sort ?? [];
  const [behind, direction] = toward === 'older' ? (['<', 'desc'] as const) : (['>', 'asc'] as const);
  const byOwner = sight === 'own' || uploaderId !== null;
  const along = kind === null ? indexes[order] : kindIndexes[order];
  return db.sql
    .selectFrom(readAlong(db.sql, 'photos', byOwner ? 'photos_by_owner' : along))
    .select((select) => ['photos.id', select.ref(column).as('at'), 'photos.revision'])
    .where('photos.group_id', '=', groupId)
    .where('photos.trashed_at', 'is', null)
    .$if(kind !== null, (all) => all.where('photos.kind', '=', kind ?? 'image'))
    .$if(uploaderId !== null, (all) => all.where(ownedBy(uploaderId ?? '')))
    .$if(sight === 'own', (all) => all.where(ownedBy(viewer.userId)))
    .$if(sight === 'shown', (all) => all.where(seenBy(viewer.userId)))
    .$if(sight !== 'own' && viewer.hasBlocks, (all) => all.where(unbarredFor(viewer)))
    .$if(othersOnly, (all) => all.where('photos.uploader_id', '!=', viewer.userId))
    .$if(from !== null, (all) => all.where(column, '>=', from ?? 0))
    .$if(until !== null, (all) => all.where(column, '<', until ?? 0))
    .$if(after !== null, (all) =>
      all
        .$if(!seeksByTuple(db.sql), (seek) => seek.where(column, `${behind}=`, time))
        .where(({ eb, refTuple, tuple }) =>
          eb(refTuple(column, 'photos.id'), behind, tuple(time, after?.id ?? '')),
        ),
    )
    .orderBy(column, direction)
    .orderBy('photos.id', direction)
    .limit(limit);
}

type PageQuery = ReturnType<typeof prepareFeed>;

/** What a query's text depends on. */
interface FeedShape extends Pick<FeedPage, 'order' | 'toward' | 'sight'> {
  kind: MediaKind | null;
  hasBlocks: boolean;
  goesOn: boolean;
  othersOnly: boolean;
  /** Which of these there are. */
  uploaderId: boolean;
  from: boolean;
  until: boolean;
}

interface FeedValues extends Record<string, string | number> {
  groupId: string;
  userId: string;
  limit: number;
  time: number;
  id: string;
  uploaderId: string;
  from: number;
  until: number;
}

const prepareFeed = ({ order, toward, sight, kind, hasBlocks, goesOn, othersOnly, ...has }: FeedShape) =>
  prepare((db, values: FeedValues) => {
    const { groupId, userId, limit, time, id } = values;
    const after = goesOn ? { sort: [time], id } : null;
    const filter = {
      uploaderId: has.uploaderId ? values.uploaderId : null,
      kind,
      from: has.from ? values.from : null,
      until: has.until ? values.until : null,
      othersOnly,
    };
    const viewer = { userId, hasBlocks };
    return feedQuery(db, { groupId, order, filter, after, toward, limit, viewer, sight });
  });

const prepared = new Map<string, PageQuery>();

export function selectFeed(db: Queryable, page: FeedPage): Promise<FeedPlace[]> {
  const { groupId, order, filter, after, toward, limit, viewer, sight } = page;
  const { userId, hasBlocks } = viewer;
  const { uploaderId, kind, from, until, othersOnly } = filter;
  const shape = {
    ...{ order, toward, sight, kind, hasBlocks, goesOn: after !== null, othersOnly },
    ...{ uploaderId: uploaderId !== null, from: from !== null, until: until !== null },
  };
  const name = Object.values(shape).join(' ');
  const query = prepared.get(name) ?? prepareFeed(shape);
  prepared.set(name, query);
  return query(db, {
    ...{ groupId, userId, limit, time: after?.sort[0] ?? 0, id: after?.id ?? '' },
    ...{ uploaderId: uploaderId ?? '', from: from ?? 0, until: until ?? 0 },
  });
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
  viewer: Looker;
  /** Whether they see everybody's. */
  moderates: boolean;
}

/** A group's trash, the latest first and within one moment as in the feed. */
export function trashQuery(db: Queryable, page: TrashPage): Photos {
  const { groupId, after, limit, viewer, moderates } = page;
  const query = selectPhotos(db, viewer, 'photos_by_taken')
    .where('photos.group_id', '=', groupId)
    .where('photos.trashed_at', 'is not', null)
    .$if(!moderates, (all) => all.where(ownedBy(viewer.userId)))
    .$if(moderates && viewer.hasBlocks, (all) => all.where(unbarredFor(viewer)));
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
 * Of each group that has one, the photo that its feed begins with for who looks, among those that can be shown.
 *
 * @param whose anybody's, or the looker's own
 */
export async function selectNewest(
  db: Queryable,
  groupIds: readonly string[],
  looker: Looker,
  whose: 'all' | 'own',
): Promise<{ groupId: string; photoId: string }[]> {
  if (groupIds.length === 0) return [];
  const rows = await db.sql
    .selectFrom('groups')
    .select((select) => [
      'groups.id as groupId',
      select
        .selectFrom(readAlong(db.sql, 'photos', whose === 'own' ? 'photos_by_owner' : 'photos_by_taken'))
        .select('photos.id')
        .whereRef('photos.group_id', '=', 'groups.id')
        .where('photos.trashed_at', 'is', null)
        .where('photos.state', '=', 'ready')
        .where('photos.hidden_level', '=', hideLevels.shown)
        .$if(whose === 'own', (all) => all.where(ownedBy(looker.userId)))
        .$if(whose === 'all' && looker.hasBlocks, (all) => all.where(unbarredFor(looker)))
        .orderBy('photos.taken_at', 'desc')
        .orderBy('photos.id', 'desc')
        .limit(1)
        .as('photoId'),
    ])
    .where('groups.id', 'in', groupIds)
    .execute();
  return rows.flatMap(({ groupId, photoId }) => (photoId === null ? [] : [{ groupId, photoId }]));
}

/** Those of the photos that can be shown, with whether a block keeps them from who looks (1), else 0. */
export async function selectShown(
  db: Queryable,
  photoIds: readonly string[],
  looker: Looker,
): Promise<(PhotoRow & { barred: number })[]> {
  if (photoIds.length === 0) return [];
  return db.sql
    .selectFrom('photos')
    .selectAll('photos')
    .select(barredFor(looker).as('barred'))
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

/** Those whom the user blocks, and who block them. */
export async function selectOpposites(db: Queryable, userId: string): Promise<string[]> {
  const blocked = db.sql
    .selectFrom('person_blocks')
    .select('blocked_id as id')
    .where('blocker_id', '=', userId)
    .where(stands());
  const blockers = db.sql
    .selectFrom('person_blocks')
    .select('blocker_id as id')
    .where('blocked_id', '=', userId)
    .where(stands());
  const rows = [...(await blocked.execute()), ...(await blockers.execute())];
  return [...new Set(rows.map(({ id }) => id))];
}

/** Of what groups count as their own, how much of each person's a block keeps from the user, where there is any. */
export async function countBarred(
  db: Queryable,
  groupIds: readonly string[],
  userId: string,
): Promise<{ groupId: string; count: number }[]> {
  const people = await selectOpposites(db, userId);
  if (groupIds.length === 0 || people.length === 0) return [];
  const rows = await db.sql
    .selectFrom(readAlong(db.sql, 'photos', 'photos_by_owner'))
    .select(['group_id as groupId', (select) => select.fn.countAll<number>().as('count')])
    .where('uploader_id', 'in', people)
    .where('group_id', 'in', groupIds)
    .where('trashed_at', 'is', null)
    .where('hidden_level', '=', hideLevels.shown)
    .where(barredFor({ userId, hasBlocks: true }), '=', 1)
    // By person as well, so that SQLite goes by their photos rather than by all of the group's.
    .groupBy(['uploader_id', 'group_id'])
    .execute();
  return rows.map(({ groupId, count }) => ({ groupId, count: Number(count) }));
}
