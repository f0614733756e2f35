import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const mediaSteps = defineSteps('0003', {
  photos: (db) =>
    db.schema
      .createTable('photos')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('group_id', column.id, (c) => c.notNull())
      .addColumn('uploader_id', column.id, (c) => c.notNull())
      .addColumn('kind', column.word, (c) => c.notNull())
      .addColumn('state', column.word, (c) => c.notNull())
      .addColumn('failure', column.word)
      .addColumn('sha256', column.digest, (c) => c.notNull())
      .addColumn('live_sha256', column.digest)
      .addColumn('size', column.integer, (c) => c.notNull())
      .addColumn('mime_type', column.text(100), (c) => c.notNull())
      .addColumn('file_name', column.text(255), (c) => c.notNull())
      .addColumn('storage_key', column.text(200), (c) => c.notNull())
      .addColumn('caption', column.text(500), (c) => c.notNull())
      .addColumn('width', column.integer)
      .addColumn('height', column.integer)
      .addColumn('taken_at', column.integer, (c) => c.notNull())
      .addColumn('taken_offset', column.integer)
      .addColumn('added_at', column.integer, (c) => c.notNull())
      .addColumn('trashed_at', column.integer)
      .addColumn('trashed_by', column.id)
      .addColumn('duration_ms', column.integer)
      .addColumn('pairing_id', column.id)
      .addColumn('camera', column.text(120))
      .addColumn('latitude', column.real)
      .addColumn('longitude', column.real)
      .addColumn('thumbhash', column.text(64))
      .addForeignKeyConstraint('photos_group', ['group_id'], 'groups', ['id'])
      .addForeignKeyConstraint('photos_uploader', ['uploader_id'], 'users', ['id']),
  // At most one live photo of the same bytes in a group; a null, as in the trash, never collides.
  photos_live: (db) =>
    db.schema.createIndex('photos_live').unique().on('photos').columns(['group_id', 'live_sha256']),
  photos_by_taken: (db) =>
    db.schema
      .createIndex('photos_by_taken')
      .on('photos')
      .columns(['group_id', 'trashed_at', 'taken_at', 'id']),
  photos_by_added: (db) =>
    db.schema
      .createIndex('photos_by_added')
      .on('photos')
      .columns(['group_id', 'trashed_at', 'added_at', 'id']),
  photos_by_trash: (db) => db.schema.createIndex('photos_by_trash').on('photos').column('trashed_at'),
  uploads: (db) =>
    db.schema
      .createTable('uploads')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('group_id', column.id, (c) => c.notNull())
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('sha256', column.digest, (c) => c.notNull())
      .addColumn('size', column.integer, (c) => c.notNull())
      .addColumn('mime_type', column.text(100), (c) => c.notNull())
      .addColumn('file_name', column.text(255), (c) => c.notNull())
      .addColumn('taken_at', column.integer)
      .addColumn('incoming_key', column.text(200), (c) => c.notNull())
      .addColumn('state', column.word, (c) => c.notNull())
      .addColumn('photo_id', column.id)
      .addColumn('problem', column.word)
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('expires_at', column.integer, (c) => c.notNull())
      .addColumn('ended_at', column.integer)
      .addForeignKeyConstraint('uploads_group', ['group_id'], 'groups', ['id'], (f) => f.onDelete('cascade'))
      .addForeignKeyConstraint('uploads_user', ['user_id'], 'users', ['id'], (f) => f.onDelete('cascade')),
  uploads_by_user: (db) =>
    db.schema
      .createIndex('uploads_by_user')
      .on('uploads')
      .columns(['user_id', 'group_id', 'state', 'sha256']),
  uploads_by_end: (db) =>
    db.schema.createIndex('uploads_by_end').on('uploads').columns(['state', 'expires_at']),
  media_jobs: (db) =>
    db.schema
      .createTable('media_jobs')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('photo_id', column.id, (c) => c.notNull().unique())
      .addColumn('state', column.word, (c) => c.notNull())
      .addColumn('attempt', column.integer, (c) => c.notNull())
      .addColumn('due_at', column.integer, (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addForeignKeyConstraint('media_jobs_photo', ['photo_id'], 'photos', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  media_jobs_by_due: (db) =>
    db.schema.createIndex('media_jobs_by_due').on('media_jobs').columns(['state', 'due_at']),
  object_deletions: (db) =>
    db.schema
      .createTable('object_deletions')
      .addColumn('object_key', column.text(200), (c) => c.primaryKey())
      .addColumn('due_at', column.integer, (c) => c.notNull())
      .addColumn('tries', column.integer, (c) => c.notNull()),
  object_deletions_by_due: (db) =>
    db.schema.createIndex('object_deletions_by_due').on('object_deletions').column('due_at'),
});
