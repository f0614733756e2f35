import { insertIgnoring, type Queryable, type SigningKeysTable } from '../../db/index.ts';

/** Oldest first. */
export function selectKeys(db: Queryable): Promise<SigningKeysTable[]> {
  return db.sql.selectFrom('signing_keys').selectAll().orderBy('generation').execute();
}

/** Adds the key unless somebody has made one of that generation. */
export async function insertKey(db: Queryable, row: SigningKeysTable): Promise<void> {
  await insertIgnoring(db.sql, 'signing_keys', [row]);
}

export async function deleteKeysBefore(db: Queryable, generation: number): Promise<void> {
  await db.sql.deleteFrom('signing_keys').where('generation', '<', generation).execute();
}
