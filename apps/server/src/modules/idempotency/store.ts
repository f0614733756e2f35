import type { IdempotencyKeysTable, Queryable } from '../../db/index.ts';
import { insertIgnoring } from '../../db/index.ts';

interface KeyId {
  user_id: string;
  key_hash: string;
}

const one = (db: Queryable, id: KeyId) =>
  db.sql
    .updateTable('idempotency_keys')
    .where('user_id', '=', id.user_id)
    .where('key_hash', '=', id.key_hash);

/** Answers false when the key is taken. */
export async function claimKey(
  db: Queryable,
  row: Omit<IdempotencyKeysTable, 'status' | 'response'>,
): Promise<boolean> {
  return (await insertIgnoring(db.sql, 'idempotency_keys', { ...row, status: null, response: null })) === 1;
}

export function selectKey(db: Queryable, id: KeyId): Promise<IdempotencyKeysTable | undefined> {
  return db.sql
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('user_id', '=', id.user_id)
    .where('key_hash', '=', id.key_hash)
    .executeTakeFirst();
}

/** Takes over from a request that was never answered; false when another did. */
export async function reclaimKey(db: Queryable, id: KeyId, from: number, to: number): Promise<boolean> {
  const { numUpdatedRows } = await one(db, id)
    .set({ created_at: to })
    .where('created_at', '=', from)
    .where('status', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function finishKey(
  db: Queryable,
  id: KeyId,
  status: number,
  response: string | null,
): Promise<void> {
  await one(db, id).set({ status, response }).execute();
}

export async function deleteKey(db: Queryable, id: KeyId): Promise<void> {
  await db.sql
    .deleteFrom('idempotency_keys')
    .where('user_id', '=', id.user_id)
    .where('key_hash', '=', id.key_hash)
    .execute();
}

export async function deleteOldKeys(db: Queryable, before: number, batch: number): Promise<number> {
  const old = await db.sql
    .selectFrom('idempotency_keys')
    .select(['user_id', 'key_hash'])
    .where('created_at', '<', before)
    .limit(batch)
    .execute();
  for (const id of old) await deleteKey(db, id);
  return old.length;
}
