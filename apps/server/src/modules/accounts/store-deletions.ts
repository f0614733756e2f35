import type { Selectable } from 'kysely';
import {
  type AccountDeletionsTable,
  insertIgnoring,
  lockRows,
  type Queryable,
  type Tx,
} from '../../db/index.ts';

export type DeletionRow = Selectable<AccountDeletionsTable>;

/** Answers false when the account is to be deleted already. */
export async function insertDeletion(tx: Tx, row: DeletionRow): Promise<boolean> {
  return (await insertIgnoring(tx.sql, 'account_deletions', row)) === 1;
}

export function selectDeletion(db: Queryable, id: string): Promise<DeletionRow | undefined> {
  return db.sql.selectFrom('account_deletions').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The account's, as long as it can be kept. */
export function selectWaitingDeletion(
  db: Queryable,
  userId: string,
  now: number,
): Promise<DeletionRow | undefined> {
  return db.sql
    .selectFrom('account_deletions')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', '=', 'waiting')
    .where('final_at', '>', now)
    .executeTakeFirst();
}

/** As `selectDeletion`; nobody changes the row before the transaction ends. */
export function lockDeletion(tx: Tx, id: string): Promise<DeletionRow | undefined> {
  const row = tx.sql.selectFrom('account_deletions').selectAll().where('id', '=', id);
  return lockRows(tx.sql, row).executeTakeFirst();
}

/** Those in the states that something is to be done about, the longest due first. */
export function selectDueDeletions(
  db: Queryable,
  states: readonly DeletionRow['state'][],
  now: number,
  limit: number,
): Promise<DeletionRow[]> {
  return db.sql
    .selectFrom('account_deletions')
    .selectAll()
    .where('next_at', '<=', now)
    .where('state', 'in', states)
    .orderBy('next_at')
    .limit(limit)
    .execute();
}

export async function updateDeletion(
  db: Queryable,
  id: string,
  change: Partial<Pick<DeletionRow, 'state' | 'next_at' | 'tally' | 'farewell' | 'certificate'>>,
): Promise<void> {
  await db.sql.updateTable('account_deletions').set(change).where('id', '=', id).execute();
}

/** Counts a try and puts the next one off; answers false when somebody else takes this one. */
export async function claimFarewell(
  db: Queryable,
  { id, tries }: Pick<DeletionRow, 'id' | 'tries'>,
  nextAt: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db.sql
    .updateTable('account_deletions')
    .set({ tries: tries + 1, next_at: nextAt })
    .where('id', '=', id)
    .where('state', '=', 'erased')
    .where('tries', '=', tries)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteDeletion(db: Queryable, id: string): Promise<void> {
  await db.sql.deleteFrom('account_deletions').where('id', '=', id).execute();
}
