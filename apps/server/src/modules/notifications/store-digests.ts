import type { LetterChoices } from '@wmory/contract';
import type { Selectable } from 'kysely';
import {
  type DigestGroupsTable,
  type DigestsTable,
  type GroupNewsTable,
  insertIgnoring,
  insertMissing,
  type Queryable,
  type Tx,
} from '../../db/index.ts';
import { readChoice } from './policy.ts';

export type DigestRow = Selectable<DigestsTable>;
export type NewsRow = Selectable<GroupNewsTable>;

/** Notes that a group has news, unless that is known: for all photos of an upload but the first, it is one look. */
export async function noteNews(
  tx: Tx,
  { groupId, since }: { groupId: string; since: number },
): Promise<void> {
  const known = await tx.sql
    .selectFrom('group_news')
    .select('group_id')
    .where('group_id', '=', groupId)
    .executeTakeFirst();
  if (!known) await insertIgnoring(tx.sql, 'group_news', { group_id: groupId, since });
}

export const selectNews = (db: Queryable, limit: number): Promise<NewsRow[]> =>
  db.sql
    .selectFrom('group_news')
    .selectAll()
    .where('group_id', '>', '')
    .orderBy('group_id')
    .limit(limit)
    .execute();

/** Answers false when another has taken it. */
export async function takeNews(tx: Tx, groupId: string): Promise<boolean> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('group_news')
    .where('group_id', '=', groupId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Members for whom no digest is due. */
export interface Reader {
  userId: string;
  /** What they chose; null: nothing. */
  choice: LetterChoices['photos'] | null;
  owedAt: number | null;
  /** Whether they have a row of digests. */
  known: boolean;
}

/** Those members of the group for whom none is due, but for who has muted it. */
export async function selectReaders(db: Queryable, groupId: string): Promise<Reader[]> {
  const rows = await db.sql
    .selectFrom('group_members')
    .leftJoin('digests', 'digests.user_id', 'group_members.user_id')
    .leftJoin('letter_choices', (join) =>
      join
        .onRef('letter_choices.user_id', '=', 'group_members.user_id')
        .on('letter_choices.kind', '=', 'photos'),
    )
    .leftJoin('digest_groups', (join) =>
      join
        .onRef('digest_groups.group_id', '=', 'group_members.group_id')
        .onRef('digest_groups.user_id', '=', 'group_members.user_id'),
    )
    .select(['group_members.user_id', 'digests.user_id as known', 'digests.owed_at', 'letter_choices.choice'])
    .where('group_members.group_id', '=', groupId)
    .where('digests.due_at', 'is', null)
    .where(({ fn, eb, lit }) => eb(fn.coalesce('digest_groups.muted', lit(0)), '=', 0))
    .execute();
  return rows.map((row) => ({
    userId: row.user_id,
    choice: row.choice === null ? null : readChoice('photos', row.choice),
    owedAt: row.owed_at,
    known: row.known !== null,
  }));
}

/** Makes rows for those who have none. */
export async function insertDigests(tx: Tx, userIds: readonly string[], since: number): Promise<void> {
  if (userIds.length === 0) return;
  const rows = userIds.map((user_id) => ({ user_id, since, due_at: null, owed_at: null }));
  await insertMissing(tx.sql, 'digests', rows, 'user_id');
}

/** Of those for whom none is due. */
export async function setDue(tx: Tx, userIds: readonly string[], dueAt: number): Promise<void> {
  await tx.sql
    .updateTable('digests')
    .set({ due_at: dueAt })
    .where('user_id', 'in', userIds)
    .where('due_at', 'is', null)
    .execute();
}

export const selectDigest = (db: Queryable, userId: string): Promise<DigestRow | undefined> =>
  db.sql.selectFrom('digests').selectAll().where('user_id', '=', userId).executeTakeFirst();

/** The longest due first. */
export const selectDueDigests = (db: Queryable, now: number, limit: number): Promise<DigestRow[]> =>
  db.sql
    .selectFrom('digests')
    .selectAll()
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();

/** Moves a digest on from when it was seen to be due; answers false when somebody else did. */
export async function moveDigest(
  tx: Tx,
  { user_id, due_at }: Pick<DigestRow, 'user_id' | 'due_at'>,
  dueAt: number | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('digests')
    .set({ due_at: dueAt })
    .where('user_id', '=', user_id)
    .where('due_at', '=', due_at)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function markOwed(tx: Tx, userId: string, now: number): Promise<void> {
  await tx.sql.updateTable('digests').set({ owed_at: now }).where('user_id', '=', userId).execute();
}

/** What a member was told of each group, as far as there is anything to say about it. */
export const selectTold = (db: Queryable, userId: string): Promise<Selectable<DigestGroupsTable>[]> =>
  db.sql.selectFrom('digest_groups').selectAll().where('user_id', '=', userId).execute();

/** The next letter tells nothing more of what the one before told. */
export async function closeTold(tx: Tx, userId: string): Promise<void> {
  await tx.sql
    .updateTable('digest_groups')
    .set((set) => ({ told_from: set.ref('told_until') }))
    .where('user_id', '=', userId)
    .execute();
}

/** Writes down what the letter that is owed tells of a group. */
export async function saveTold(
  tx: Tx,
  { groupId, userId }: { groupId: string; userId: string },
  { after, until }: { after: number; until: number },
): Promise<void> {
  const told = { told_from: after, told_until: until };
  const row = { group_id: groupId, user_id: userId, muted: 0, ...told };
  if ((await insertIgnoring(tx.sql, 'digest_groups', row)) === 1) return;
  await tx.sql
    .updateTable('digest_groups')
    .set(told)
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .execute();
}
