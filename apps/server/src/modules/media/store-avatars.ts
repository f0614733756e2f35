import type { Selectable } from 'kysely';
import { type AvatarsTable, lockRows, type Queryable, type Tx } from '../../db/index.ts';

export type AvatarRow = Selectable<AvatarsTable>;

export async function insertAvatar(tx: Tx, row: AvatarRow): Promise<void> {
  await tx.sql.insertInto('avatars').values(row).execute();
}

/** Whosever it is. */
export function selectAvatar(db: Queryable, id: string): Promise<AvatarRow | undefined> {
  return db.sql.selectFrom('avatars').selectAll().where('id', '=', id).executeTakeFirst();
}

/** All of somebody's, the oldest first; nobody else changes them before the transaction ends. */
export function lockAvatars(tx: Tx, userId: string): Promise<AvatarRow[]> {
  const rows = tx.sql.selectFrom('avatars').selectAll().where('user_id', '=', userId).orderBy('id');
  return lockRows(tx.sql, rows).execute();
}

/** Those in the state whose time has come, the longest due first. */
export function selectDueAvatars(
  db: Queryable,
  state: AvatarRow['state'],
  now: number,
  limit: number,
): Promise<AvatarRow[]> {
  return db.sql
    .selectFrom('avatars')
    .selectAll()
    .where('state', '=', state)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();
}

/** Moves one on from exactly how it was seen; answers false when someone else did. */
export async function moveAvatar(
  db: Queryable,
  { id, state, attempt }: Pick<AvatarRow, 'id' | 'state' | 'attempt'>,
  to: Partial<Pick<AvatarRow, 'state' | 'failure' | 'job_id' | 'attempt' | 'due_at'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db.sql
    .updateTable('avatars')
    .set(to)
    .where('id', '=', id)
    .where('state', '=', state)
    .where('attempt', '=', attempt)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends every lease now. */
export async function endAvatarLeases(db: Queryable, now: number): Promise<void> {
  await db.sql
    .updateTable('avatars')
    .set({ due_at: now })
    .where('state', '=', 'processing')
    .where('due_at', '>', now)
    .execute();
}

export async function deleteAvatars(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql.deleteFrom('avatars').where('id', 'in', ids).execute();
}

/** Of those that are there, how they stand. */
export async function selectAvatarStates(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, AvatarRow['state']>> {
  if (ids.length === 0) return new Map();
  const rows = await db.sql.selectFrom('avatars').select(['id', 'state']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, state }) => [id, state]));
}
