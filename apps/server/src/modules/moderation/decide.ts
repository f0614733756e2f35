import type { CaseDetails, CaseReason, DecisionInput, WantedAction } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { act } from './actions.ts';
import { getCase } from './cases.ts';
import type { JudgingDeps, ModerationDeps } from './deps.ts';
import { demandJudge, personRoleOf } from './judging.ts';
import { APPEAL_TIME, type Judge, possibleActions } from './policy.ts';
import { type CaseRow, lockCase, moveCase } from './store-cases.ts';
import { insertDecision } from './store-decisions.ts';
import { judgeReports, selectReports } from './store-reports.ts';

/** Reports of one case that hear of a decision, at most. */
const MAX_REPORTS = 1000;

/** Judges an open case. Throws `not-found` to who is no judge of it, `forbidden`, `case-decided`. */
export async function decideCase(
  deps: ModerationDeps,
  actor: Actor,
  { caseId, ...input }: DecisionInput & { caseId: string },
): Promise<CaseDetails> {
  await deps.database.transaction(async (tx) => {
    const row = await lockCase(tx, caseId);
    const judge = await demandJudge(tx, row, actor.userId);
    if (!row) throw new AppError('not-found');
    const possible = possibleActions(row, judge, await personRoleOf(tx, row));
    if (!input.actions.every(({ kind }) => possible.includes(kind))) throw new AppError('forbidden');
    await settleCase(deps, tx, row, { ...input, reason: input.reason ?? row.reason, judge, actor });
  });
  return getCase(deps, actor, { caseId });
}

export interface Judgement {
  actions: readonly WantedAction[];
  reason: CaseReason;
  message: string;
  note: string;
  abusiveReports: readonly string[];
  judge: Judge;
  /** Null: the server by its rules, or its administrator. */
  actor: Actor | null;
  /** Null: nobody may appeal. Whom the case concerns, unless given. */
  personId?: string | null;
}

/** Decides a locked case with all that follows. Throws `case-decided` where it is not open any more. */
export async function settleCase(
  deps: JudgingDeps,
  tx: Tx,
  row: CaseRow,
  judgement: Judgement,
): Promise<void> {
  const { actions, judge, actor } = judgement;
  const now = deps.clock();
  const decisionId = uuidv7();
  const dismissed = actions.some(({ kind }) => kind === 'dismiss');
  const reports = await selectReports(tx, row.id, MAX_REPORTS);
  const personId = judgement.personId === undefined ? concerned(row, dismissed, reports) : judgement.personId;
  const appealUntil = personId === null ? null : now + APPEAL_TIME;
  const decided = {
    state: 'decided',
    live_key: null,
    decided_by: actor?.userId ?? null,
    decided_at: now,
    due_at: appealUntil ?? now,
  } as const;
  if (row.state !== 'open' || !(await moveCase(tx, row, decided))) throw new AppError('case-decided');
  await insertDecision(
    tx,
    {
      id: decisionId,
      case_id: row.id,
      person_id: personId,
      tier: judge.tier,
      decided_by: decided.decided_by,
      reason: judgement.reason,
      message: judgement.message,
      note: judgement.note,
      decided_at: now,
      appeal_until: appealUntil,
      reversed_at: null,
      reversed_by: null,
    },
    actions.map((action) => ({
      kind: action.kind,
      until: action.kind === 'suspend' && action.until !== null ? Date.parse(action.until) : null,
    })),
  );
  await judgeReports(tx, row.id, 'abusive', now, judgement.abusiveReports);
  await judgeReports(tx, row.id, dismissed ? 'dismissed' : 'upheld', now);
  await act(deps, tx, { row, decisionId, judge, actor }, actions);
  // What hid it until it was judged ends after what the judgement hides it for has begun.
  const asked = row.purpose === 'hide-request' && dismissed ? reports.map(({ id }) => id) : [];
  if (row.subject_kind === 'photo') await deps.photos.show(tx, [row.id, ...asked]);
  const details = { case: row.id, tier: judge.tier, actions: actions.map(({ kind }) => kind).join(' ') };
  await deps.audit.record(tx, { action: 'case.decided', by: actor, subjectId: decisionId, details });
  for (const report of reports)
    if (report.reporter_id !== null)
      await deps.oweNotice(tx, report.reporter_id, { kind: 'report-judged', about: report.id });
  if (row.person_id !== null && !dismissed && personId !== null)
    await deps.oweNotice(tx, row.person_id, { kind: 'decision-made', about: decisionId });
}

/** Who may appeal: whom the case concerns, or where a request to hide was turned down, who asked first. */
function concerned(
  row: CaseRow,
  dismissed: boolean,
  reports: readonly { reporter_id: string | null }[],
): string | null {
  if (!dismissed) return row.person_id;
  return row.purpose === 'hide-request' ? (reports[0]?.reporter_id ?? null) : null;
}
