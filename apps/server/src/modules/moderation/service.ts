import type { Actor, Caller } from '../../caller.ts';
import { appeal, judgeAppeal, listMyDecisions } from './appeals.ts';
import { getCase, listCases, viewEvidence } from './cases.ts';
import { decideCase } from './decide.ts';
import type { ModerationDeps } from './deps.ts';
import { erasePerson } from './erasure.ts';
import {
  answerHideRequest,
  askToHide,
  getHideRequest,
  listHideQuestions,
  withdrawHideRequest,
} from './hide-requests.ts';
import { listPlatformAudit } from './history.ts';
import { listMyReports, report } from './reports.ts';
import { reverseDecision } from './reverse.ts';
import { appealSuspension, viewSuspension } from './suspension.ts';
import { createSweeps } from './sweeps.ts';

type UseCase<I, O> = (deps: ModerationDeps, actor: Actor, input: I) => Promise<O>;
const bind =
  <I, O>(deps: ModerationDeps, use: UseCase<I, O>) =>
  (actor: Actor, input: I): Promise<O> =>
    use(deps, actor, input);

export type Moderation = ReturnType<typeof createModeration>;

/** Reports, their cases, decisions and appeals. */
export function createModeration(deps: ModerationDeps) {
  return {
    report: bind(deps, report),
    listMyReports: bind(deps, listMyReports),
    getHideRequest: bind(deps, getHideRequest),
    askToHide: bind(deps, askToHide),
    withdrawHideRequest: bind(deps, withdrawHideRequest),
    answerHideRequest: bind(deps, answerHideRequest),
    listHideQuestions: bind(deps, listHideQuestions),
    listMyDecisions: bind(deps, listMyDecisions),
    appeal: bind(deps, appeal),
    viewSuspension: (input: { ticket: string }) => viewSuspension(deps, input),
    appealSuspension: (caller: Caller, input: { ticket: string; decisionId: string; text: string }) =>
      appealSuspension(deps, caller, input),
    listCases: bind(deps, listCases),
    getCase: bind(deps, getCase),
    viewEvidence: bind(deps, viewEvidence),
    decideCase: bind(deps, decideCase),
    reverseDecision: bind(deps, reverseDecision),
    judgeAppeal: bind(deps, judgeAppeal),
    listPlatformAudit: bind(deps, listPlatformAudit),
    /** What becomes of cases when an account goes. */
    erasePerson,
    sweeps: createSweeps(deps),
  };
}
