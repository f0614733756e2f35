import type { Selectable } from 'kysely';
import { prepare, type Queryable, type SessionsTable, type Tx } from '../../db/index.ts';

export type SessionRow = Selectable<SessionsTable> & {
  verified_at: number | null;
  suspended_at: number | null;
  suspended_until: number | null;
};

const sessions = (db: Queryable) =>
  db.sql
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .selectAll('sessions')
    .select(['users.verified_at', 'users.suspended_at', 'users.suspended_until']);

export async function insertSession(tx: Tx, row: SessionsTable): Promise<void> {
  await tx.sql.insertInto('sessions').values(row).execute();
}

/** With the standing of its account. */
export function selectSession(db: Queryable, id: string): Promise<SessionRow | undefined> {
  return sessions(db).where('sessions.id', '=', id).executeTakeFirst();
}

const liveness = prepare((db, { id }: { id: string }) =>
  db.sql
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select([
      'sessions.user_id',
      'sessions.ended_at',
      'sessions.expires_at',
      'sessions.last_used_at',
      'users.verified_at',
      'users.suspended_at',
      'users.suspended_until',
    ])
    .where('sessions.id', '=', id),
);

export type SessionLiveness = Pick<
  SessionRow,
  'user_id' | 'ended_at' | 'expires_at' | 'last_used_at' | 'verified_at' | 'suspended_at' | 'suspended_until'
>;

/** What says whether it may be used, which every request asks. */
export async function selectLiveness(db: Queryable, id: string): Promise<SessionLiveness | undefined> {
  const [row] = await liveness(db, { id });
  return row;
}

/** All that are remembered, ended ones too, the newest first. */
export function selectSessions(db: Queryable, userId: string, limit: number): Promise<SessionRow[]> {
  return sessions(db).where('user_id', '=', userId).orderBy('sessions.id', 'desc').limit(limit).execute();
}

/** Those that have not ended, the most recently used first. */
export function selectOpenSessions(
  db: Queryable,
  userId: string,
  { now, usedAfter, limit }: { now: number; usedAfter: number; limit: number },
): Promise<SessionRow[]> {
  return sessions(db)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('last_used_at', '>', usedAfter)
    .orderBy('last_used_at', 'desc')
    .orderBy('sessions.id', 'desc')
    .limit(limit)
    .execute();
}

/** Answers false when the token of that hash is not the current one any more, or the session has ended. */
export async function rotateSession(
  db: Queryable,
  id: string,
  spentHash: string,
  next: { generation: number; refresh_hash: string; rotated_at: number; last_used_at: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db.sql
    .updateTable('sessions')
    .set(next)
    .where('id', '=', id)
    .where('refresh_hash', '=', spentHash)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function confirmSession(tx: Tx, id: string, now: number): Promise<void> {
  await tx.sql.updateTable('sessions').set({ confirmed_at: now }).where('id', '=', id).execute();
}

/** Ends the user's sessions, all but or only the one named; answers how many had not ended. */
export async function endSessions(
  tx: Tx,
  userId: string,
  now: number,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  const { only, except } = which;
  let update = tx.sql
    .updateTable('sessions')
    .set({ ended_at: now, expires_at: now })
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null);
  if (only !== undefined) update = update.where('id', '=', only);
  if (except !== undefined) update = update.where('id', '!=', except);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function deleteSessions(tx: Tx, expiredBefore: number, limit: number): Promise<number> {
  const found = await tx.sql
    .selectFrom('sessions')
    .select('id')
    .where('expires_at', '<', expiredBefore)
    .limit(limit)
    .execute();
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  const { numDeletedRows } = await tx.sql.deleteFrom('sessions').where('id', 'in', ids).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Answers how many there were, ended ones included. */
export async function deleteSessionsOf(tx: Tx, userId: string): Promise<number> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
