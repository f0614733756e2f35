import type { Selectable } from 'kysely';
import type { EmailChangesTable, Queryable, Tx } from '../../db/index.ts';

export type EmailChangeRow = Selectable<EmailChangesTable>;

export async function insertEmailChange(tx: Tx, row: EmailChangeRow): Promise<void> {
  await tx.sql.insertInto('email_changes').values(row).execute();
}

export function selectEmailChange(db: Queryable, id: string): Promise<EmailChangeRow | undefined> {
  return db.sql.selectFrom('email_changes').selectAll().where('id', '=', id).executeTakeFirst();
}

/** All of the account's that are remembered, the oldest first. */
export function selectEmailChanges(db: Queryable, userId: string): Promise<EmailChangeRow[]> {
  return db.sql
    .selectFrom('email_changes')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute();
}

/** The one that can still be made; it falls with the session that asked for it. */
export function selectWaitingChange(
  db: Queryable,
  userId: string,
  now: number,
): Promise<EmailChangeRow | undefined> {
  return db.sql
    .selectFrom('email_changes')
    .innerJoin('sessions', 'sessions.id', 'email_changes.session_id')
    .selectAll('email_changes')
    .where('email_changes.user_id', '=', userId)
    .where('email_changes.made_at', 'is', null)
    .where('email_changes.ended_at', 'is', null)
    .where('email_changes.expires_at', '>', now)
    .where('sessions.ended_at', 'is', null)
    .orderBy('email_changes.created_at', 'desc')
    .executeTakeFirst();
}

export async function updateEmailChange(
  tx: Tx,
  id: string,
  change: Partial<Pick<EmailChangeRow, 'asked_at' | 'asks' | 'made_at'>>,
): Promise<void> {
  await tx.sql.updateTable('email_changes').set(change).where('id', '=', id).execute();
}

/** Ends the account's changes that have not ended: all that were made since then, and those that wait. */
export async function endEmailChanges(
  tx: Tx,
  userId: string,
  now: number,
  { madeSince }: { madeSince?: number } = {},
): Promise<void> {
  await tx.sql
    .updateTable('email_changes')
    .set({ ended_at: now })
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where(({ or, eb }) =>
      madeSince === undefined
        ? eb('made_at', 'is', null)
        : or([eb('made_at', 'is', null), eb('created_at', '>=', madeSince)]),
    )
    .execute();
}

export async function deleteEmailChanges(tx: Tx, madeBefore: number, limit: number): Promise<number> {
  const found = await tx.sql
    .selectFrom('email_changes')
    .select('id')
    .where('created_at', '<', madeBefore)
    .limit(limit)
    .execute();
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  const { numDeletedRows } = await tx.sql
    .deleteFrom('email_changes')
    .where('id', 'in', ids)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export async function deleteEmailChangesOf(tx: Tx, userId: string): Promise<void> {
  await tx.sql.deleteFrom('email_changes').where('user_id', '=', userId).execute();
}
