import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const notificationSteps = defineSteps('0023', {
  letter_choices: (db) =>
    db.schema
      .createTable('letter_choices')
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('kind', column.word, (c) => c.notNull())
      .addColumn('choice', column.word, (c) => c.notNull())
      .addPrimaryKeyConstraint('letter_choices_pk', ['user_id', 'kind'])
      .addForeignKeyConstraint('letter_choices_user', ['user_id'], 'users', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  digests: (db) =>
    db.schema
      .createTable('digests')
      .addColumn('user_id', column.id, (c) => c.primaryKey())
      .addColumn('since', column.integer, (c) => c.notNull())
      .addColumn('due_at', column.integer)
      .addColumn('owed_at', column.integer)
      .addForeignKeyConstraint('digests_user', ['user_id'], 'users', ['id'], (f) => f.onDelete('cascade')),
  digests_by_due: (db) => db.schema.createIndex('digests_by_due').on('digests').column('due_at'),
  // Whoever leaves takes the row along.
  digest_groups: (db) =>
    db.schema
      .createTable('digest_groups')
      .addColumn('group_id', column.id, (c) => c.notNull())
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('muted', column.integer, (c) => c.notNull())
      .addColumn('told_from', column.integer)
      .addColumn('told_until', column.integer)
      .addPrimaryKeyConstraint('digest_groups_pk', ['group_id', 'user_id'])
      .addForeignKeyConstraint(
        'digest_groups_member',
        ['group_id', 'user_id'],
        'group_members',
        ['group_id', 'user_id'],
        (f) => f.onDelete('cascade'),
      ),
  digest_groups_by_user: (db) =>
    db.schema.createIndex('digest_groups_by_user').on('digest_groups').column('user_id'),
  group_news: (db) =>
    db.schema
      .createTable('group_news')
      .addColumn('group_id', column.id, (c) => c.primaryKey())
      .addColumn('since', column.integer, (c) => c.notNull())
      .addForeignKeyConstraint('group_news_group', ['group_id'], 'groups', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
});
