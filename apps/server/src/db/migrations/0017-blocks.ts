import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const blockSteps = defineSteps('0017', {
  person_blocks: (db) =>
    db.schema
      .createTable('person_blocks')
      .addColumn('blocker_id', column.id, (c) => c.notNull())
      .addColumn('blocked_id', column.id, (c) => c.notNull())
      .addColumn('blocked_at', column.integer, (c) => c.notNull())
      .addColumn('hides_all', column.integer, (c) => c.notNull())
      .addColumn('lifted_at', column.integer)
      .addPrimaryKeyConstraint('person_blocks_pk', ['blocker_id', 'blocked_id'])
      .addForeignKeyConstraint('person_blocks_blocker', ['blocker_id'], 'users', ['id'], (f) =>
        f.onDelete('cascade'),
      )
      .addForeignKeyConstraint('person_blocks_blocked', ['blocked_id'], 'users', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  person_blocks_by_blocked: (db) =>
    db.schema
      .createIndex('person_blocks_by_blocked')
      .on('person_blocks')
      .columns(['blocked_id', 'blocker_id']),
  person_blocks_by_lift: (db) =>
    db.schema.createIndex('person_blocks_by_lift').on('person_blocks').column('lifted_at'),
});
