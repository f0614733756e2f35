import type { Insertable, Selectable } from 'kysely';
import type { AuditLogsTable, Queryable, Tx } from '../../db/index.ts';

export type AuditRow = Selectable<AuditLogsTable> & { actor_name: string | null };

export async function insertAudit(tx: Tx, row: Insertable<AuditLogsTable>): Promise<void> {
  await tx.sql.insertInto('audit_logs').values(row).execute();
}

/** Newest first; `before` is the id of the last entry seen. */
export function selectGroupAudit(
  db: Queryable,
  groupId: string,
  before: string | null,
  limit: number,
): Promise<AuditRow[]> {
  return db.sql
    .selectFrom('audit_logs')
    .leftJoin('users', 'users.id', 'audit_logs.actor_id')
    .selectAll('audit_logs')
    .select('users.name as actor_name')
    .where('group_id', '=', groupId)
    .$if(before !== null, (query) => query.where('audit_logs.id', '<', before ?? ''))
    .orderBy('audit_logs.id', 'desc')
    .limit(limit)
    .execute();
}
