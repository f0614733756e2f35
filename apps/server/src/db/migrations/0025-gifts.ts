import { sql } from 'kysely';
import { DAY } from '../../clock.ts';
import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const giftSteps = defineSteps('0025', {
  photos_original_until: (db) => db.schema.alterTable('photos').addColumn('original_until', column.integer),
  photos_by_original_until: (db) =>
    db.schema.createIndex('photos_by_original_until').on('photos').column('original_until'),
  // Of what was given before there was such a column: at the end of the notice of who gave it.
  photos_given_before: () =>
    sql`update photos set original_until = given_at + ${sql.lit(7 * DAY)} where given_at is not null`,
});
