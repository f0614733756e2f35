import type { Kysely } from 'kysely';
import { column, dialectOf, dropTrigger, isChanged, refuseChanges, refuseWhere } from '../portable.ts';
import { defineSteps } from './steps.ts';

const content = [
  'id',
  'at',
  'action',
  'actor_id',
  'group_id',
  'subject_id',
  'details',
  'request_id',
  'ip',
] as const;

/** A row is sealed once, whole, and keeps what it says. */
const sealsBadly = (db: Kysely<unknown>): string =>
  ['old.seq is not null', 'new.seq is null', ...content.map((each) => isChanged(db, each))].join(' or ');

export const auditChainSteps = defineSteps('0015', {
  audit_logs_seq: (db) => db.schema.alterTable('audit_logs').addColumn('seq', column.integer),
  audit_logs_prev_hash: (db) => db.schema.alterTable('audit_logs').addColumn('prev_hash', column.digest),
  audit_logs_hash: (db) => db.schema.alterTable('audit_logs').addColumn('hash', column.digest),
  audit_logs_seal: (db) => db.schema.alterTable('audit_logs').addColumn('seal', column.digest),
  audit_logs_by_seq: (db) =>
    db.schema.createIndex('audit_logs_by_seq').on('audit_logs').column('seq').unique(),
  // The new trigger is there before the one that it takes the place of goes.
  audit_logs_only_seal: (db) =>
    refuseWhere(db, 'audit_logs_only_seal', {
      table: 'audit_logs',
      verb: 'update',
      condition: sealsBadly(db),
    }),
  audit_logs_may_seal: () => dropTrigger('audit_logs_no_update'),
  audit_checkpoints: (db) =>
    db.schema
      .createTable('audit_checkpoints')
      .addColumn('through_seq', column.integer, (c) => c.primaryKey())
      .addColumn('hash', column.digest, (c) => c.notNull())
      .addColumn('at', column.integer, (c) => c.notNull())
      .addColumn('seal', column.digest, (c) => c.notNull()),
  audit_checkpoints_no_update: (db) => refuseChanges(db, 'audit_checkpoints', 'update'),
  audit_checkpoints_no_delete: (db) => refuseChanges(db, 'audit_checkpoints', 'delete'),
  audit_logs_only_prune: (db) =>
    refuseWhere(db, 'audit_logs_only_prune', {
      table: 'audit_logs',
      verb: 'delete',
      condition: 'not exists (select 1 from audit_checkpoints where through_seq >= old.seq)',
    }),
  audit_logs_may_prune: () => dropTrigger('audit_logs_no_delete'),
  // In SQLite, REPLACE takes rows away without a word to triggers of DELETE.
  audit_logs_no_replace: (db) =>
    dialectOf(db) === 'sqlite'
      ? refuseWhere(db, 'audit_logs_no_replace', {
          table: 'audit_logs',
          verb: 'insert',
          condition: 'exists (select 1 from audit_logs where id = new.id or seq = new.seq)',
        })
      : dropTrigger('audit_logs_no_replace'),
});
