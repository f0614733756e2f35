import { column, riseAtUpdate } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const revisionSteps = defineSteps('0016', {
  photos_revision: (db) =>
    db.schema.alterTable('photos').addColumn('revision', column.integer, (c) => c.notNull().defaultTo(1)),
  photos_revision_rises: (db) => riseAtUpdate(db, 'photos', 'revision'),
});
