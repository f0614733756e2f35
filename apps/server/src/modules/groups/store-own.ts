import type { Queryable } from '../../db/index.ts';

/** What a person is in, the earliest first. */
export const selectOwnMemberships = (db: Queryable, userId: string) =>
  db.sql
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .select([
      'group_members.group_id',
      'groups.name',
      'groups.created_by',
      'group_members.role',
      'group_members.joined_at',
    ])
    .where('group_members.user_id', '=', userId)
    .orderBy('group_members.joined_at')
    .orderBy('group_members.group_id')
    .execute();
