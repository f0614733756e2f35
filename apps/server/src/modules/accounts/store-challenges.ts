import { insertIgnoring, type Queryable, type SpentChallengesTable } from '../../db/index.ts';

/** Answers false when it is there already. */
export async function insertSpent(db: Queryable, row: SpentChallengesTable): Promise<boolean> {
  return (await insertIgnoring(db.sql, 'spent_challenges', row)) === 1;
}

export async function deleteSpent(db: Queryable, expiredBefore: number, limit: number): Promise<number> {
  const found = await db.sql
    .selectFrom('spent_challenges')
    .select('challenge_id')
    .where('expires_at', '<=', expiredBefore)
    .limit(limit)
    .execute();
  if (found.length === 0) return 0;
  const ids = found.map(({ challenge_id }) => challenge_id);
  const { numDeletedRows } = await db.sql
    .deleteFrom('spent_challenges')
    .where('challenge_id', 'in', ids)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
