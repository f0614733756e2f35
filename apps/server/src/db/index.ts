export { type Database, openDatabase, type Queryable, type Tx } from './database.ts';
export { migrate } from './migrate.ts';
export { insertIgnoring, insertMissing, isConflict, lockRows, readAlong, seeksByTuple } from './portable.ts';
export type * from './tables.ts';
export { isUnavailable } from './unavailable.ts';
