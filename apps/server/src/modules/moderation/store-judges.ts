import type { Role } from '@wmory/contract';
import type { Queryable } from '../../db/index.ts';
import type { Candidate } from './policy.ts';

/** Null: not in the group. */
export async function selectRole(db: Queryable, groupId: string, userId: string): Promise<Role | null> {
  const row = await db.sql
    .selectFrom('group_members')
    .select('role')
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.role ?? null;
}

export async function isModerator(db: Queryable, userId: string): Promise<boolean> {
  const row = await db.sql
    .selectFrom('users')
    .select('platform_role')
    .where('id', '=', userId)
    .executeTakeFirst();
  return row?.platform_role === 'moderator';
}

/** Those who reported in the case. */
export async function selectReporters(db: Queryable, caseId: string): Promise<Set<string>> {
  const rows = await db.sql
    .selectFrom('reports')
    .select('reporter_id')
    .where('case_id', '=', caseId)
    .execute();
  return new Set(rows.flatMap(({ reporter_id }) => reporter_id ?? []));
}

/** Owner and admins of a group. */
export async function selectAdmins(db: Queryable, groupId: string): Promise<Omit<Candidate, 'reported'>[]> {
  const rows = await db.sql
    .selectFrom('group_members')
    .select(['user_id', 'role'])
    .where('group_id', '=', groupId)
    .where('role', 'in', ['owner', 'admin'])
    .execute();
  return rows.map(({ user_id, role }) => ({ userId: user_id, role }));
}

export async function selectModerators(db: Queryable): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('users')
    .select('id')
    .where('platform_role', '=', 'moderator')
    .execute();
  return rows.map(({ id }) => id);
}

/** The groups in which somebody may judge at all. */
export async function selectJudgedGroups(
  db: Queryable,
  userId: string,
): Promise<{ groupId: string; role: Role }[]> {
  const rows = await db.sql
    .selectFrom('group_members')
    .select(['group_id', 'role'])
    .where('user_id', '=', userId)
    .where('role', 'in', ['owner', 'admin'])
    .execute();
  return rows.map(({ group_id, role }) => ({ groupId: group_id, role }));
}
