import type { Role } from '@wmory/contract';
import {
  hasBlocks,
  insertIgnoring,
  lockRows,
  prepare,
  type Queryable,
  stands,
  type Tx,
} from '../../db/index.ts';
import type { Candidate } from './policy.ts';
import type { Standing } from './proof.ts';
import type { RuleColumns } from './rules.ts';

export interface MemberRow {
  user_id: string;
  name: string;
  avatar_id: string | null;
  role: Role;
  joined_at: number;
  /** When the viewer blocked them; null: they do not. */
  blocked_at: number | null;
}

const standing = prepare((db, { groupId, userId }: { groupId: string; userId: string }) =>
  db.sql
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .select([
      'group_members.role',
      'groups.rule_invites',
      'groups.rule_uploads',
      'groups.rule_photos',
      'groups.rule_joining',
      'groups.rule_removal',
      hasBlocks(userId).as('has_blocks'),
    ])
    .where('group_members.group_id', '=', groupId)
    .where('group_members.user_id', '=', userId),
);

/**
 * The user's role, the rules of the group, and whether they have blocks (1). Undefined when there is no such live group or
 * they are not in it.
 */
export async function selectStanding(
  db: Queryable,
  groupId: string,
  userId: string,
): Promise<({ role: Role; has_blocks: number } & RuleColumns) | undefined> {
  const [row] = await standing(db, { groupId, userId });
  return row;
}

const members = (db: Queryable, { groupId, userId }: Pick<Standing, 'groupId' | 'userId'>) =>
  db.sql
    .selectFrom('group_members')
    .innerJoin('users', 'users.id', 'group_members.user_id')
    .leftJoin('person_blocks', (join) =>
      join
        .on('person_blocks.blocker_id', '=', userId)
        .onRef('person_blocks.blocked_id', '=', 'group_members.user_id')
        .on(stands()),
    )
    .select([
      'group_members.user_id',
      'users.name',
      'users.avatar_id',
      'group_members.role',
      'group_members.joined_at',
      'person_blocks.blocked_at',
    ])
    .where('group_id', '=', groupId);

/** All members, as one of them sees them. */
export const selectMembers = (
  db: Queryable,
  viewer: Pick<Standing, 'groupId' | 'userId'>,
): Promise<MemberRow[]> => members(db, viewer).execute();

/** One member of the viewer's group, as they see them. */
export const selectMember = (
  db: Queryable,
  viewer: Pick<Standing, 'groupId' | 'userId'>,
  userId: string,
): Promise<MemberRow | undefined> =>
  members(db, viewer).where('group_members.user_id', '=', userId).executeTakeFirst();

/** The user's role as it is now; it stays so, and they stay a member, until the transaction ends. */
export function lockMember(tx: Tx, groupId: string, userId: string): Promise<{ role: Role } | undefined> {
  const row = tx.sql
    .selectFrom('group_members')
    .select('role')
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId);
  return lockRows(tx.sql, row).executeTakeFirst();
}

/** All members as they are now, whom nobody else changes before the transaction ends. */
export function lockMembers(tx: Tx, groupId: string): Promise<Candidate[]> {
  const rows = tx.sql
    .selectFrom('group_members')
    .select(['user_id', 'role', 'joined_at'])
    .where('group_id', '=', groupId);
  return lockRows(tx.sql, rows).execute();
}

/** Those of the groups in which somebody else is than the user. */
export async function selectCompany(
  db: Queryable,
  userId: string,
  groupIds: readonly string[],
): Promise<Set<string>> {
  if (groupIds.length === 0) return new Set();
  const rows = await db.sql
    .selectFrom('group_members')
    .select('group_id')
    .distinct()
    .where('group_id', 'in', groupIds)
    .where('user_id', '!=', userId)
    .execute();
  return new Set(rows.map(({ group_id }) => group_id));
}

/** Those of the users whose accounts are suspended. */
export async function selectSuspended(db: Queryable, userIds: readonly string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await db.sql
    .selectFrom('users')
    .select('id')
    .where('id', 'in', userIds)
    .where('suspended_at', 'is not', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
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
    seen_at: member.joinedAt,
  });
  return inserted === 1;
}

/** Moves on through when the member has seen the feed, never back. */
export async function advanceSeen(
  db: Queryable,
  { groupId, userId }: Pick<Standing, 'groupId' | 'userId'>,
  through: number,
): Promise<void> {
  await db.sql
    .updateTable('group_members')
    .set({ seen_at: through })
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .where((eb) => eb.or([eb('seen_at', 'is', null), eb('seen_at', '<', through)]))
    .execute();
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
