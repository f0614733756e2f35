import { hasBlocks, type Queryable } from '../../db/index.ts';

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
      'group_members.seen_at',
    ])
    .where('group_members.user_id', '=', userId)
    .orderBy('group_members.joined_at')
    .orderBy('group_members.group_id')
    .execute();

/** The same with all that decides what they see there, the group where something was added last first. */
export const selectStandings = (db: Queryable, userId: string) =>
  db.sql
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .select([
      'group_members.group_id',
      'group_members.role',
      'group_members.joined_at',
      'group_members.seen_at',
      'groups.name',
      'groups.active_at',
      'groups.rule_invites',
      'groups.rule_uploads',
      'groups.rule_photos',
      'groups.rule_joining',
      'groups.rule_removal',
      hasBlocks(userId).as('has_blocks'),
    ])
    .where('group_members.user_id', '=', userId)
    .orderBy('groups.active_at', 'desc')
    .orderBy('groups.id', 'desc')
    .execute();
