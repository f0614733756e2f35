import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const emailChangeSteps = defineSteps('0018', {
  email_changes: (db) =>
    db.schema
      .createTable('email_changes')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('session_id', column.id, (c) => c.notNull())
      .addColumn('old_email', column.text(254), (c) => c.notNull())
      .addColumn('new_email', column.text(254), (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('asked_at', column.integer, (c) => c.notNull())
      .addColumn('asks', column.integer, (c) => c.notNull())
      .addColumn('expires_at', column.integer, (c) => c.notNull())
      .addColumn('made_at', column.integer)
      .addColumn('ended_at', column.integer)
      .addForeignKeyConstraint('email_changes_user', ['user_id'], 'users', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  email_changes_by_user: (db) =>
    db.schema.createIndex('email_changes_by_user').on('email_changes').columns(['user_id', 'created_at']),
  email_changes_by_age: (db) =>
    db.schema.createIndex('email_changes_by_age').on('email_changes').column('created_at'),
  email_tokens_about: (db) => db.schema.alterTable('email_tokens').addColumn('about', column.id),
});
