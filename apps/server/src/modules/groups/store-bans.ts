import type { Selectable } from 'kysely';
import { type GroupBansTable, insertIgnoring, lockRows, type Queryable, type Tx } from '../../db/index.ts';
import { NOBODY } from '../../nobody.ts';

export type BanRow = Selectable<GroupBansTable>;
export type NamedBanRow = BanRow & { name: string; banned_by_name: string | null };

/** Answers false when the user is banned already. */
export async function insertBan(tx: Tx, row: BanRow): Promise<boolean> {
  return (await insertIgnoring(tx.sql, 'group_bans', row)) === 1;
}

/** Answers false when the user was not banned. */
export async function deleteBan(tx: Tx, groupId: string, userId: string): Promise<boolean> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('group_bans')
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** As it is now, whatever the transaction has read before. */
export async function isBanned(tx: Tx, groupId: string, userId: string): Promise<boolean> {
  const row = tx.sql
    .selectFrom('group_bans')
    .select('user_id')
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId);
  return (await lockRows(tx.sql, row).executeTakeFirst()) !== undefined;
}

const named = (db: Queryable) =>
  db.sql
    .selectFrom('group_bans')
    .innerJoin('users', 'users.id', 'group_bans.user_id')
    .leftJoin('users as admins', 'admins.id', 'group_bans.banned_by')
    .selectAll('group_bans')
    .select(['users.name', 'admins.name as banned_by_name']);

/** The latest first. */
export function selectBans(db: Queryable, groupId: string): Promise<NamedBanRow[]> {
  return named(db)
    .where('group_id', '=', groupId)
    .orderBy('banned_at', 'desc')
    .orderBy('user_id', 'desc')
    .execute();
}

export function selectBan(db: Queryable, groupId: string, userId: string): Promise<NamedBanRow | undefined> {
  return named(db).where('group_id', '=', groupId).where('user_id', '=', userId).executeTakeFirst();
}

export async function countBans(db: Queryable, groupId: string): Promise<number> {
  const { count } = await db.sql
    .selectFrom('group_bans')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('group_id', '=', groupId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Takes away who imposed bans; answers how many these were. */
export async function reassignBans(tx: Tx, adminId: string): Promise<number> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('group_bans')
    .set({ banned_by: NOBODY })
    .where('banned_by', '=', adminId)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
