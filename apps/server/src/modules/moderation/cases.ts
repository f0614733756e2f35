import type { Case, CaseDetails, CaseReason, CaseState, Evidence, SubjectKind, Tier } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { AppError } from '../../error.ts';
import type { ModerationDeps } from './deps.ts';
import { demandJudge, findJudge, personRoleOf } from './judging.ts';
import { type Judge, possibleActions } from './policy.ts';
import { presentCase, presentCaseReport, presentDecision, presentPast } from './present.ts';
import { type NamedCaseRow, selectCase, selectCases, selectHistory } from './store-cases.ts';
import { selectDecisions } from './store-decisions.ts';
import { isModerator, selectJudgedGroups } from './store-judges.ts';
import { selectAccuracy, selectReports } from './store-reports.ts';

/** Reports that one case shows. */
const SHOWN_REPORTS = 100;
/** Earlier cases that one case shows. */
const SHOWN_HISTORY = 50;

export interface CaseQuery {
  tier?: Tier | undefined;
  state: CaseState | 'waiting';
  reason?: CaseReason | undefined;
  kind?: SubjectKind | undefined;
  groupId?: string | undefined;
  mine?: 'true' | undefined;
  order: 'oldest' | 'newest';
  cursor?: string | undefined;
  limit: number;
}

/** What the actor may judge, or has. Who may judge nothing gets an empty list. */
export async function listCases(
  { database }: ModerationDeps,
  actor: Actor,
  query: CaseQuery,
): Promise<{ cases: Case[]; nextCursor: string | null }> {
  const { tier, state, groupId, order, limit } = query;
  const judged = await selectJudgedGroups(database, actor.userId);
  const groups = judged.filter((group) => groupId === undefined || group.groupId === groupId);
  const page = {
    viewerId: actor.userId,
    states: state === 'waiting' ? (['open', 'appealed'] as const) : [state],
    reason: query.reason,
    kind: query.kind,
    mine: query.mine === 'true',
    order,
    after: query.cursor ?? null,
    limit: limit + 1,
  };
  const ofGroups =
    tier === 'platform'
      ? []
      : await selectCases(database, {
          ...page,
          tier: 'group',
          groupIds: groups.map((group) => group.groupId),
          adminOf: groups.filter(({ role }) => role !== 'owner').map((group) => group.groupId),
        });
  const ofPlatform =
    tier === 'group' || !(await isModerator(database, actor.userId))
      ? []
      : await selectCases(database, {
          ...page,
          tier: 'platform',
          groupIds: groupId === undefined ? null : [groupId],
          adminOf: [],
        });
  const rows = [...ofGroups, ...ofPlatform].sort((a, b) => (a.id < b.id === (order === 'oldest') ? -1 : 1));
  const shown = rows.slice(0, limit);
  const roles = new Map(judged.map(({ groupId: id, role }) => [id, role]));
  const cases: Case[] = [];
  for (const row of shown) {
    const role = row.tier === 'platform' ? null : (roles.get(row.group_id) ?? null);
    cases.push(await present(database, row, { tier: row.tier, role }));
  }
  return { cases, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

async function present(db: ModerationDeps['database'], row: NamedCaseRow, judge: Judge): Promise<Case> {
  const decide = row.state === 'open' ? possibleActions(row, judge, await personRoleOf(db, row)) : [];
  return presentCase(row, decide);
}

/** Throws `not-found` to who is no judge of it. */
export async function getCase(
  { database }: ModerationDeps,
  actor: Pick<Actor, 'userId'>,
  { caseId }: { caseId: string },
): Promise<CaseDetails> {
  const row = await selectCase(database, caseId);
  const judge = await demandJudge(database, row, actor.userId);
  if (!row) throw new AppError('not-found');
  return describeCase(database, row, judge, actor.userId);
}

/** All that those who judge a case get to know. */
export async function describeCase(
  db: ModerationDeps['database'],
  row: NamedCaseRow,
  judge: Judge,
  userId: string,
): Promise<CaseDetails> {
  const reports = await selectReports(db, row.id, SHOWN_REPORTS);
  const reporters = reports.flatMap(({ reporter_id }) => reporter_id ?? []);
  const accuracy = await selectAccuracy(db, reporters, row.id);
  const decisions = await selectDecisions(db, [row.id]);
  const past = await selectHistory(db, row, { tier: judge.tier, limit: SHOWN_HISTORY });
  const pastDecisions = await selectDecisions(
    db,
    past.map(({ id }) => id),
  );
  return {
    ...(await present(db, row, judge)),
    objection: row.objection,
    reports: reports.map((report) => presentCaseReport(report, accuracy.get(report.reporter_id ?? ''))),
    decisions: decisions.map((decision) => presentDecision(decision, judge, userId)),
    history: past.map((earlier) => presentPast(earlier, row, pastDecisions)),
  };
}

/** Signed addresses of what was reported, for its judges; each look is recorded. Throws `not-found`. */
export async function viewEvidence(
  deps: ModerationDeps,
  actor: Actor,
  { caseId }: { caseId: string },
): Promise<Evidence> {
  const evidence = await deps.viewEvidence(caseId);
  await deps.database.transaction(async (tx) => {
    const row = await selectCase(tx, caseId);
    const judge = row && (await findJudge(tx, row, actor.userId));
    if (!judge || !evidence) throw new AppError('not-found');
    await deps.audit.record(tx, { action: 'evidence.viewed', by: actor, subjectId: caseId });
  });
  if (!evidence) throw new AppError('not-found');
  return evidence;
}
