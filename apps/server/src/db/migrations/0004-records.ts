import { column, refuseChanges } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const recordSteps = defineSteps('0004', {
  // No foreign keys: what happened stays written when those it happened to are gone.
  audit_logs: (db) =>
    db.schema
      .createTable('audit_logs')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('at', column.integer, (c) => c.notNull())
      .addColumn('action', column.word, (c) => c.notNull())
      .addColumn('actor_id', column.id)
      .addColumn('group_id', column.id)
      .addColumn('subject_id', column.id)
      .addColumn('details', column.long, (c) => c.notNull())
      .addColumn('request_id', column.text(64))
      .addColumn('ip', column.text(45)),
  audit_logs_by_group: (db) =>
    db.schema.createIndex('audit_logs_by_group').on('audit_logs').columns(['group_id', 'id']),
  audit_logs_no_update: (db) => refuseChanges(db, 'audit_logs', 'update'),
  audit_logs_no_delete: (db) => refuseChanges(db, 'audit_logs', 'delete'),
  idempotency_keys: (db) =>
    db.schema
      .createTable('idempotency_keys')
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('key_hash', column.digest, (c) => c.notNull())
      .addColumn('request_hash', column.digest, (c) => c.notNull())
      .addColumn('status', column.integer)
      .addColumn('response', column.long)
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addPrimaryKeyConstraint('idempotency_keys_pk', ['user_id', 'key_hash'])
      .addForeignKeyConstraint('idempotency_keys_user', ['user_id'], 'users', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  idempotency_keys_by_age: (db) =>
    db.schema.createIndex('idempotency_keys_by_age').on('idempotency_keys').column('created_at'),
});
