import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const wayInSteps = defineSteps('0013', {
  // Credential ids are longer than what an index of MySQL takes, so their digest is what is unique.
  passkeys: (db) =>
    db.schema
      .createTable('passkeys')
      .addColumn('id', column.id, (c) => c.primaryKey())
      .addColumn('user_id', column.id, (c) => c.notNull())
      .addColumn('credential_hash', column.digest, (c) => c.notNull().unique())
      .addColumn('credential_id', column.long, (c) => c.notNull())
      .addColumn('public_key', column.long, (c) => c.notNull())
      .addColumn('counter', column.integer, (c) => c.notNull())
      .addColumn('transports', column.text(600), (c) => c.notNull())
      .addColumn('name', column.text(60), (c) => c.notNull())
      .addColumn('synced', column.integer, (c) => c.notNull())
      .addColumn('created_at', column.integer, (c) => c.notNull())
      .addColumn('last_used_at', column.integer)
      .addForeignKeyConstraint('passkeys_user', ['user_id'], 'users', ['id'], (f) => f.onDelete('cascade')),
  passkeys_by_user: (db) =>
    db.schema.createIndex('passkeys_by_user').on('passkeys').columns(['user_id', 'created_at']),
  passkey_challenges: (db) =>
    db.schema
      .createTable('passkey_challenges')
      .addColumn('challenge_hash', column.digest, (c) => c.primaryKey())
      .addColumn('expires_at', column.integer, (c) => c.notNull()),
  passkey_challenges_by_end: (db) =>
    db.schema.createIndex('passkey_challenges_by_end').on('passkey_challenges').column('expires_at'),
  sessions_confirmation: (db) => db.schema.alterTable('sessions').addColumn('confirmed_at', column.integer),
});
