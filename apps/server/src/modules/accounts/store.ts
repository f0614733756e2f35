import type { Insertable, Selectable } from 'kysely';
import {
  insertIgnoring,
  isConflict,
  lockRows,
  type Queryable,
  type Tx,
  type UsersTable,
} from '../../db/index.ts';
import { NOBODY } from '../../nobody.ts';
import { UNUSABLE_PASSWORD } from './policy.ts';

export type UserRow = Selectable<UsersTable>;

const users = (db: Queryable) => db.sql.selectFrom('users').selectAll();

export function selectUserByEmail(db: Queryable, email: string): Promise<UserRow | undefined> {
  return users(db).where('email', '=', email).executeTakeFirst();
}

export function selectUser(db: Queryable, id: string): Promise<UserRow | undefined> {
  return users(db).where('id', '=', id).executeTakeFirst();
}

/** As `selectUser`; nobody changes the row before the transaction ends. */
export function lockUser(tx: Tx, id: string): Promise<UserRow | undefined> {
  return lockRows(tx.sql, users(tx).where('id', '=', id)).executeTakeFirst();
}

/** Answers false when the address is taken. */
export async function insertUser(tx: Tx, row: Insertable<UsersTable>): Promise<boolean> {
  return (await insertIgnoring(tx.sql, 'users', row)) === 1;
}

/** Answers false when the account is confirmed, gone, or has another password than the caller saw. */
export async function renewPending(
  tx: Tx,
  seen: Pick<UserRow, 'id' | 'password_hash'>,
  renewed: Pick<UserRow, 'name' | 'password_hash' | 'language'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('users')
    .set(renewed)
    .where('id', '=', seen.id)
    .where('password_hash', '=', seen.password_hash)
    .where('verified_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function updateUser(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<UserRow, 'name' | 'language' | 'password_hash' | 'verified_at' | 'suspended_at' | 'suspended_until'>
  >,
): Promise<void> {
  await tx.sql.updateTable('users').set(change).where('id', '=', id).execute();
}

/** @param avatarId null: they are shown without a picture from now on */
export async function setAvatar(tx: Tx, userId: string, avatarId: string | null): Promise<void> {
  await tx.sql.updateTable('users').set({ avatar_id: avatarId }).where('id', '=', userId).execute();
}

/** Answers false when another account has the address; the transaction is of no use then. */
export async function setEmail(tx: Tx, userId: string, email: string): Promise<boolean> {
  try {
    await tx.sql.updateTable('users').set({ email }).where('id', '=', userId).execute();
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

/** Makes room for who shows to read the mailbox: an account that nobody confirmed does not keep its address. */
export async function deleteUnconfirmedUser(tx: Tx, email: string): Promise<void> {
  await tx.sql.deleteFrom('users').where('email', '=', email).where('verified_at', 'is', null).execute();
}

/** Takes away what says whose account it was; its address is free, and nothing opens it. */
export async function anonymiseUser(tx: Tx, userId: string): Promise<void> {
  await tx.sql
    .updateTable('users')
    .set({
      email: `deleted ${userId}`,
      name: '',
      avatar_id: null,
      password_hash: UNUSABLE_PASSWORD,
      platform_role: null,
    })
    .where('id', '=', userId)
    .execute();
}

/** All that is the account's alone goes with it. Rejects while others' rows name it. */
export async function deleteUser(tx: Tx, userId: string): Promise<void> {
  await tx.sql.deleteFrom('users').where('id', '=', userId).execute();
}

/** Makes sure that there is somebody in whose name things stay. */
export async function insertNobody(tx: Tx): Promise<void> {
  await insertIgnoring(tx.sql, 'users', {
    id: NOBODY,
    email: 'nobody',
    name: '',
    password_hash: UNUSABLE_PASSWORD,
    created_at: 0,
    verified_at: 0,
    suspended_at: 0,
    quota_limit: 0,
  });
}

/** Answers false when it is so already, or is not as the caller saw it. */
export async function setPlatformRole(
  tx: Tx,
  id: string,
  { from, to }: { from: UserRow['platform_role']; to: UserRow['platform_role'] },
): Promise<boolean> {
  if (from === to) return false;
  const { numUpdatedRows } = await tx.sql
    .updateTable('users')
    .set({ platform_role: to })
    .where('id', '=', id)
    .where('platform_role', from === null ? 'is' : '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** @param bytes a UTC day; null: the server's default */
export async function setQuotaLimit(tx: Tx, id: string, bytes: number | null): Promise<void> {
  await tx.sql.updateTable('users').set({ quota_limit: bytes }).where('id', '=', id).execute();
}

/** By their addresses. */
export function selectModerators(db: Queryable): Promise<Pick<UserRow, 'id' | 'email' | 'name'>[]> {
  return db.sql
    .selectFrom('users')
    .select(['id', 'email', 'name'])
    .where('platform_role', '=', 'moderator')
    .orderBy('email')
    .execute();
}

/** Accounts that nobody confirmed, with no letter on its way and no link that still confirms them. */
export async function deletePendingUsers(
  tx: Tx,
  { madeBefore, now, limit }: { madeBefore: number; now: number; limit: number },
): Promise<number> {
  const found = await tx.sql
    .selectFrom('users')
    .select('id')
    .where('verified_at', 'is', null)
    .where('created_at', '<', madeBefore)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('letters').select('letters.id').whereRef('letters.user_id', '=', 'users.id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('email_tokens')
            .select('email_tokens.id')
            .whereRef('email_tokens.user_id', '=', 'users.id')
            .where('used_at', 'is', null)
            .where('link_expires_at', '>', now),
        ),
      ),
    )
    .limit(limit)
    .execute();
  if (found.length === 0) return 0;
  const { numDeletedRows } = await tx.sql
    .deleteFrom('users')
    .where(
      'id',
      'in',
      found.map(({ id }) => id),
    )
    .where('verified_at', 'is', null)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
