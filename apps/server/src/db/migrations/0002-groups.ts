import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const groupSteps = defineSteps('0002', {
  groups: (db) =>
    db.schema
      .createTable('groups')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('name', column.text(80), (c) => c.notNull())
      // No foreign key: the photos refer to the group already, and a purged cover only stops being shown.
      .addColumn('cover_photo_id', column.id)
      .addColumn('created_by', column.id, (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('active_at', column.integer, (c) => c.notNull())
      .addColumn('member_count', column.integer, (c) => c.notNull())
      .addColumn('photo_count', column.integer, (c) => c.notNull())
      .addColumn('deleted_at', column.integer)
      .addForeignKeyConstraint('groups_creator', ['created_by'], 'users', ['id']),
  groups_by_deletion: (db) => db.schema.createIndex('groups_by_deletion').on('groups').column('deleted_at'),
  group_members: (db) =>
    db.schema
      .createTable('group_members')
      .addColumn('group_id', column.id, (c) => c.notNull())
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('role', column.word, (c) => c.notNull())
      .addColumn('joined_at', column.integer, (c) => c.notNull())
      .addPrimaryKeyConstraint('group_members_pk', ['group_id', 'user_id'])
      .addForeignKeyConstraint('group_members_group', ['group_id'], 'groups', ['id'], (f) =>
        f.onDelete('cascade'),
      )
      .addForeignKeyConstraint('group_members_user', ['user_id'], 'users', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  group_members_by_user: (db) =>
    db.schema.createIndex('group_members_by_user').on('group_members').column('user_id'),
  group_invites: (db) =>
    db.schema
      .createTable('group_invites')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('group_id', column.id, (c) => c.notNull())
      .addColumn('token_hash', column.digest, (c) => c.notNull().unique())
      .addColumn('role', column.word, (c) => c.notNull())
      .addColumn('created_by', column.id, (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('expires_at', column.integer, (c) => c.notNull())
      .addColumn('max_uses', column.integer)
      .addColumn('uses', column.integer, (c) => c.notNull())
      .addColumn('revoked_at', column.integer)
      .addForeignKeyConstraint('group_invites_group', ['group_id'], 'groups', ['id'], (f) =>
        f.onDelete('cascade'),
      )
      .addForeignKeyConstraint('group_invites_creator', ['created_by'], 'users', ['id']),
  group_invites_by_group: (db) =>
    db.schema.createIndex('group_invites_by_group').on('group_invites').columns(['group_id', 'created_at']),
});
