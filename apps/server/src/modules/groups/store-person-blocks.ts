import type { Selectable } from 'kysely';
import {
  insertIgnoring,
  lockRows,
  type PersonBlocksTable,
  type Queryable,
  stands,
  type Tx,
} from '../../db/index.ts';

export type PersonBlockRow = Selectable<PersonBlocksTable>;
export type NamedBlockRow = PersonBlockRow & { name: string };

type Pair = Pick<PersonBlockRow, 'blocker_id' | 'blocked_id'>;

const named = (db: Queryable, blockerId: string) =>
  db.sql
    .selectFrom('person_blocks')
    .innerJoin('users', 'users.id', 'person_blocks.blocked_id')
    .selectAll('person_blocks')
    .select('users.name')
    .where('blocker_id', '=', blockerId)
    .where(stands());

/** Whom somebody blocks, the latest first. */
export function selectPersonBlocks(db: Queryable, blockerId: string): Promise<NamedBlockRow[]> {
  return named(db, blockerId).orderBy('blocked_at', 'desc').orderBy('blocked_id', 'desc').execute();
}

export function selectPersonBlock(
  db: Queryable,
  { blocker_id, blocked_id }: Pair,
): Promise<NamedBlockRow | undefined> {
  return named(db, blocker_id).where('blocked_id', '=', blocked_id).executeTakeFirst();
}

/** The block as it is now, also one that was lifted lately; nobody else changes it before the transaction ends. */
export function lockPersonBlock(
  tx: Tx,
  { blocker_id, blocked_id }: Pair,
): Promise<PersonBlockRow | undefined> {
  const row = tx.sql
    .selectFrom('person_blocks')
    .selectAll()
    .where('blocker_id', '=', blocker_id)
    .where('blocked_id', '=', blocked_id);
  return lockRows(tx.sql, row).executeTakeFirst();
}

/** Whether the one blocks the other. */
export const isBlocked = async (db: Queryable, pair: Pair): Promise<boolean> =>
  (await selectPersonBlock(db, pair)) !== undefined;

/** Answers false when there is one already. */
export async function insertPersonBlock(tx: Tx, row: PersonBlockRow): Promise<boolean> {
  return (await insertIgnoring(tx.sql, 'person_blocks', row)) === 1;
}

export async function updatePersonBlock(
  tx: Tx,
  { blocker_id, blocked_id }: Pair,
  change: Partial<Pick<PersonBlockRow, 'blocked_at' | 'hides_all' | 'lifted_at'>>,
): Promise<void> {
  await tx.sql
    .updateTable('person_blocks')
    .set(change)
    .where('blocker_id', '=', blocker_id)
    .where('blocked_id', '=', blocked_id)
    .execute();
}

export async function countPersonBlocks(db: Queryable, blockerId: string): Promise<number> {
  const { count } = await db.sql
    .selectFrom('person_blocks')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('blocker_id', '=', blockerId)
    .where(stands())
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Forgets a batch of those that were lifted before the moment; answers how many. */
export async function deleteLiftedBlocks(tx: Tx, before: number, limit: number): Promise<number> {
  const rows = await tx.sql
    .selectFrom('person_blocks')
    .select(['blocker_id', 'blocked_id'])
    .where('lifted_at', '<=', before)
    .limit(limit)
    .execute();
  for (const { blocker_id, blocked_id } of rows)
    await tx.sql
      .deleteFrom('person_blocks')
      .where('blocker_id', '=', blocker_id)
      .where('blocked_id', '=', blocked_id)
      .where('lifted_at', '<=', before)
      .execute();
  return rows.length;
}

/** Whether the user has come across the person: in a group that both are in, or by a photo in one of the user's. */
export async function hasMet(db: Queryable, userId: string, personId: string): Promise<boolean> {
  const inGroup = await db.sql
    .selectFrom('group_members as own')
    .innerJoin('group_members as their', 'their.group_id', 'own.group_id')
    .select('own.group_id')
    .where('own.user_id', '=', userId)
    .where('their.user_id', '=', personId)
    .limit(1)
    .executeTakeFirst();
  if (inGroup) return true;
  const photo = await db.sql
    .selectFrom('group_members')
    .innerJoin('photos', 'photos.group_id', 'group_members.group_id')
    .select('photos.id')
    .where('group_members.user_id', '=', userId)
    .where('photos.uploader_id', '=', personId)
    .where('photos.given_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return photo !== undefined;
}

/** Forgets whom somebody blocks and who blocks them; answers how many blocks that were. */
export async function deletePersonBlocks(tx: Tx, userId: string): Promise<number> {
  let count = 0;
  for (const column of ['blocker_id', 'blocked_id'] as const) {
    const { numDeletedRows } = await tx.sql
      .deleteFrom('person_blocks')
      .where(column, '=', userId)
      .executeTakeFirst();
    count += Number(numDeletedRows);
  }
  return count;
}
