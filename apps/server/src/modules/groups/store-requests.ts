import type { Selectable } from 'kysely';
import { type JoinRequestsTable, lockRows, type Queryable, type Tx } from '../../db/index.ts';
import { NOBODY } from '../../nobody.ts';

export type RequestRow = Selectable<JoinRequestsTable>;
export type NamedRequestRow = RequestRow & {
  name: string;
  avatar_id: string | null;
  invited_by_name: string | null;
};

export async function insertRequest(tx: Tx, row: RequestRow): Promise<void> {
  await tx.sql.insertInto('join_requests').values(row).execute();
}

/** The user's request in the group, lapsed or not, locked until the transaction ends. */
export function lockRequest(tx: Tx, groupId: string, userId: string): Promise<RequestRow | undefined> {
  const row = tx.sql
    .selectFrom('join_requests')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId);
  return lockRows(tx.sql, row).executeTakeFirst();
}

export function selectRequest(db: Queryable, requestId: string): Promise<RequestRow | undefined> {
  return db.sql.selectFrom('join_requests').selectAll().where('id', '=', requestId).executeTakeFirst();
}

/** Of the user's, those that have not lapsed, the latest first. */
export function selectOwnRequests(db: Queryable, userId: string, now: number): Promise<RequestRow[]> {
  return db.sql
    .selectFrom('join_requests')
    .selectAll()
    .where('user_id', '=', userId)
    .where('ends_at', '>', now)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

const pending = (db: Queryable, groupIds: readonly string[], now: number) =>
  db.sql
    .selectFrom('join_requests')
    .where('group_id', 'in', groupIds)
    .where('state', '=', 'pending')
    .where('ends_at', '>', now);

/** Those that wait for an answer, the first first. */
export function selectRequests(db: Queryable, groupId: string, now: number): Promise<NamedRequestRow[]> {
  return pending(db, [groupId], now)
    .innerJoin('users', 'users.id', 'join_requests.user_id')
    .leftJoin('users as inviters', 'inviters.id', 'join_requests.invited_by')
    .selectAll('join_requests')
    .select(['users.name', 'users.avatar_id', 'inviters.name as invited_by_name'])
    .orderBy('asked_at')
    .orderBy('join_requests.id')
    .execute();
}

/** How many wait for an answer, by group; those without any are left out. */
export async function countRequests(
  db: Queryable,
  groupIds: readonly string[],
  now: number,
): Promise<Map<string, number>> {
  if (groupIds.length === 0) return new Map();
  const rows = await pending(db, groupIds, now)
    .select(['group_id', (select) => select.fn.countAll<number>().as('count')])
    .groupBy('group_id')
    .execute();
  return new Map(rows.map(({ group_id, count }) => [group_id, Number(count)]));
}

/** Answers false when it does not wait for an answer any more. */
export async function declineRequest(
  tx: Tx,
  requestId: string,
  { now, endsAt }: { now: number; endsAt: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('join_requests')
    .set({ state: 'declined', ends_at: endsAt })
    .where('id', '=', requestId)
    .where('state', '=', 'pending')
    .where('ends_at', '>', now)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Answers false when it does not wait for an answer any more. */
export async function takeRequest(tx: Tx, requestId: string, now: number): Promise<boolean> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('join_requests')
    .where('id', '=', requestId)
    .where('state', '=', 'pending')
    .where('ends_at', '>', now)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function deleteRequest(tx: Tx, groupId: string, userId: string): Promise<void> {
  await tx.sql
    .deleteFrom('join_requests')
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .execute();
}

/** Forgets a batch of those that have lapsed; answers how many. */
export async function deleteLapsedRequests(tx: Tx, now: number, limit: number): Promise<number> {
  const rows = await tx.sql
    .selectFrom('join_requests')
    .select('id')
    .where('ends_at', '<=', now)
    .limit(limit)
    .execute();
  if (rows.length === 0) return 0;
  await tx.sql
    .deleteFrom('join_requests')
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('ends_at', '<=', now)
    .execute();
  return rows.length;
}

/** Answers how many somebody had made, lapsed ones included. */
export async function deleteRequestsOf(tx: Tx, userId: string): Promise<number> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('join_requests')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Takes away by whose invites people asked; answers how many requests these were. */
export async function reassignRequests(tx: Tx, inviterId: string): Promise<number> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('join_requests')
    .set({ invited_by: NOBODY })
    .where('invited_by', '=', inviterId)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
