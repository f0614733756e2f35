import type { Role } from '@wmory/contract';
import type { Queryable } from '../../db/index.ts';

export interface GroupFacts {
  name: string;
  created_at: number;
  member_count: number;
  photo_count: number;
  owner_id: string | null;
  owner_name: string | null;
}

/** Undefined where the group is gone. */
export function selectGroupFacts(db: Queryable, groupId: string): Promise<GroupFacts | undefined> {
  return db.sql
    .selectFrom('groups')
    .leftJoin('group_members', (join) =>
      join.onRef('group_members.group_id', '=', 'groups.id').on('group_members.role', '=', 'owner'),
    )
    .leftJoin('users', 'users.id', 'group_members.user_id')
    .select([
      'groups.name',
      'groups.created_at',
      'groups.member_count',
      'groups.photo_count',
      'users.id as owner_id',
      'users.name as owner_name',
    ])
    .where('groups.id', '=', groupId)
    .where('groups.deleted_at', 'is', null)
    .executeTakeFirst();
}

/** Undefined for somebody who is not in the group. */
export function selectMemberFacts(
  db: Queryable,
  groupId: string,
  userId: string,
): Promise<{ name: string; role: Role; joined_at: number } | undefined> {
  return db.sql
    .selectFrom('group_members')
    .innerJoin('users', 'users.id', 'group_members.user_id')
    .select(['users.name', 'group_members.role', 'group_members.joined_at'])
    .where('group_members.group_id', '=', groupId)
    .where('group_members.user_id', '=', userId)
    .executeTakeFirst();
}
