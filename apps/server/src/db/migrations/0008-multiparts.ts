import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const multipartSteps = defineSteps('0008', {
  uploads_part_size: (db) => db.schema.alterTable('uploads').addColumn('part_size', column.integer),
  uploads_multipart_id: (db) => db.schema.alterTable('uploads').addColumn('multipart_id', column.text(512)),
});
