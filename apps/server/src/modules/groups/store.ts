import type { Role } from '@wmory/contract';
import type { Selectable } from 'kysely';
import { type GroupsTable, insertIgnoring, lockRows, type Queryable, type Tx } from '../../db/index.ts';

export type GroupRow = Selectable<GroupsTable>;
export type MembershipRow = GroupRow & { role: Role };

export interface MemberRow {
  user_id: string;
  name: string;
  role: Role;
  joined_at: number;
}

export async function insertGroup(tx: Tx, row: GroupsTable): Promise<void> {
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

/** Undefined when there is no such live group or the user is not in it. */
export function selectRole(
  db: Queryable,
  groupId: string,
  userId: string,
): Promise<{ role: Role } | undefined> {
  return db.sql
    .selectFrom('group_members')
    .select('role')
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
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
    .select('group_members.role')
    .where('groups.id', '=', groupId)
    .where('group_members.user_id', '=', userId)
    .executeTakeFirst();
}

export function selectMemberships(db: Queryable, userId: string): Promise<MembershipRow[]> {
  return db.sql
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .selectAll('groups')
    .select('group_members.role')
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
  change: { name?: string; cover_photo_id?: string | null },
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

/** Takes every member and invite away; what is left is for the purge. */
export async function closeGroup(tx: Tx, groupId: string, now: number): Promise<void> {
  await tx.sql
    .updateTable('groups')
    .set({ deleted_at: now, member_count: 0 })
    .where('id', '=', groupId)
    .execute();
  await tx.sql.deleteFrom('group_members').where('group_id', '=', groupId).execute();
  await tx.sql.deleteFrom('group_invites').where('group_id', '=', groupId).execute();
}

export async function deleteGroup(tx: Tx, groupId: string): Promise<void> {
  await tx.sql.deleteFrom('groups').where('id', '=', groupId).where('deleted_at', 'is not', null).execute();
}

const memberColumns = [
  'group_members.user_id',
  'users.name',
  'group_members.role',
  'group_members.joined_at',
] as const;

export function selectMembers(db: Queryable, groupId: string): Promise<MemberRow[]> {
  return db.sql
    .selectFrom('group_members')
    .innerJoin('users', 'users.id', 'group_members.user_id')
    .select(memberColumns)
    .where('group_id', '=', groupId)
    .execute();
}

export function selectMember(db: Queryable, groupId: string, userId: string): Promise<MemberRow | undefined> {
  return db.sql
    .selectFrom('group_members')
    .innerJoin('users', 'users.id', 'group_members.user_id')
    .select(memberColumns)
    .where('group_id', '=', groupId)
    .where('group_members.user_id', '=', userId)
    .executeTakeFirst();
}

/** Locks a group's members, so that roles read here hold until the transaction ends. */
export async function lockMembers(tx: Tx, groupId: string): Promise<void> {
  await lockRows(
    tx.sql,
    tx.sql.selectFrom('group_members').select('user_id').where('group_id', '=', groupId),
  ).execute();
}

/** Answers false when the user is a member already. */
export async function insertMember(
  tx: Tx,
  member: { groupId: string; userId: string; role: Role; joinedAt: number },
): Promise<boolean> {
  const inserted = await insertIgnoring(tx.sql, 'group_members', {
    group_id: member.groupId,
    user_id: member.userId,
    role: member.role,
    joined_at: member.joinedAt,
  });
  return inserted === 1;
}

/** Answers false when the member did not have the role `from` any more. */
export async function updateRole(
  tx: Tx,
  groupId: string,
  userId: string,
  from: Role,
  to: Role,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('group_members')
    .set({ role: to })
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .where('role', '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Answers false when the member did not have the role any more, or was gone. */
export async function deleteMember(tx: Tx, groupId: string, userId: string, role: Role): Promise<boolean> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('group_members')
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .where('role', '=', role)
    .executeTakeFirst();
  return numDeletedRows === 1n;
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
