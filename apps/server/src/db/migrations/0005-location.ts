import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const locationSteps = defineSteps('0005', {
  photos_shared_sha256: (db) => db.schema.alterTable('photos').addColumn('shared_sha256', column.digest),
  photos_by_shared: (db) =>
    db.schema.createIndex('photos_by_shared').on('photos').columns(['group_id', 'shared_sha256']),
});
