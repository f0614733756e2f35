import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const avatarSteps = defineSteps('0024', {
  avatars: (db) =>
    db.schema
      .createTable('avatars')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('sha256', column.digest, (c) => c.notNull())
      .addColumn('size', column.integer, (c) => c.notNull())
      .addColumn('state', column.word, (c) => c.notNull())
      .addColumn('failure', column.word)
      .addColumn('job_id', column.id)
      .addColumn('attempt', column.integer, (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('due_at', column.integer, (c) => c.notNull())
      .addForeignKeyConstraint('avatars_user', ['user_id'], 'users', ['id'], (f) => f.onDelete('cascade')),
  avatars_by_user: (db) => db.schema.createIndex('avatars_by_user').on('avatars').columns(['user_id', 'id']),
  avatars_by_due: (db) => db.schema.createIndex('avatars_by_due').on('avatars').columns(['state', 'due_at']),
  users_avatar: (db) => db.schema.alterTable('users').addColumn('avatar_id', column.id),
});
