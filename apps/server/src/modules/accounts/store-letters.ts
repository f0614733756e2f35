import type { Insertable, Selectable } from 'kysely';
import type { EmailTokensTable, LettersTable, Queryable, Tx } from '../../db/index.ts';

export type LetterRow = Selectable<LettersTable>;
export type TokenRow = Selectable<EmailTokensTable>;

export async function insertLetter(tx: Tx, row: LetterRow): Promise<void> {
  await tx.sql.insertInto('letters').values(row).execute();
}

/** Whether a letter of the kind, about the same thing, is on its way already. */
export async function isLetterOwed(
  tx: Tx,
  userId: string,
  kind: LetterRow['kind'],
  about: string | null,
): Promise<boolean> {
  const found = await tx.sql
    .selectFrom('letters')
    .select('id')
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .where('about', about === null ? 'is' : '=', about)
    .executeTakeFirst();
  return found !== undefined;
}

export function selectDueLetters(db: Queryable, now: number, limit: number): Promise<LetterRow[]> {
  return db.sql
    .selectFrom('letters')
    .selectAll()
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();
}

/** Counts a try and puts the next one off; answers false when somebody else takes this one. */
export async function claimLetter(db: Queryable, seen: LetterRow, dueAt: number): Promise<boolean> {
  const { numUpdatedRows } = await db.sql
    .updateTable('letters')
    .set({ tries: seen.tries + 1, due_at: dueAt })
    .where('id', '=', seen.id)
    .where('tries', '=', seen.tries)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteLetter(db: Queryable, id: string): Promise<void> {
  await db.sql.deleteFrom('letters').where('id', '=', id).execute();
}

export async function insertToken(tx: Tx, row: Insertable<EmailTokensTable>): Promise<void> {
  await tx.sql.insertInto('email_tokens').values(row).execute();
}

/** When tokens of the purpose were made since then, dead ones too. */
export async function selectTokenTimes(
  tx: Tx,
  userId: string,
  purpose: TokenRow['purpose'],
  since: number,
): Promise<number[]> {
  const rows = await tx.sql
    .selectFrom('email_tokens')
    .select('created_at')
    .where('user_id', '=', userId)
    .where('purpose', '=', purpose)
    .where('created_at', '>', since)
    .execute();
  return rows.map((row) => row.created_at);
}

const unspent = (db: Queryable, purpose: TokenRow['purpose'], now: number) =>
  db.sql
    .selectFrom('email_tokens')
    .selectAll()
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('link_expires_at', '>', now);

export function selectTokenByLink(
  db: Queryable,
  purpose: TokenRow['purpose'],
  linkHash: string,
  now: number,
): Promise<TokenRow | undefined> {
  return unspent(db, purpose, now).where('link_hash', '=', linkHash).executeTakeFirst();
}

/** The one token of the account whose code may still be typed. */
export function selectTokenWithCode(
  db: Queryable,
  userId: string,
  now: number,
): Promise<TokenRow | undefined> {
  return unspent(db, 'verify', now)
    .where('user_id', '=', userId)
    .where('code_expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
}

/** Answers false when the tries are used up, or the token is spent. */
export async function countTry(tx: Tx, id: string, limit: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('email_tokens')
    .set((set) => ({ tries: set('tries', '+', 1) }))
    .where('id', '=', id)
    .where('tries', '<', limit)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Answers false when the token is spent already. */
export async function spendToken(tx: Tx, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('email_tokens')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Spends all of the account's tokens of the purposes. */
export async function spendTokens(
  tx: Tx,
  userId: string,
  purposes: readonly TokenRow['purpose'][],
  now: number,
): Promise<void> {
  await tx.sql
    .updateTable('email_tokens')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('purpose', 'in', purposes)
    .where('used_at', 'is', null)
    .execute();
}

/** Spends the account's ways back of those changes of address. */
export async function spendReturns(
  tx: Tx,
  userId: string,
  changeIds: readonly string[],
  now: number,
): Promise<void> {
  await tx.sql
    .updateTable('email_tokens')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('purpose', '=', 'return')
    .where('about', 'in', changeIds)
    .where('used_at', 'is', null)
    .execute();
}

export async function deleteTokens(tx: Tx, expiredBefore: number, limit: number): Promise<number> {
  const found = await tx.sql
    .selectFrom('email_tokens')
    .select('id')
    .where('link_expires_at', '<', expiredBefore)
    .limit(limit)
    .execute();
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  const { numDeletedRows } = await tx.sql
    .deleteFrom('email_tokens')
    .where('id', 'in', ids)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export async function deleteTokensOf(tx: Tx, userId: string): Promise<void> {
  await tx.sql.deleteFrom('email_tokens').where('user_id', '=', userId).execute();
}

export async function deleteLettersOf(tx: Tx, userId: string): Promise<void> {
  await tx.sql.deleteFrom('letters').where('user_id', '=', userId).execute();
}
