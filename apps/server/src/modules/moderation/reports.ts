import type { CasePurpose, CaseReason, MyReport, ReportReason, ReportSubject } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { DAY } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { ModerationDeps } from './deps.ts';
import { callJudges, tierOf } from './judging.ts';
import { allowance, GROUP_TIME, gravestOf, HIDE_TIME, isTrusted, keyOf } from './policy.ts';
import { presentReport } from './present.ts';
import { type CaseRow, countReports, joinCase, moveCase } from './store-cases.ts';
import {
  insertReport,
  lockReport,
  type SubjectReportRow,
  selectOwnReports,
  selectReportOf,
  selectReportTimes,
  selectVerdicts,
} from './store-reports.ts';
import { findSubject, type Subject } from './subjects.ts';

/** A case that is decided just as a report comes is followed by the next one. */
const ATTEMPTS = 3;

/**
 * Reports something. The second report of the same person about the same thing answers the first. Throws what
 * `findSubject` does, `own-subject`, `rate-limited`.
 */
export async function report(
  deps: ModerationDeps,
  actor: Actor,
  { subject: wanted, reason, text }: { subject: ReportSubject; reason: ReportReason; text: string },
): Promise<MyReport> {
  return deps.database.transaction(async (tx) => {
    // By now it may be hidden from who reported it.
    const known = await findKnown(tx, actor, wanted);
    if (known) return presentReport(known);
    const subject = await findSubject(deps, tx, actor, wanted);
    const made = await makeReport(deps, tx, actor, { subject, purpose: 'report', reason, text });
    return presentReport(made.report);
  });
}

/** The actor's report of it, if there is one; of an invite that is told once its token is looked up. */
async function findKnown(
  tx: Tx,
  { userId }: Actor,
  wanted: ReportSubject,
): Promise<SubjectReportRow | undefined> {
  if (wanted.kind === 'photo')
    return selectReportOf(tx, userId, keyOf('report', 'photo', wanted.groupId, wanted.photoId));
  if (wanted.kind === 'member')
    return selectReportOf(tx, userId, keyOf('report', 'member', wanted.groupId, wanted.userId));
  return undefined;
}

/** The report, and its case where it is a new one. */
export async function makeReport(
  deps: ModerationDeps,
  tx: Tx,
  actor: Actor,
  {
    subject,
    purpose,
    reason,
    text,
  }: { subject: Subject; purpose: CasePurpose; reason: CaseReason; text: string },
): Promise<{ report: SubjectReportRow; joined: CaseRow | null }> {
  if (subject.personId === actor.userId) throw new AppError('own-subject');
  const key = keyOf(purpose, subject.kind, subject.groupId, subject.id);
  const known = await selectReportOf(tx, actor.userId, key);
  if (known) return { report: known, joined: null };
  const trusted = isTrusted(await selectVerdicts(tx, actor.userId));
  await demandAllowance(deps, tx, actor.userId, purpose, trusted);

  const found = await openCase(deps, tx, { subject, purpose, reason, key });
  const row = {
    id: uuidv7(),
    case_id: found.id,
    reporter_id: actor.userId,
    subject_key: key,
    reason,
    text,
    snapshot: JSON.stringify(subject.snapshot),
    counts: trusted ? 1 : 0,
    created_at: deps.clock(),
    verdict: null,
    judged_at: null,
  };
  // Another request of the same person was faster.
  if (!(await insertReport(tx, row))) {
    const other = await lockReport(tx, actor.userId, key);
    if (!other) throw new Error('the report is neither new nor there');
    return { report: other, joined: null };
  }
  await countReports(tx, found.id, { all: 1, hiding: row.counts });
  // Who reported is in the report alone: the log is read by more people than should know.
  const details = { kind: subject.kind, reason, report: row.id };
  await deps.audit.record(tx, { action: 'report.made', by: null, subjectId: found.id, details });
  const joined = await settleIn(deps, tx, found, reason);
  if (subject.kind === 'photo') await secure(deps, tx, joined, found.hiding_count + row.counts);
  const { kind, id, groupId, groupName } = subject;
  return {
    report: { ...row, subject_kind: kind, subject_id: id, group_id: groupId, group_name: groupName },
    joined,
  };
}

async function demandAllowance(
  { clock }: ModerationDeps,
  tx: Tx,
  userId: string,
  purpose: CasePurpose,
  trusted: boolean,
): Promise<void> {
  const now = clock();
  const made = await selectReportTimes(tx, userId, now - DAY);
  const same = made.filter(({ key }) => key.startsWith('hide:') === (purpose === 'hide-request'));
  const limit = allowance(purpose, trusted);
  const oldest = same.at(-limit);
  if (oldest) throw new AppError('rate-limited', { retryAfter: Math.ceil((oldest.at + DAY - now) / 1000) });
}

/** The open case of the subject, locked. */
async function openCase(
  deps: ModerationDeps,
  tx: Tx,
  {
    subject,
    purpose,
    reason,
    key,
  }: { subject: Subject; purpose: CasePurpose; reason: CaseReason; key: string },
): Promise<CaseRow> {
  const now = deps.clock();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const joined = await joinCase(tx, {
      id: uuidv7(),
      purpose,
      subject_kind: subject.kind,
      subject_id: subject.id,
      subject_key: key,
      live_key: key,
      group_id: subject.groupId,
      group_name: subject.groupName,
      person_id: subject.personId,
      reason,
      tier: 'group',
      state: 'open',
      report_count: 0,
      hiding_count: 0,
      objection: null,
      opened_at: now,
      due_at: now + (purpose === 'report' ? GROUP_TIME : HIDE_TIME),
      decided_by: null,
      decided_at: null,
    });
    if (joined) return joined;
  }
  throw new AppError('overloaded', { retryAfter: 1 });
}

/** Puts the case where it belongs with one report more, and calls who judges there. */
async function settleIn(deps: ModerationDeps, tx: Tx, row: CaseRow, added: CaseReason): Promise<CaseRow> {
  const reason = gravestOf([row.reason, added]);
  const tier = await tierOf(tx, { ...row, reason });
  // A request to hide has its time wherever it is.
  const due_at = tier === 'group' || row.purpose === 'hide-request' ? row.due_at : null;
  if (!(await moveCase(tx, row, { reason, tier, due_at }))) throw new Error('a locked case has moved');
  const moved = { ...row, reason, tier, due_at };
  if (row.report_count > 0 && tier !== row.tier)
    await deps.audit.record(tx, { action: 'case.escalated', by: null, subjectId: row.id });
  if (row.report_count === 0 || tier !== row.tier) await callJudges(deps, tx, moved);
  return moved;
}

/** Keeps what is reported from going away, and hides it once enough people have reported it. */
async function secure(deps: ModerationDeps, tx: Tx, row: CaseRow, hidingCount: number): Promise<void> {
  const photo = await deps.photos.lock(tx, row.subject_id);
  if (!photo) throw new AppError('not-found');
  await deps.photos.oweEvidence(tx, row.id, photo);
  if (row.purpose !== 'report' || deps.reportsToHide === 0 || hidingCount < deps.reportsToHide) return;
  if (await deps.photos.hide(tx, photo.id, 'hidden', { source: row.id }))
    await deps.audit.record(tx, {
      action: 'photo.hidden',
      by: null,
      subjectId: photo.id,
      details: { reports: hidingCount },
    });
}

/** The actor's own, newest first. */
export async function listMyReports(
  { database }: ModerationDeps,
  actor: Actor,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ reports: MyReport[]; nextCursor: string | null }> {
  const rows = await selectOwnReports(database, actor.userId, cursor ?? null, limit + 1);
  const shown = rows.slice(0, limit);
  const nextCursor = rows.length > limit ? (shown.at(-1)?.id ?? null) : null;
  return { reports: shown.map(presentReport), nextCursor };
}
