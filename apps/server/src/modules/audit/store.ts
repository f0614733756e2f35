import { type Insertable, type Selectable, sql } from 'kysely';
import { type AuditLogsTable, barred, type Queryable, readAlong, type Tx } from '../../db/index.ts';

export type AuditRow = Selectable<AuditLogsTable> & {
  actor_name: string | null;
  /** Where it was done to a person. */
  subject_name: string | null;
};

export async function insertAudit(tx: Tx, row: Insertable<AuditLogsTable>): Promise<void> {
  await tx.sql.insertInto('audit_logs').values(row).execute();
}

/** Entries with the names of those in them, newest first, read along that index alone. */
const selectNamed = (
  db: Queryable,
  index: string,
  { before, limit }: { before: string | null; limit: number },
) =>
  db.sql
    .selectFrom(readAlong(db.sql, 'audit_logs', index))
    .leftJoin('users as actors', 'actors.id', 'audit_logs.actor_id')
    .leftJoin('users as subjects', 'subjects.id', 'audit_logs.subject_id')
    .selectAll('audit_logs')
    .select(['actors.name as actor_name', 'subjects.name as subject_name'])
    .$if(before !== null, (query) => query.where('audit_logs.id', '<', before ?? ''))
    .orderBy('audit_logs.id', 'desc')
    .limit(limit);

/** A member who reads what happened in their group. */
export interface GroupReader {
  groupId: string;
  userId: string;
  hasBlocks: boolean;
}

/** 1 for what was done by those, or to photos, that a block keeps from the user, else 0. */
const isKept = (userId: string) => sql<number>`case
    when audit_logs.action not like 'photo.%' then 0
    when ${barred(userId, { person: 'audit_logs.actor_id', at: 'audit_logs.at' })} = 1 then 1
    when exists (
      select 1 from photos where photos.id = audit_logs.subject_id
        and ${barred(userId, { person: 'photos.uploader_id', at: 'photos.added_at', given: 'photos.given_at' })} = 1
    ) then 1
    else 0 end`;

/** Newest first; `before` is the id of the last entry seen. */
export function selectGroupAudit(
  db: Queryable,
  page: { reader: GroupReader; actions: readonly string[]; before: string | null; limit: number },
): Promise<AuditRow[]> {
  return selectNamed(db, 'audit_logs_by_group', page)
    .where('audit_logs.group_id', '=', page.reader.groupId)
    .where('action', 'in', page.actions)
    .$if(page.reader.hasBlocks, (all) => all.where(isKept(page.reader.userId), '=', 0))
    .execute();
}

const indexes = {
  group_id: 'audit_logs_by_group',
  actor_id: 'audit_logs_by_actor',
  subject_id: 'audit_logs_by_subject',
} as const;

/** Those of the whole platform, or with that id in one column; `before` is the id of the last entry seen. */
export function selectPlatformAudit(
  db: Queryable,
  page: { of: { column: keyof typeof indexes; id: string } | null; before: string | null; limit: number },
): Promise<AuditRow[]> {
  const { of } = page;
  if (of === null) return selectNamed(db, 'PRIMARY', page).execute();
  return selectNamed(db, indexes[of.column], page).where(`audit_logs.${of.column}`, '=', of.id).execute();
}

/** Entries of one column's person, newest first; `before` is the id of the last entry seen. */
const selectOf = (
  db: Queryable,
  column: 'actor_id' | 'subject_id',
  { userId, before, limit }: { userId: string; before: string | null; limit: number },
): Promise<Selectable<AuditLogsTable>[]> =>
  db.sql
    .selectFrom('audit_logs')
    .selectAll()
    .where(column, '=', userId)
    .$if(before !== null, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

type PersonPage = Parameters<typeof selectOf>[2];

export const selectActorAudit = (db: Queryable, page: PersonPage) => selectOf(db, 'actor_id', page);

export const selectSubjectAudit = (db: Queryable, page: PersonPage) => selectOf(db, 'subject_id', page);
