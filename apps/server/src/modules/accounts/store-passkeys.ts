import type { Selectable } from 'kysely';
import {
  insertIgnoring,
  type PasskeyChallengesTable,
  type PasskeysTable,
  type Queryable,
  type Tx,
} from '../../db/index.ts';

export type PasskeyRow = Selectable<PasskeysTable>;

/** The oldest first. */
export function selectPasskeys(db: Queryable, userId: string): Promise<PasskeyRow[]> {
  return db.sql
    .selectFrom('passkeys')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export function selectPasskeyByHash(db: Queryable, credentialHash: string): Promise<PasskeyRow | undefined> {
  return db.sql
    .selectFrom('passkeys')
    .selectAll()
    .where('credential_hash', '=', credentialHash)
    .executeTakeFirst();
}

/** Answers false when some account has it already. */
export async function insertPasskey(tx: Tx, row: PasskeysTable): Promise<boolean> {
  return (await insertIgnoring(tx.sql, 'passkeys', row)) === 1;
}

/** Answers false when the account has none of that id. */
export async function renamePasskey(tx: Tx, userId: string, id: string, name: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('passkeys')
    .set({ name })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Notes a use. Answers false when the passkey is gone, or its counter is not ahead of the last one any more; 0 means
 * that the authenticator does not count.
 */
export async function usePasskey(
  tx: Tx,
  id: string,
  { counter, synced, now }: { counter: number; synced: number; now: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('passkeys')
    .set({ counter, synced, last_used_at: now })
    .where('id', '=', id)
    .where('counter', counter === 0 ? '=' : '<', counter)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Answers false when the account has none of that id. */
export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Those that the account got since then; answers how many. */
export async function deletePasskeysSince(tx: Tx, userId: string, since: number): Promise<number> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('passkeys')
    .where('user_id', '=', userId)
    .where('created_at', '>=', since)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export async function insertChallenge(db: Queryable, row: PasskeyChallengesTable): Promise<void> {
  await db.sql.insertInto('passkey_challenges').values(row).execute();
}

/** Takes a challenge away; answers false unless it was there, in time. */
export async function takeChallenge(db: Queryable, challengeHash: string, now: number): Promise<boolean> {
  const { numDeletedRows } = await db.sql
    .deleteFrom('passkey_challenges')
    .where('challenge_hash', '=', challengeHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function deleteChallenges(tx: Tx, expiredBefore: number, limit: number): Promise<number> {
  const found = await tx.sql
    .selectFrom('passkey_challenges')
    .select('challenge_hash')
    .where('expires_at', '<', expiredBefore)
    .limit(limit)
    .execute();
  if (found.length === 0) return 0;
  const { numDeletedRows } = await tx.sql
    .deleteFrom('passkey_challenges')
    .where(
      'challenge_hash',
      'in',
      found.map(({ challenge_hash }) => challenge_hash),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
