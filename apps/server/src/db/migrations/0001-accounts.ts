import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const accountSteps = defineSteps('0001', {
  users: (db) =>
    db.schema
      .createTable('users')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('email', column.text(254), (c) => c.notNull().unique())
      .addColumn('name', column.text(60), (c) => c.notNull())
      .addColumn('password_hash', column.text(200), (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('verified_at', column.integer)
      .addColumn('suspended_at', column.integer)
      .addColumn('quota_limit', column.integer),
  sessions: (db) =>
    db.schema
      .createTable('sessions')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('user_agent', column.text(200), (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('last_used_at', column.integer, (c) => c.notNull())
      .addColumn('expires_at', column.integer, (c) => c.notNull())
      .addColumn('generation', column.integer, (c) => c.notNull())
      .addColumn('refresh_hash', column.digest, (c) => c.notNull())
      .addColumn('rotated_at', column.integer, (c) => c.notNull())
      .addColumn('ended_at', column.integer)
      .addForeignKeyConstraint('sessions_user', ['user_id'], 'users', ['id'], (f) => f.onDelete('cascade')),
  sessions_by_user: (db) =>
    db.schema.createIndex('sessions_by_user').on('sessions').columns(['user_id', 'ended_at']),
  email_tokens: (db) =>
    db.schema
      .createTable('email_tokens')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('purpose', column.word, (c) => c.notNull())
      .addColumn('link_hash', column.digest, (c) => c.notNull().unique())
      .addColumn('code_hash', column.digest)
      .addColumn('tries', column.integer, (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('link_expires_at', column.integer, (c) => c.notNull())
      .addColumn('code_expires_at', column.integer)
      .addColumn('used_at', column.integer)
      .addForeignKeyConstraint('email_tokens_user', ['user_id'], 'users', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  email_tokens_by_user: (db) =>
    db.schema
      .createIndex('email_tokens_by_user')
      .on('email_tokens')
      .columns(['user_id', 'purpose', 'created_at']),
  email_tokens_by_end: (db) =>
    db.schema.createIndex('email_tokens_by_end').on('email_tokens').column('link_expires_at'),
  letters: (db) =>
    db.schema
      .createTable('letters')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('kind', column.word, (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('due_at', column.integer, (c) => c.notNull())
      .addColumn('tries', column.integer, (c) => c.notNull())
      .addForeignKeyConstraint('letters_user', ['user_id'], 'users', ['id'], (f) => f.onDelete('cascade')),
  letters_by_due: (db) => db.schema.createIndex('letters_by_due').on('letters').column('due_at'),
  quota_days: (db) =>
    db.schema
      .createTable('quota_days')
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('day', column.integer, (c) => c.notNull())
      .addColumn('used', column.integer, (c) => c.notNull())
      .addColumn('reserved', column.integer, (c) => c.notNull())
      .addPrimaryKeyConstraint('quota_days_pk', ['user_id', 'day'])
      .addForeignKeyConstraint('quota_days_user', ['user_id'], 'users', ['id'], (f) => f.onDelete('cascade')),
  quota_reservations: (db) =>
    db.schema
      .createTable('quota_reservations')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('day', column.integer, (c) => c.notNull())
      .addColumn('bytes', column.integer, (c) => c.notNull())
      .addColumn('state', column.word, (c) => c.notNull())
      .addForeignKeyConstraint('quota_reservations_user', ['user_id'], 'users', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  users_by_verification: (db) =>
    db.schema.createIndex('users_by_verification').on('users').columns(['verified_at', 'created_at']),
  sessions_by_end: (db) => db.schema.createIndex('sessions_by_end').on('sessions').column('expires_at'),
});
