export { barred, hasBlocks, stands } from './barred.ts';
export { type Database, openDatabase, type Queryable, type Tx } from './database.ts';
export { countRows, insertRows, movedTables, type Row, readAtOneMoment, readRows } from './dump.ts';
export { listGrants } from './grants.ts';
export { findPending, migrate } from './migrate.ts';
export {
  hasBesides,
  insertIgnoring,
  insertMissing,
  isConflict,
  lockRows,
  readAlong,
  seeksByAnswer,
  seeksByTuple,
} from './portable.ts';
export { prepare } from './prepare.ts';
export type * from './tables.ts';
export { isUnavailable } from './unavailable.ts';
