import { column, dropIndex } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const membershipSteps = defineSteps('0011', {
  groups_rule_invites: (db) =>
    db.schema
      .alterTable('groups')
      .addColumn('rule_invites', column.word, (c) => c.notNull().defaultTo('admins')),
  groups_rule_uploads: (db) =>
    db.schema
      .alterTable('groups')
      .addColumn('rule_uploads', column.word, (c) => c.notNull().defaultTo('contributors')),
  groups_rule_photos: (db) =>
    db.schema
      .alterTable('groups')
      .addColumn('rule_photos', column.word, (c) => c.notNull().defaultTo('shared')),
  groups_rule_joining: (db) =>
    db.schema
      .alterTable('groups')
      .addColumn('rule_joining', column.word, (c) => c.notNull().defaultTo('open')),
  groups_rule_removal: (db) =>
    db.schema
      .alterTable('groups')
      .addColumn('rule_removal', column.word, (c) => c.notNull().defaultTo('stay')),
  photos_leaves_at: (db) => db.schema.alterTable('photos').addColumn('leaves_at', column.integer),
  photos_given_at: (db) => db.schema.alterTable('photos').addColumn('given_at', column.integer),
  photos_claim_sha256: (db) => db.schema.alterTable('photos').addColumn('claim_sha256', column.digest),
  // Whose photos, in one group, in the order of its feed; by its first column all that the one it replaces did.
  photos_by_owner: (db) =>
    db.schema
      .createIndex('photos_by_owner')
      .on('photos')
      .columns(['uploader_id', 'group_id', 'trashed_at', 'taken_at', 'id']),
  photos_by_uploader: (db) => dropIndex(db, 'photos', 'photos_by_uploader'),
  photos_by_leaving: (db) => db.schema.createIndex('photos_by_leaving').on('photos').column('leaves_at'),
  group_exits: (db) =>
    db.schema
      .createTable('group_exits')
      .addColumn('group_id', column.id, (c) => c.notNull())
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('group_name', column.text(80), (c) => c.notNull())
      .addColumn('terms', column.word, (c) => c.notNull())
      .addColumn('removal_terms', column.word)
      .addColumn('left_at', column.integer, (c) => c.notNull())
      .addColumn('ends_at', column.integer, (c) => c.notNull())
      .addPrimaryKeyConstraint('group_exits_pk', ['group_id', 'user_id'])
      .addForeignKeyConstraint('group_exits_group', ['group_id'], 'groups', ['id'], (f) =>
        f.onDelete('cascade'),
      )
      .addForeignKeyConstraint('group_exits_user', ['user_id'], 'users', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  group_exits_by_user: (db) =>
    db.schema.createIndex('group_exits_by_user').on('group_exits').columns(['user_id', 'left_at']),
  group_exits_by_end: (db) => db.schema.createIndex('group_exits_by_end').on('group_exits').column('ends_at'),
  group_bans: (db) =>
    db.schema
      .createTable('group_bans')
      .addColumn('group_id', column.id, (c) => c.notNull())
      .addColumn('user_id', column.id, (c) => c.notNull())
      // No foreign key: a ban outlives the account of who imposed it.
      .addColumn('banned_by', column.id)
      .addColumn('banned_at', column.integer, (c) => c.notNull())
      .addPrimaryKeyConstraint('group_bans_pk', ['group_id', 'user_id'])
      .addForeignKeyConstraint('group_bans_group', ['group_id'], 'groups', ['id'], (f) =>
        f.onDelete('cascade'),
      )
      .addForeignKeyConstraint('group_bans_user', ['user_id'], 'users', ['id'], (f) => f.onDelete('cascade')),
  group_bans_by_user: (db) => db.schema.createIndex('group_bans_by_user').on('group_bans').column('user_id'),
  join_requests: (db) =>
    db.schema
      .createTable('join_requests')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('group_id', column.id, (c) => c.notNull())
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('group_name', column.text(80), (c) => c.notNull())
      // No foreign keys: an invite goes when it has ended, who made it may leave for good.
      .addColumn('invite_id', column.id, (c) => c.notNull())
      .addColumn('invited_by', column.id, (c) => c.notNull())
      .addColumn('role', column.word, (c) => c.notNull())
      .addColumn('state', column.word, (c) => c.notNull())
      .addColumn('asked_at', column.integer, (c) => c.notNull())
      .addColumn('ends_at', column.integer, (c) => c.notNull())
      .addForeignKeyConstraint('join_requests_group', ['group_id'], 'groups', ['id'], (f) =>
        f.onDelete('cascade'),
      )
      .addForeignKeyConstraint('join_requests_user', ['user_id'], 'users', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  // A person has one request in a group, at most.
  join_requests_person: (db) =>
    db.schema
      .createIndex('join_requests_person')
      .unique()
      .on('join_requests')
      .columns(['group_id', 'user_id']),
  join_requests_by_user: (db) =>
    db.schema.createIndex('join_requests_by_user').on('join_requests').columns(['user_id', 'asked_at']),
  join_requests_by_end: (db) =>
    db.schema.createIndex('join_requests_by_end').on('join_requests').column('ends_at'),
});
