import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const signingKeySteps = defineSteps('0006', {
  // The generation is the key, so that of servers that make the next one at once only one does.
  signing_keys: (db) =>
    db.schema
      .createTable('signing_keys')
      .addColumn('generation', column.integer, (c) => c.primaryKey())
      .addColumn('kid', column.id, (c) => c.notNull().unique())
      .addColumn('sealed_key', column.long, (c) => c.notNull())
      .addColumn('signs_from', column.integer, (c) => c.notNull()),
});
