import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const motionSteps = defineSteps('0027', {
  motions: (db) =>
    db.schema
      .createTable('motions')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('photo_id', column.id, (c) => c.notNull().unique())
      .addColumn('group_id', column.id, (c) => c.notNull())
      .addColumn('state', column.word, (c) => c.notNull())
      .addColumn('sha256', column.digest, (c) => c.notNull())
      .addColumn('size', column.integer, (c) => c.notNull())
      .addColumn('mime_type', column.text(100), (c) => c.notNull())
      .addColumn('file_name', column.text(255), (c) => c.notNull())
      .addColumn('storage_key', column.text(200), (c) => c.notNull())
      .addColumn('tells_place', column.integer, (c) => c.notNull())
      .addColumn('shared_sha256', column.digest)
      .addColumn('job_id', column.id)
      .addColumn('attempt', column.integer, (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('due_at', column.integer, (c) => c.notNull())
      .addForeignKeyConstraint('motions_photo', ['photo_id'], 'photos', ['id'], (f) => f.onDelete('cascade')),
  motions_by_due: (db) => db.schema.createIndex('motions_by_due').on('motions').columns(['state', 'due_at']),
  motions_by_sha256: (db) => db.schema.createIndex('motions_by_sha256').on('motions').column('sha256'),
  motions_by_shared: (db) => db.schema.createIndex('motions_by_shared').on('motions').column('shared_sha256'),
  uploads_motion_of: (db) => db.schema.alterTable('uploads').addColumn('motion_of', column.id),
});
