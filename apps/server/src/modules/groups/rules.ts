import type { GroupRules } from '@wmory/contract';
import type { Selectable } from 'kysely';
import type { GroupsTable } from '../../db/index.ts';

/** How a group's row says its rules. */
export type RuleColumns = Pick<
  Selectable<GroupsTable>,
  'rule_invites' | 'rule_uploads' | 'rule_photos' | 'rule_joining' | 'rule_removal'
>;

export const rulesOf = (row: RuleColumns): GroupRules => ({
  invites: row.rule_invites,
  uploads: row.rule_uploads,
  photos: row.rule_photos,
  joining: row.rule_joining,
  removal: row.rule_removal,
});

export const columnsOf = (rules: GroupRules): RuleColumns => ({
  rule_invites: rules.invites,
  rule_uploads: rules.uploads,
  rule_photos: rules.photos,
  rule_joining: rules.joining,
  rule_removal: rules.removal,
});
