export { type Database, openDatabase, type Queryable, type Tx } from './database.ts';
export { countRows, insertRows, movedTables, type Row, readAtOneMoment, readRows } from './dump.ts';
export { listGrants } from './grants.ts';
export { findPending, migrate } from './migrate.ts';
export { insertIgnoring, insertMissing, isConflict, lockRows, readAlong, seeksByTuple } from './portable.ts';
export { prepare } from './prepare.ts';
export type * from './tables.ts';
export { isUnavailable } from './unavailable.ts';
