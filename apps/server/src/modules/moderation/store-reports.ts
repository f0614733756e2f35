import type { Selectable } from 'kysely';
import { insertIgnoring, lockRows, type Queryable, type ReportsTable, type Tx } from '../../db/index.ts';
import { keyOfGone, TRUST_SAMPLE, type Verdict } from './policy.ts';

export type ReportRow = Selectable<ReportsTable>;

/** With what a report says of its subject to who made it. */
export type SubjectReportRow = ReportRow & {
  subject_kind: 'photo' | 'member' | 'group' | 'invite';
  subject_id: string;
  group_id: string;
  group_name: string;
};

const withSubjects = (db: Queryable) =>
  db.sql
    .selectFrom('reports')
    .innerJoin('moderation_cases', 'moderation_cases.id', 'reports.case_id')
    .selectAll('reports')
    .select([
      'moderation_cases.subject_kind',
      'moderation_cases.subject_id',
      'moderation_cases.group_id',
      'moderation_cases.group_name',
    ]);

/** Answers false when the person has reported it before. */
export async function insertReport(tx: Tx, row: ReportRow): Promise<boolean> {
  return (await insertIgnoring(tx.sql, 'reports', row)) === 1;
}

/** Of the person about the thing, committed by whomever; its case stays as it is until the transaction ends. */
export function lockReport(tx: Tx, reporterId: string, key: string): Promise<SubjectReportRow | undefined> {
  const rows = withSubjects(tx).where('reporter_id', '=', reporterId).where('reports.subject_key', '=', key);
  return lockRows(tx.sql, rows).executeTakeFirst();
}

/** As `lockReport`, as it was when the transaction began. */
export function selectReportOf(
  db: Queryable,
  reporterId: string,
  key: string,
): Promise<SubjectReportRow | undefined> {
  return withSubjects(db)
    .where('reporter_id', '=', reporterId)
    .where('reports.subject_key', '=', key)
    .executeTakeFirst();
}

export function selectReport(db: Queryable, id: string): Promise<SubjectReportRow | undefined> {
  return withSubjects(db).where('reports.id', '=', id).executeTakeFirst();
}

export function selectReports(db: Queryable, caseId: string, limit: number): Promise<ReportRow[]> {
  return db.sql
    .selectFrom('reports')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** One person's, newest first; `before` is the id of the last one seen. */
export function selectOwnReports(
  db: Queryable,
  reporterId: string,
  before: string | null,
  limit: number,
): Promise<SubjectReportRow[]> {
  return withSubjects(db)
    .where('reporter_id', '=', reporterId)
    .$if(before !== null, (all) => all.where('reports.id', '<', before ?? ''))
    .orderBy('reports.id', 'desc')
    .limit(limit)
    .execute();
}

/** When somebody reported since the moment, oldest first, under keys that begin so. */
export async function selectReportTimes(
  db: Queryable,
  reporterId: string,
  since: number,
): Promise<{ at: number; key: string }[]> {
  const rows = await db.sql
    .selectFrom('reports')
    .select(['created_at', 'subject_key'])
    .where('reporter_id', '=', reporterId)
    .where('created_at', '>', since)
    .orderBy('created_at')
    .execute();
  return rows.map(({ created_at, subject_key }) => ({ at: created_at, key: subject_key }));
}

/** What became of somebody's reports that were judged last, the latest first. */
export async function selectVerdicts(db: Queryable, reporterId: string): Promise<(Verdict | null)[]> {
  const rows = await db.sql
    .selectFrom('reports')
    .select('verdict')
    .where('reporter_id', '=', reporterId)
    .where('judged_at', '>', 0)
    .orderBy('judged_at', 'desc')
    .limit(TRUST_SAMPLE)
    .execute();
  return rows.map(({ verdict }) => verdict);
}

/** How many reports of each person were judged, outside of one case, and how many of these led to something. */
export async function selectAccuracy(
  db: Queryable,
  reporterIds: readonly string[],
  exceptCase: string,
): Promise<Map<string, { judged: number; upheld: number }>> {
  if (reporterIds.length === 0) return new Map();
  const rows = await db.sql
    .selectFrom('reports')
    .select(({ fn }) => ['reporter_id', 'verdict', fn.countAll<number>().as('count')])
    .where('reporter_id', 'in', reporterIds)
    .where('judged_at', '>', 0)
    .where('case_id', '!=', exceptCase)
    .groupBy(['reporter_id', 'verdict'])
    .execute();
  const accuracy = new Map(reporterIds.map((id) => [id, { judged: 0, upheld: 0 }]));
  for (const { reporter_id, verdict, count } of rows) {
    const sums = accuracy.get(reporter_id ?? '');
    if (!sums) continue;
    sums.judged += Number(count);
    if (verdict === 'upheld') sums.upheld += Number(count);
  }
  return accuracy;
}

/** Judges a case's reports, those named or all that are not judged yet. */
export async function judgeReports(
  tx: Tx,
  caseId: string,
  verdict: Verdict,
  at: number,
  ids?: readonly string[],
): Promise<void> {
  if (ids?.length === 0) return;
  await tx.sql
    .updateTable('reports')
    .set({ verdict, judged_at: at })
    .where('case_id', '=', caseId)
    .$if(ids === undefined, (all) => all.where('verdict', 'is', null))
    .$if(ids !== undefined, (all) => all.where('id', 'in', ids ?? []))
    .execute();
}

/** As if the case had not been judged. */
export async function unjudgeReports(tx: Tx, caseId: string): Promise<void> {
  await tx.sql
    .updateTable('reports')
    .set({ verdict: null, judged_at: null })
    .where('case_id', '=', caseId)
    .execute();
}

/** Changes what reports that led to something were, once that was taken back. */
export async function overturnReports(tx: Tx, caseId: string): Promise<void> {
  await tx.sql
    .updateTable('reports')
    .set({ verdict: 'dismissed' })
    .where('case_id', '=', caseId)
    .where('verdict', '=', 'upheld')
    .execute();
}

export async function deleteReport(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.sql.deleteFrom('reports').where('id', '=', id).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Takes away who reported; what they reported stays. Answers how many reports these were. */
export async function forgetReporter(tx: Tx, userId: string): Promise<number> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('reports')
    .set({ reporter_id: null })
    .where('reporter_id', '=', userId)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function updateSnapshot(tx: Tx, id: string, snapshot: string): Promise<void> {
  await tx.sql.updateTable('reports').set({ snapshot }).where('id', '=', id).execute();
}

/** Makes the reports of a case about a member ones about nobody. */
export async function renameReports(tx: Tx, caseId: string): Promise<void> {
  await tx.sql
    .updateTable('reports')
    .set({ subject_key: keyOfGone(caseId) })
    .where('case_id', '=', caseId)
    .execute();
}
