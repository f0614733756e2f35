import { defineSteps } from './steps.ts';

export const kindSteps = defineSteps('0026', {
  // A feed of one kind: the few videos of a large group are found without walking its photos.
  photos_by_kind_taken: (db) =>
    db.schema
      .createIndex('photos_by_kind_taken')
      .on('photos')
      .columns(['group_id', 'kind', 'trashed_at', 'taken_at', 'id']),
  photos_by_kind_added: (db) =>
    db.schema
      .createIndex('photos_by_kind_added')
      .on('photos')
      .columns(['group_id', 'kind', 'trashed_at', 'added_at', 'id']),
});
