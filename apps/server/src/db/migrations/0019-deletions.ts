import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const deletionSteps = defineSteps('0019', {
  // No foreign key: it outlives the account, until the last letter has gone.
  account_deletions: (db) =>
    db.schema
      .createTable('account_deletions')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('user_id', column.id, (c) => c.notNull().unique())
      .addColumn('state', column.word, (c) => c.notNull())
      .addColumn('terms', column.word, (c) => c.notNull())
      .addColumn('requested_at', column.integer, (c) => c.notNull())
      .addColumn('final_at', column.integer, (c) => c.notNull())
      .addColumn('next_at', column.integer, (c) => c.notNull())
      .addColumn('tries', column.integer, (c) => c.notNull())
      .addColumn('tally', column.long, (c) => c.notNull())
      .addColumn('farewell', column.long)
      .addColumn('certificate', column.long),
  account_deletions_by_next: (db) =>
    db.schema.createIndex('account_deletions_by_next').on('account_deletions').column('next_at'),
  object_deletions_cause: (db) => db.schema.alterTable('object_deletions').addColumn('cause', column.id),
  object_deletions_by_cause: (db) =>
    db.schema.createIndex('object_deletions_by_cause').on('object_deletions').column('cause'),
  group_bans_by_admin: (db) =>
    db.schema.createIndex('group_bans_by_admin').on('group_bans').column('banned_by'),
  join_requests_by_inviter: (db) =>
    db.schema.createIndex('join_requests_by_inviter').on('join_requests').column('invited_by'),
  photos_by_trasher: (db) => db.schema.createIndex('photos_by_trasher').on('photos').column('trashed_by'),
  photo_holds_by_asker: (db) =>
    db.schema.createIndex('photo_holds_by_asker').on('photo_holds').column('asker_id'),
  moderation_cases_by_decider: (db) =>
    db.schema.createIndex('moderation_cases_by_decider').on('moderation_cases').column('decided_by'),
  moderation_decisions_by_decider: (db) =>
    db.schema.createIndex('moderation_decisions_by_decider').on('moderation_decisions').column('decided_by'),
  moderation_decisions_by_reverser: (db) =>
    db.schema
      .createIndex('moderation_decisions_by_reverser')
      .on('moderation_decisions')
      .column('reversed_by'),
  moderation_appeals_by_judge: (db) =>
    db.schema.createIndex('moderation_appeals_by_judge').on('moderation_appeals').column('judged_by'),
});
