import type { CaseDetails } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { undo } from './actions.ts';
import { getCase } from './cases.ts';
import type { JudgingDeps, ModerationDeps } from './deps.ts';
import { demandJudge, tierOf } from './judging.ts';
import { GROUP_TIME, mayReverse } from './policy.ts';
import { type CaseRow, lockCase, moveCase, reopenCase } from './store-cases.ts';
import { type DecisionRow, markReversed, selectDecision, updateAction } from './store-decisions.ts';
import { overturnReports, selectReports, unjudgeReports } from './store-reports.ts';

/** A decision and its case, which is locked. Throws `not-found`. */
export async function lockDecision(tx: Tx, id: string): Promise<{ row: CaseRow; decision: DecisionRow }> {
  const found = await selectDecision(tx, id);
  const row = found && (await lockCase(tx, found.case_id));
  // Read again, for only now does nobody change it.
  const decision = row && (await selectDecision(tx, id));
  if (!row || !decision) throw new AppError('not-found');
  return { row, decision };
}

/** Takes a decision back. Throws `not-found` to who is no judge of its case, `forbidden`, `case-decided`. */
export async function reverseDecision(
  deps: ModerationDeps,
  actor: Actor,
  { decisionId }: { decisionId: string },
): Promise<CaseDetails> {
  const caseId = await deps.database.transaction(async (tx) => {
    const { row, decision } = await lockDecision(tx, decisionId);
    const judge = await demandJudge(tx, row, actor.userId);
    if (decision.reversed_at !== null) throw new AppError('case-decided');
    if (!mayReverse(decision, judge, row.state === 'appealed')) throw new AppError('forbidden');
    await takeBack(deps, tx, row, decision, actor);
    return row.id;
  });
  return getCase(deps, actor, { caseId });
}

/**
 * Undoes what a decision did, as far as that can be done. A report that was dismissed is open again; a request to hide
 * is granted. Throws `case-decided` where it was reversed before, or reports come together in a newer case.
 */
export async function takeBack(
  deps: JudgingDeps,
  tx: Tx,
  row: CaseRow,
  decision: DecisionRow,
  actor: Actor | null,
): Promise<void> {
  const now = deps.clock();
  if (!(await markReversed(tx, decision.id, { by: actor?.userId ?? null, at: now })))
    throw new AppError('case-decided');
  const deed = { row, decisionId: decision.id, actor };
  for (const { kind } of decision.actions) {
    const undone = await undo(deps, tx, deed, kind);
    await updateAction(tx, decision.id, kind, undone ? 'reversed' : 'kept');
  }
  const details = { case: row.id };
  await deps.audit.record(tx, { action: 'decision.reversed', by: actor, subjectId: decision.id, details });
  const dismissed = decision.actions.some(({ kind }) => kind === 'dismiss');
  if (dismissed && row.purpose === 'report') {
    await reopen(deps, tx, row);
    return;
  }
  if (dismissed) await hideAgain(deps, tx, row);
  else await overturnReports(tx, row.id);
  const closed = { state: 'closed', due_at: now + deps.evidenceLife } as const;
  if (!(await moveCase(tx, row, closed))) throw new AppError('case-decided');
  if (decision.person_id !== null)
    await deps.oweNotice(tx, decision.person_id, { kind: 'decision-reversed', about: decision.id });
}

async function reopen(deps: JudgingDeps, tx: Tx, row: CaseRow): Promise<void> {
  const dueAt = (await tierOf(tx, row)) === 'group' ? deps.clock() + GROUP_TIME : null;
  if (!(await reopenCase(tx, row, dueAt))) throw new AppError('case-decided');
  await unjudgeReports(tx, row.id);
}

async function hideAgain(deps: JudgingDeps, tx: Tx, row: CaseRow): Promise<void> {
  for (const { id: source, reporter_id } of await selectReports(tx, row.id, 1000))
    if (reporter_id !== null)
      await deps.photos.hide(tx, row.subject_id, 'asked', { source, askerId: reporter_id });
}
