import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const commitSteps = defineSteps('0007', {
  commit_marks: (db) =>
    db.schema
      .createTable('commit_marks')
      .addColumn('slot', column.id, (c) => c.primaryKey())
      .addColumn('mark', column.id, (c) => c.notNull())
      .addColumn('written_at', column.integer, (c) => c.notNull()),
  commit_marks_by_time: (db) =>
    db.schema.createIndex('commit_marks_by_time').on('commit_marks').column('written_at'),
  letters_by_user: (db) =>
    db.schema.createIndex('letters_by_user').on('letters').columns(['user_id', 'kind']),
  uploads_by_group: (db) =>
    db.schema.createIndex('uploads_by_group').on('uploads').columns(['group_id', 'state']),
  // SQLite, other than MySQL, has no index for a foreign key by itself: to take a user away it read these whole.
  photos_by_uploader: (db) => db.schema.createIndex('photos_by_uploader').on('photos').column('uploader_id'),
  groups_by_creator: (db) => db.schema.createIndex('groups_by_creator').on('groups').column('created_by'),
  group_invites_by_creator: (db) =>
    db.schema.createIndex('group_invites_by_creator').on('group_invites').column('created_by'),
  quota_reservations_by_user: (db) =>
    db.schema.createIndex('quota_reservations_by_user').on('quota_reservations').column('user_id'),
});
