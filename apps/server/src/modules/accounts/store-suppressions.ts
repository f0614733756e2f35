import type { Selectable } from 'kysely';
import { insertIgnoring, type MailSuppressionsTable, type Queryable, type Tx } from '../../db/index.ts';

export type SuppressionRow = Selectable<MailSuppressionsTable>;

export function selectSuppression(db: Queryable, hash: string): Promise<SuppressionRow | undefined> {
  return db.sql
    .selectFrom('mail_suppressions')
    .selectAll()
    .where('address_hash', '=', hash)
    .executeTakeFirst();
}

/** Answers false when there is a row for the address. */
export async function insertSuppression(tx: Tx, row: MailSuppressionsTable): Promise<boolean> {
  return (await insertIgnoring(tx.sql, 'mail_suppressions', row)) === 1;
}

/** Only while the row is as it was seen; another report that came between has said it then. */
export async function renewSuppression(
  tx: Tx,
  seen: SuppressionRow,
  change: Omit<MailSuppressionsTable, 'address_hash'>,
): Promise<void> {
  await tx.sql
    .updateTable('mail_suppressions')
    .set(change)
    .where('address_hash', '=', seen.address_hash)
    .where('noted_at', '=', seen.noted_at)
    .where('times', '=', seen.times)
    .execute();
}

/** Keeps the row, whose moment outweighs reports that come again. Answers false when there was nothing to clear. */
export async function clearSuppression(
  tx: Tx,
  hash: string,
  { reason, notedBefore, now }: { reason?: SuppressionRow['reason']; notedBefore?: number; now: number },
): Promise<boolean> {
  let update = tx.sql
    .updateTable('mail_suppressions')
    .set({ cleared_at: now })
    .where('address_hash', '=', hash)
    .where('cleared_at', 'is', null);
  if (reason) update = update.where('reason', '=', reason);
  if (notedBefore !== undefined) update = update.where('noted_at', '<', notedBefore);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}
