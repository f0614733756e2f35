import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const dataSteps = defineSteps('0014', {
  spent_challenges: (db) =>
    db.schema
      .createTable('spent_challenges')
      .addColumn('challenge_id', column.text(32), (c) => c.primaryKey())
      .addColumn('expires_at', column.integer, (c) => c.notNull()),
  spent_challenges_by_end: (db) =>
    db.schema.createIndex('spent_challenges_by_end').on('spent_challenges').column('expires_at'),
  photos_by_author: (db) =>
    db.schema.createIndex('photos_by_author').on('photos').columns(['uploader_id', 'id']),
  audit_logs_by_actor: (db) =>
    db.schema.createIndex('audit_logs_by_actor').on('audit_logs').columns(['actor_id', 'id']),
  audit_logs_by_subject: (db) =>
    db.schema.createIndex('audit_logs_by_subject').on('audit_logs').columns(['subject_id', 'id']),
});
