import type { moderationOperations } from '@wmory/contract';
import type { Handlers } from '../../http/handler.ts';
import type { Moderation } from './service.ts';

export const moderationRoutes = (
  moderation: Moderation,
): Handlers<keyof typeof moderationOperations | 'listPlatformAudit'> => ({
  report: ({ body }, { caller }) => moderation.report(caller, body),
  listMyReports: ({ query }, { caller }) => moderation.listMyReports(caller, query),
  getHideRequest: ({ params }, { caller }) => moderation.getHideRequest(caller, params),
  askToHide: ({ params, body }, { caller }) => moderation.askToHide(caller, { ...params, ...body }),
  withdrawHideRequest: async ({ params }, { caller }) =>
    void (await moderation.withdrawHideRequest(caller, params)),
  answerHideRequest: ({ params, body }, { caller }) =>
    moderation.answerHideRequest(caller, { ...params, ...body }),
  listHideQuestions: ({ query }, { caller }) => moderation.listHideQuestions(caller, query),
  listMyDecisions: ({ query }, { caller }) => moderation.listMyDecisions(caller, query),
  appealDecision: ({ params, body }, { caller }) => moderation.appeal(caller, { ...params, ...body }),
  viewSuspension: ({ body }) => moderation.viewSuspension(body),
  appealSuspension: ({ body }, { caller }) => moderation.appealSuspension(caller, body),
  listCases: ({ query }, { caller }) => moderation.listCases(caller, query),
  getCase: ({ params }, { caller }) => moderation.getCase(caller, params),
  viewEvidence: ({ params }, { caller }) => moderation.viewEvidence(caller, params),
  decideCase: ({ params, body }, { caller }) => moderation.decideCase(caller, { ...params, ...body }),
  reverseDecision: ({ params }, { caller }) => moderation.reverseDecision(caller, params),
  listPlatformAudit: ({ query }, { caller }) => moderation.listPlatformAudit(caller, query),
  judgeAppeal: ({ params, body }, { caller }) => moderation.judgeAppeal(caller, { ...params, ...body }),
});
