import type { Role } from '@wmory/contract';
import type { Insertable, Selectable } from 'kysely';
import { type GroupsTable, hasBlocks, lockRows, type Queryable, type Tx } from '../../db/index.ts';
import { NOBODY } from '../../nobody.ts';
import type { RuleColumns } from './rules.ts';

export type GroupRow = Selectable<GroupsTable>;
/** With the member's role, through when they saw the feed, and whether they have blocks (1). */
export type MembershipRow = GroupRow & { role: Role; seen_at: number | null; has_blocks: number };

export async function insertGroup(tx: Tx, row: Insertable<GroupsTable>): Promise<void> {
  await tx.sql.insertInto('groups').values(row).execute();
}

export function selectGroup(db: Queryable, groupId: string): Promise<GroupRow | undefined> {
  return db.sql
    .selectFrom('groups')
    .selectAll()
    .where('id', '=', groupId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

/**
 * Locks a live group, so that nobody else changes it, who is in it and who may come in before the transaction ends.
 * Whatever changes these begins here. Undefined when there is none.
 */
export function lockGroup(tx: Tx, groupId: string): Promise<GroupRow | undefined> {
  const row = tx.sql
    .selectFrom('groups')
    .selectAll()
    .where('id', '=', groupId)
    .where('deleted_at', 'is', null);
  return lockRows(tx.sql, row).executeTakeFirst();
}

export function selectMembership(
  db: Queryable,
  groupId: string,
  userId: string,
): Promise<MembershipRow | undefined> {
  return db.sql
    .selectFrom('groups')
    .innerJoin('group_members', 'group_members.group_id', 'groups.id')
    .selectAll('groups')
    .select(['group_members.role', 'group_members.seen_at', hasBlocks(userId).as('has_blocks')])
    .where('groups.id', '=', groupId)
    .where('group_members.user_id', '=', userId)
    .executeTakeFirst();
}

export function selectMemberships(db: Queryable, userId: string): Promise<MembershipRow[]> {
  return db.sql
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .selectAll('groups')
    .select(['group_members.role', 'group_members.seen_at', hasBlocks(userId).as('has_blocks')])
    .where('group_members.user_id', '=', userId)
    .orderBy('groups.active_at', 'desc')
    .orderBy('groups.id', 'desc')
    .execute();
}

export async function countMemberships(db: Queryable, userId: string): Promise<number> {
  const { count } = await db.sql
    .selectFrom('group_members')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function updateGroup(
  tx: Tx,
  groupId: string,
  change: Partial<Pick<GroupRow, 'name' | 'cover_photo_id'> & RuleColumns>,
): Promise<void> {
  await tx.sql.updateTable('groups').set(change).where('id', '=', groupId).execute();
}

export async function addToPhotoCount(
  tx: Tx,
  groupId: string,
  change: number,
  activeAt?: number,
): Promise<void> {
  await tx.sql
    .updateTable('groups')
    .set((set) => ({
      photo_count: set('photo_count', '+', change),
      ...(activeAt && { active_at: activeAt }),
    }))
    .where('id', '=', groupId)
    .execute();
}

/** Takes away every member and all that lets people in or back in; what is left is for the purge. */
export async function closeGroup(tx: Tx, groupId: string, now: number): Promise<void> {
  await tx.sql
    .updateTable('groups')
    .set({ deleted_at: now, member_count: 0 })
    .where('id', '=', groupId)
    .execute();
  for (const table of [
    'group_members',
    'group_invites',
    'group_exits',
    'group_bans',
    'join_requests',
  ] as const)
    await tx.sql.deleteFrom(table).where('group_id', '=', groupId).execute();
}

export async function deleteGroup(tx: Tx, groupId: string): Promise<void> {
  await tx.sql.deleteFrom('groups').where('id', '=', groupId).where('deleted_at', 'is not', null).execute();
}

/** Answers false when the group is full, or deleted. */
export async function takeSeat(tx: Tx, groupId: string, maxMembers: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('groups')
    .set((set) => ({ member_count: set('member_count', '+', 1) }))
    .where('id', '=', groupId)
    .where('deleted_at', 'is', null)
    .where('member_count', '<', maxMembers)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function freeSeat(tx: Tx, groupId: string): Promise<void> {
  await tx.sql
    .updateTable('groups')
    .set((set) => ({ member_count: set('member_count', '-', 1) }))
    .where('id', '=', groupId)
    .execute();
}

/** Takes away who founded groups; answers how many these were. */
export async function reassignGroups(tx: Tx, userId: string): Promise<number> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('groups')
    .set({ created_by: NOBODY })
    .where('created_by', '=', userId)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
