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
});
