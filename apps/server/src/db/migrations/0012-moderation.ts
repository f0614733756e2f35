import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const moderationSteps = defineSteps('0012', {
  users_suspended_until: (db) => db.schema.alterTable('users').addColumn('suspended_until', column.integer),
  users_platform_role: (db) => db.schema.alterTable('users').addColumn('platform_role', column.word),
  users_by_platform_role: (db) =>
    db.schema.createIndex('users_by_platform_role').on('users').column('platform_role'),
  letters_about: (db) => db.schema.alterTable('letters').addColumn('about', column.text(64)),
  photos_hidden_level: (db) =>
    db.schema.alterTable('photos').addColumn('hidden_level', column.integer, (c) => c.notNull().defaultTo(0)),
  photos_by_digest: (db) => db.schema.createIndex('photos_by_digest').on('photos').column('sha256'),
  photos_by_shared_digest: (db) =>
    db.schema.createIndex('photos_by_shared_digest').on('photos').column('shared_sha256'),
  photo_holds: (db) =>
    db.schema
      .createTable('photo_holds')
      .addColumn('photo_id', column.id, (c) => c.notNull())
      .addColumn('source', column.id, (c) => c.notNull())
      .addColumn('level', column.integer, (c) => c.notNull())
      .addColumn('asker_id', column.id)
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addPrimaryKeyConstraint('photo_holds_pk', ['photo_id', 'source'])
      .addForeignKeyConstraint('photo_holds_photo', ['photo_id'], 'photos', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  photo_holds_by_source: (db) =>
    db.schema.createIndex('photo_holds_by_source').on('photo_holds').column('source'),
  content_blocks: (db) =>
    db.schema
      .createTable('content_blocks')
      .addColumn('sha256', column.digest, (c) => c.notNull())
      .addColumn('source', column.id, (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('pending_since', column.integer)
      .addPrimaryKeyConstraint('content_blocks_pk', ['sha256', 'source']),
  content_blocks_by_source: (db) =>
    db.schema.createIndex('content_blocks_by_source').on('content_blocks').column('source'),
  content_blocks_by_pending: (db) =>
    db.schema.createIndex('content_blocks_by_pending').on('content_blocks').column('pending_since'),
  // No foreign key: evidence outlives the photo that it is of.
  evidence_objects: (db) =>
    db.schema
      .createTable('evidence_objects')
      .addColumn('object_key', column.text(200), (c) => c.primaryKey())
      .addColumn('case_id', column.id, (c) => c.notNull())
      .addColumn('photo_id', column.id, (c) => c.notNull())
      .addColumn('source_key', column.text(200), (c) => c.notNull())
      .addColumn('content_type', column.text(100), (c) => c.notNull())
      .addColumn('viewable', column.integer, (c) => c.notNull())
      .addColumn('state', column.word, (c) => c.notNull())
      .addColumn('due_at', column.integer, (c) => c.notNull())
      .addColumn('tries', column.integer, (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull()),
  evidence_objects_by_case: (db) =>
    db.schema.createIndex('evidence_objects_by_case').on('evidence_objects').column('case_id'),
  evidence_objects_by_photo: (db) =>
    db.schema.createIndex('evidence_objects_by_photo').on('evidence_objects').columns(['photo_id', 'state']),
  evidence_objects_by_due: (db) =>
    db.schema.createIndex('evidence_objects_by_due').on('evidence_objects').columns(['state', 'due_at']),
  moderation_cases: (db) =>
    db.schema
      .createTable('moderation_cases')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('purpose', column.word, (c) => c.notNull())
      .addColumn('subject_kind', column.word, (c) => c.notNull())
      .addColumn('subject_id', column.id, (c) => c.notNull())
      .addColumn('subject_key', column.text(120), (c) => c.notNull())
      .addColumn('live_key', column.text(120), (c) => c.unique())
      .addColumn('group_id', column.id, (c) => c.notNull())
      .addColumn('group_name', column.text(80), (c) => c.notNull())
      .addColumn('person_id', column.id)
      .addColumn('reason', column.word, (c) => c.notNull())
      .addColumn('tier', column.word, (c) => c.notNull())
      .addColumn('state', column.word, (c) => c.notNull())
      .addColumn('report_count', column.integer, (c) => c.notNull())
      .addColumn('hiding_count', column.integer, (c) => c.notNull())
      .addColumn('objection', column.text(2000))
      .addColumn('opened_at', column.integer, (c) => c.notNull())
      .addColumn('due_at', column.integer)
      .addColumn('decided_by', column.id)
      .addColumn('decided_at', column.integer),
  moderation_cases_by_tier: (db) =>
    db.schema.createIndex('moderation_cases_by_tier').on('moderation_cases').columns(['tier', 'state', 'id']),
  moderation_cases_by_group: (db) =>
    db.schema
      .createIndex('moderation_cases_by_group')
      .on('moderation_cases')
      .columns(['group_id', 'tier', 'state', 'id']),
  moderation_cases_by_subject: (db) =>
    db.schema.createIndex('moderation_cases_by_subject').on('moderation_cases').columns(['subject_id', 'id']),
  moderation_cases_by_person: (db) =>
    db.schema.createIndex('moderation_cases_by_person').on('moderation_cases').columns(['person_id', 'id']),
  moderation_cases_by_due: (db) =>
    db.schema.createIndex('moderation_cases_by_due').on('moderation_cases').columns(['state', 'due_at']),
  reports: (db) =>
    db.schema
      .createTable('reports')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('case_id', column.id, (c) => c.notNull())
      .addColumn('reporter_id', column.id)
      .addColumn('subject_key', column.text(120), (c) => c.notNull())
      .addColumn('reason', column.word, (c) => c.notNull())
      .addColumn('text', column.text(2000), (c) => c.notNull())
      .addColumn('snapshot', column.long, (c) => c.notNull())
      .addColumn('counts', column.integer, (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('verdict', column.word)
      .addColumn('judged_at', column.integer)
      .addForeignKeyConstraint('reports_case', ['case_id'], 'moderation_cases', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  // A person reports a thing once; a null, where the person is gone, never collides.
  reports_once: (db) =>
    db.schema.createIndex('reports_once').unique().on('reports').columns(['reporter_id', 'subject_key']),
  reports_by_case: (db) => db.schema.createIndex('reports_by_case').on('reports').columns(['case_id', 'id']),
  reports_by_reporter: (db) =>
    db.schema.createIndex('reports_by_reporter').on('reports').columns(['reporter_id', 'created_at']),
  moderation_decisions: (db) =>
    db.schema
      .createTable('moderation_decisions')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('case_id', column.id, (c) => c.notNull())
      .addColumn('person_id', column.id)
      .addColumn('tier', column.word, (c) => c.notNull())
      .addColumn('decided_by', column.id)
      .addColumn('reason', column.word, (c) => c.notNull())
      .addColumn('message', column.text(2000), (c) => c.notNull())
      .addColumn('note', column.text(2000), (c) => c.notNull())
      .addColumn('decided_at', column.integer, (c) => c.notNull())
      .addColumn('appeal_until', column.integer)
      .addColumn('reversed_at', column.integer)
      .addColumn('reversed_by', column.id)
      .addForeignKeyConstraint('moderation_decisions_case', ['case_id'], 'moderation_cases', ['id'], (f) =>
        f.onDelete('cascade'),
      ),
  moderation_decisions_by_case: (db) =>
    db.schema
      .createIndex('moderation_decisions_by_case')
      .on('moderation_decisions')
      .columns(['case_id', 'id']),
  moderation_decisions_by_person: (db) =>
    db.schema
      .createIndex('moderation_decisions_by_person')
      .on('moderation_decisions')
      .columns(['person_id', 'id']),
  moderation_actions: (db) =>
    db.schema
      .createTable('moderation_actions')
      .addColumn('decision_id', column.id, (c) => c.notNull())
      .addColumn('kind', column.word, (c) => c.notNull())
      .addColumn('until', column.integer)
      .addColumn('state', column.word, (c) => c.notNull())
      .addPrimaryKeyConstraint('moderation_actions_pk', ['decision_id', 'kind'])
      .addForeignKeyConstraint(
        'moderation_actions_decision',
        ['decision_id'],
        'moderation_decisions',
        ['id'],
        (f) => f.onDelete('cascade'),
      ),
  moderation_appeals: (db) =>
    db.schema
      .createTable('moderation_appeals')
      .addColumn('decision_id', column.id, (c) => c.primaryKey())
      .addColumn('text', column.text(2000), (c) => c.notNull())
      .addColumn('made_at', column.integer, (c) => c.notNull())
      .addColumn('state', column.word, (c) => c.notNull())
      .addColumn('judged_by', column.id)
      .addColumn('judged_at', column.integer)
      .addColumn('message', column.text(2000), (c) => c.notNull())
      .addForeignKeyConstraint(
        'moderation_appeals_decision',
        ['decision_id'],
        'moderation_decisions',
        ['id'],
        (f) => f.onDelete('cascade'),
      ),
});
