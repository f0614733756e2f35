import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const failureSteps = defineSteps('0010', {
  media_jobs_failures: (db) =>
    db.schema.alterTable('media_jobs').addColumn('failures', column.integer, (c) => c.notNull().defaultTo(0)),
});
