import { type LetterChoices, type OptionalLetter, usualLetters } from '@wmory/contract';
import { insertIgnoring, type Queryable, type Tx } from '../../db/index.ts';
import { readChoice } from './policy.ts';

/** What somebody gets, chosen or usual. */
export async function selectChoices(db: Queryable, userId: string): Promise<LetterChoices> {
  const rows = await db.sql
    .selectFrom('letter_choices')
    .select(['kind', 'choice'])
    .where('user_id', '=', userId)
    .execute();
  const chosen = rows.flatMap(({ kind, choice }) => {
    const read = readChoice(kind, choice);
    return read === null ? [] : [[kind, read]];
  });
  return { ...usualLetters, ...Object.fromEntries(chosen) };
}

export async function saveChoice<K extends OptionalLetter>(
  tx: Tx,
  userId: string,
  kind: K,
  choice: LetterChoices[K],
): Promise<void> {
  if ((await insertIgnoring(tx.sql, 'letter_choices', { user_id: userId, kind, choice })) === 1) return;
  await tx.sql
    .updateTable('letter_choices')
    .set({ choice })
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .execute();
}

export async function selectMuted(db: Queryable, userId: string): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('digest_groups')
    .select('group_id')
    .where('user_id', '=', userId)
    .where('muted', '=', 1)
    .execute();
  return rows.map(({ group_id }) => group_id);
}

/** Of a member. */
export async function setMuted(tx: Tx, groupId: string, userId: string, muted: 0 | 1): Promise<void> {
  const row = { group_id: groupId, user_id: userId, muted, told_from: null, told_until: null };
  if ((await insertIgnoring(tx.sql, 'digest_groups', row)) === 1) return;
  await tx.sql
    .updateTable('digest_groups')
    .set({ muted })
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .execute();
}

/** Owner and admins of a group. */
export async function selectAdminIds(db: Queryable, groupId: string): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('group_members')
    .select('user_id')
    .where('group_id', '=', groupId)
    .where('role', 'in', ['owner', 'admin'])
    .execute();
  return rows.map(({ user_id }) => user_id);
}

/** Whether anybody waits to be let into the group. */
export async function isAskedToJoin(db: Queryable, groupId: string, now: number): Promise<boolean> {
  const row = await db.sql
    .selectFrom('join_requests')
    .select('id')
    .where('group_id', '=', groupId)
    .where('state', '=', 'pending')
    .where('ends_at', '>', now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function isAccount(db: Queryable, userId: string): Promise<boolean> {
  const row = await db.sql.selectFrom('users').select('id').where('id', '=', userId).executeTakeFirst();
  return row !== undefined;
}
