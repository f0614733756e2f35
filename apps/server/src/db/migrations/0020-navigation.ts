import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const navigationSteps = defineSteps('0020', {
  // Null for those who were members before anybody kept it: nothing is new to them until they look.
  group_members_seen_at: (db) => db.schema.alterTable('group_members').addColumn('seen_at', column.integer),
  // All that decides who sees a photo, so that months and what is new are counted without reading any.
  photos_in_sight: (db) =>
    db.schema
      .createIndex('photos_in_sight')
      .on('photos')
      .columns([
        'group_id',
        'trashed_at',
        'added_at',
        'uploader_id',
        'given_at',
        'state',
        'hidden_level',
        'taken_at',
        'id',
      ]),
});
