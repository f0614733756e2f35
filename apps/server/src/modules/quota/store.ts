import { insertMissing, type Queryable, type QuotaReservationsTable, type Tx } from '../../db/index.ts';

interface Taking {
  userId: string;
  day: number;
  bytes: number;
  defaultLimit: number;
}

/** Sets bytes aside, if the day's limit holds them; answers whether it did. */
export async function takeBytes(tx: Tx, taking: Taking): Promise<boolean> {
  const { userId, day } = taking;
  // First the row: an UPDATE that finds none locks the gap in MySQL, and two who go on to fill it wait for each other.
  await insertMissing(tx.sql, 'quota_days', { user_id: userId, day, used: 0, reserved: 0 }, 'day');
  return addReserved(tx, taking);
}

/** Check and change are one statement, so that no two requests can both take what is left. */
async function addReserved(tx: Tx, { userId, day, bytes, defaultLimit }: Taking): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('quota_days')
    .set((set) => ({ reserved: set('reserved', '+', bytes) }))
    .where('user_id', '=', userId)
    .where('day', '=', day)
    .where((where) => {
      const wanted = where(where('used', '+', where.ref('reserved')), '+', bytes);
      const ownLimit = where.selectFrom('users').select('quota_limit').where('users.id', '=', userId);
      return where(wanted, '<=', where.fn.coalesce(ownLimit.$asScalar(), where.val(defaultLimit)));
    })
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function insertReservation(tx: Tx, row: QuotaReservationsTable): Promise<void> {
  await tx.sql.insertInto('quota_reservations').values(row).execute();
}

/** Ends an open reservation; answers false when it has ended already or never was. */
export async function endReservation(tx: Tx, id: string, state: 'charged' | 'released'): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('quota_reservations')
    .set({ state })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Moves the bytes of a reservation that has just ended out of what is reserved, on the day it was made. */
export async function settleBytes(tx: Tx, id: string, state: 'charged' | 'released'): Promise<void> {
  const { user_id, day, bytes } = await tx.sql
    .selectFrom('quota_reservations')
    .select(['user_id', 'day', 'bytes'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await tx.sql
    .updateTable('quota_days')
    .set((set) => ({
      reserved: set('reserved', '-', bytes),
      ...(state === 'charged' && { used: set('used', '+', bytes) }),
    }))
    .where('user_id', '=', user_id)
    .where('day', '=', day)
    .execute();
}

export async function deleteEndedReservations(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.sql.deleteFrom('quota_reservations').where('id', 'in', ids).where('state', '!=', 'open').execute();
}

/** A user's limit and what one day holds; zeros where nothing was reserved that day. */
export async function selectDay(
  db: Queryable,
  { userId, day, defaultLimit }: { userId: string; day: number; defaultLimit: number },
): Promise<{ limit: number; used: number; reserved: number }> {
  const row = await db.sql
    .selectFrom('users')
    .leftJoin('quota_days', (join) =>
      join.onRef('quota_days.user_id', '=', 'users.id').on('quota_days.day', '=', day),
    )
    .select(['users.quota_limit', 'quota_days.used', 'quota_days.reserved'])
    .where('users.id', '=', userId)
    .executeTakeFirst();
  return { limit: row?.quota_limit ?? defaultLimit, used: row?.used ?? 0, reserved: row?.reserved ?? 0 };
}

/** The days on which something of a user's arrived, the first one first. */
export const selectUsedDays = (db: Queryable, userId: string): Promise<{ day: number; used: number }[]> =>
  db.sql
    .selectFrom('quota_days')
    .select(['day', 'used'])
    .where('user_id', '=', userId)
    .where('used', '>', 0)
    .orderBy('day')
    .execute();
