import type { CaseDetails, MyDecision } from '@wmory/contract';
import type { Actor, Caller } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { getCase } from './cases.ts';
import type { JudgingDeps, ModerationDeps } from './deps.ts';
import { callJudges, demandJudge, tierOf } from './judging.ts';
import { GROUP_TIME, isAppealable, mayJudgeAppeal } from './policy.ts';
import { presentMyDecision } from './present.ts';
import { lockDecision, takeBack } from './reverse.ts';
import { type CaseRow, moveCase } from './store-cases.ts';
import {
  type DecisionRow,
  insertAppeal,
  judgeAppeal as markJudged,
  selectDecision,
  selectOwnDecisions,
} from './store-decisions.ts';

/**
 * Appeals against a decision that concerns the person. Throws `not-found` for what does not, `appeal-made`,
 * `appeal-over`.
 */
export async function appeal(
  deps: ModerationDeps,
  by: Caller & { userId: string },
  { decisionId, text }: { decisionId: string; text: string },
): Promise<MyDecision> {
  const { database, clock } = deps;
  return database.transaction(async (tx) => {
    const now = clock();
    const { row, decision } = await lockDecision(tx, decisionId);
    if (decision.person_id !== by.userId) throw new AppError('not-found');
    if (decision.appeal) throw new AppError('appeal-made');
    if (row.state !== 'decided' || !isAppealable(decision, now)) throw new AppError('appeal-over');
    const made = { decision_id: decisionId, text, made_at: now, state: 'open' } as const;
    if (!(await insertAppeal(tx, { ...made, judged_by: null, judged_at: null, message: '' })))
      throw new AppError('appeal-made');
    // Where a request to hide was turned down by the group, the platform has the last word.
    const tier = row.purpose === 'hide-request' ? 'platform' : await tierOf(tx, row, decision.decided_by);
    const due_at = tier === 'group' ? now + GROUP_TIME : null;
    if (!(await moveCase(tx, row, { state: 'appealed', tier, due_at }))) throw new AppError('appeal-over');
    const details = { case: row.id };
    await deps.audit.record(tx, { action: 'appeal.made', by, subjectId: decisionId, details });
    await callJudges(deps, tx, { ...row, tier }, decision.decided_by);
    const appealed = await selectDecision(tx, decisionId);
    if (!appealed) throw new Error('the decision that was just read is not there');
    return presentMyDecision(appealed, now);
  });
}

/** Throws `not-found` to who is no judge of the case, `forbidden` to who decided it, `case-decided`. */
export async function judgeAppeal(
  deps: ModerationDeps,
  actor: Actor,
  input: { decisionId: string; outcome: 'upheld' | 'reversed'; message: string },
): Promise<CaseDetails> {
  const caseId = await deps.database.transaction(async (tx) => {
    const { row, decision } = await lockDecision(tx, input.decisionId);
    await demandJudge(tx, row, actor.userId);
    if (row.state !== 'appealed' || decision.appeal?.state !== 'open') throw new AppError('case-decided');
    if (!mayJudgeAppeal(decision, actor.userId, true)) throw new AppError('forbidden');
    await settleAppeal(deps, tx, { row, decision }, { ...input, actor });
    return row.id;
  });
  return getCase(deps, actor, { caseId });
}

/** Judges the open appeal against a decision whose case is locked. Throws `case-decided` where it was judged before. */
export async function settleAppeal(
  deps: JudgingDeps,
  tx: Tx,
  { row, decision }: { row: CaseRow; decision: DecisionRow },
  { outcome, message, actor }: { outcome: 'upheld' | 'reversed'; message: string; actor: Actor | null },
): Promise<void> {
  const now = deps.clock();
  const judgement = { state: outcome, judged_by: actor?.userId ?? null, judged_at: now, message };
  if (row.state !== 'appealed' || !(await markJudged(tx, decision.id, judgement)))
    throw new AppError('case-decided');
  const details = { case: row.id, outcome };
  await deps.audit.record(tx, { action: 'appeal.judged', by: actor, subjectId: decision.id, details });
  if (outcome === 'reversed') {
    await takeBack(deps, tx, row, decision, actor);
    return;
  }
  if (!(await moveCase(tx, row, { state: 'closed', due_at: now + deps.evidenceLife })))
    throw new AppError('case-decided');
  if (decision.person_id !== null)
    await deps.oweNotice(tx, decision.person_id, { kind: 'appeal-rejected', about: decision.id });
}

/** Decisions that concern the actor, newest first. */
export async function listMyDecisions(
  { database, clock }: ModerationDeps,
  actor: Actor,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ decisions: MyDecision[]; nextCursor: string | null }> {
  const rows = await selectOwnDecisions(database, actor.userId, cursor ?? null, limit + 1);
  const shown = rows.slice(0, limit);
  return {
    decisions: shown.map((row) => presentMyDecision(row, clock())),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
