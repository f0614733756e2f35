import type { Selectable } from 'kysely';
import {
  barred,
  type GroupExitsTable,
  lockRows,
  type Queryable,
  readAlong,
  type Tx,
} from '../../db/index.ts';
import type { Standing } from './proof.ts';

export type ExitRow = Selectable<GroupExitsTable>;
export type CountedExitRow = ExitRow & { photo_count: number };
export type DepartureRow = CountedExitRow & { name: string };

type Looker = Pick<Standing, 'userId' | 'hasBlocks'>;

const photoOf = { person: 'photos.uploader_id', at: 'photos.added_at', given: 'photos.given_at' };

/** With how many of their photos are in the group and outside the trash, as far as no block keeps them from who looks. */
const counted = (db: Queryable, looker?: Looker) =>
  db.sql
    .selectFrom('group_exits')
    .selectAll('group_exits')
    .select((select) =>
      select
        .selectFrom(readAlong(db.sql, 'photos', 'photos_by_owner'))
        .select((photos) => photos.fn.countAll<number>().as('count'))
        .whereRef('photos.uploader_id', '=', 'group_exits.user_id')
        .whereRef('photos.group_id', '=', 'group_exits.group_id')
        .where('photos.trashed_at', 'is', null)
        .where(({ or, eb, ref }) =>
          or([eb('photos.given_at', 'is', null), eb('photos.given_at', '=', ref('group_exits.left_at'))]),
        )
        .$if(looker?.hasBlocks === true, (all) => all.where(barred(looker?.userId ?? '', photoOf), '=', 0))
        .$asScalar()
        .$notNull()
        .as('photo_count'),
    );

/** In the place of an earlier exit of theirs, if there is one. */
export async function replaceExit(tx: Tx, row: ExitRow): Promise<void> {
  await deleteExit(tx, row.group_id, row.user_id);
  await tx.sql.insertInto('group_exits').values(row).execute();
}

/** Locked until the transaction ends; undefined when there is none that can still be changed. */
export function lockExit(tx: Tx, groupId: string, userId: string, now: number): Promise<ExitRow | undefined> {
  const row = tx.sql
    .selectFrom('group_exits')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .where('left_at', '<=', now)
    .where('ends_at', '>', now);
  return lockRows(tx.sql, row).executeTakeFirst();
}

export async function updateExit(
  tx: Tx,
  { group_id, user_id }: Pick<ExitRow, 'group_id' | 'user_id'>,
  change: Pick<ExitRow, 'terms' | 'ends_at'>,
): Promise<void> {
  await tx.sql
    .updateTable('group_exits')
    .set(change)
    .where('group_id', '=', group_id)
    .where('user_id', '=', user_id)
    .execute();
}

export async function deleteExit(tx: Tx, groupId: string, userId: string): Promise<void> {
  await tx.sql
    .deleteFrom('group_exits')
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .execute();
}

/** The user's own that can still be changed, the latest first. */
export function selectExits(db: Queryable, userId: string, now: number): Promise<CountedExitRow[]> {
  return counted(db)
    .where('group_exits.user_id', '=', userId)
    .where('group_exits.left_at', '<=', now)
    .where('group_exits.ends_at', '>', now)
    .orderBy('group_exits.left_at', 'desc')
    .orderBy('group_exits.group_id')
    .execute();
}

/** Who left the groups, or is to, and takes their photos along, the next to do so first. */
export async function selectDepartures(
  db: Queryable,
  groupIds: readonly string[],
  now: number,
  looker: Looker,
): Promise<DepartureRow[]> {
  if (groupIds.length === 0) return [];
  return counted(db, looker)
    .innerJoin('users', 'users.id', 'group_exits.user_id')
    .select('users.name')
    .where('group_exits.group_id', 'in', groupIds)
    .where('group_exits.terms', '=', 'go')
    .where('group_exits.ends_at', '>', now)
    .orderBy('group_exits.ends_at')
    .orderBy('group_exits.user_id')
    .execute();
}

/** Those of somebody whose account is to be deleted: they leave and end at once. */
export function selectAnnounced(db: Queryable, userId: string): Promise<ExitRow[]> {
  return db.sql
    .selectFrom('group_exits')
    .selectAll()
    .where('user_id', '=', userId)
    .whereRef('left_at', '=', 'ends_at')
    .orderBy('group_id')
    .execute();
}

/** The groups that somebody is in, or has photos in that are their own, in the order of their ids. */
export async function selectPlacesOf(db: Queryable, userId: string): Promise<string[]> {
  const members = await db.sql
    .selectFrom('group_members')
    .select('group_id')
    .where('user_id', '=', userId)
    .execute();
  const photos = await db.sql
    .selectFrom('photos')
    .select('group_id')
    .distinct()
    .where('uploader_id', '=', userId)
    .where('given_at', 'is', null)
    .execute();
  return [...new Set([...members, ...photos].map(({ group_id }) => group_id))].sort();
}

/** Forgets a batch of those that cannot be changed any more; answers how many. What is announced goes with its account. */
export async function deleteEndedExits(tx: Tx, now: number, limit: number): Promise<number> {
  const rows = await tx.sql
    .selectFrom('group_exits')
    .select(['group_id', 'user_id'])
    .where('ends_at', '<=', now)
    .whereRef('left_at', '<', 'ends_at')
    .limit(limit)
    .execute();
  for (const { group_id, user_id } of rows)
    await tx.sql
      .deleteFrom('group_exits')
      .where('group_id', '=', group_id)
      .where('user_id', '=', user_id)
      .where('ends_at', '<=', now)
      .execute();
  return rows.length;
}
