import { column } from '../portable.ts';
import { defineSteps } from './steps.ts';

export const mailSteps = defineSteps('0009', {
  users_language: (db) =>
    db.schema.alterTable('users').addColumn('language', column.word, (c) => c.notNull().defaultTo('en')),
  // By address, not by account: it outlives an account that nobody could confirm.
  mail_suppressions: (db) =>
    db.schema
      .createTable('mail_suppressions')
      .addColumn('address_hash', column.digest, (c) => c.primaryKey())
      .addColumn('reason', column.word, (c) => c.notNull())
      .addColumn('noted_at', column.integer, (c) => c.notNull())
      .addColumn('times', column.integer, (c) => c.notNull())
      .addColumn('cleared_at', column.integer),
});
