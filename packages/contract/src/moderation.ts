import { z } from 'zod';
import {
  CaseDetails,
  CasePage,
  CaseState,
  Evidence,
  HideQuestion,
  MyDecision,
  MyReport,
  ReportReason,
  SubjectKind,
  Tier,
} from './moderation-schemas.ts';
import { defineOperations } from './operation.ts';
import { Cursor, Id, Moment, PageLimit, prose } from './scalars.ts';

/** What a report is about. `comment` is in the model; the server refuses it with `subject-unsupported` so far. */
export const ReportSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('photo'), groupId: Id, photoId: Id }),
  z.strictObject({ kind: z.literal('member'), groupId: Id, userId: Id }),
  z.strictObject({ kind: z.literal('group'), groupId: Id }),
  /** By the token of its link: who was invited need not join to report it. */
  z.strictObject({ kind: z.literal('invite'), token: z.string().min(20).max(200) }),
  z.strictObject({ kind: z.literal('comment'), groupId: Id, commentId: Id }),
]);
export type ReportSubject = z.infer<typeof ReportSubject>;

/** What a decision does; `dismiss` goes alone. */
export const WantedAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['dismiss', 'hide', 'remove', 'warn', 'ban', 'takedown']) }),
  /** Null: without an end. */
  z.strictObject({ kind: z.literal('suspend'), until: Moment.nullable() }),
]);
export type WantedAction = z.infer<typeof WantedAction>;

export const DecisionInput = z.strictObject({
  actions: z
    .array(WantedAction)
    .min(1)
    .max(5)
    .refine((actions) => new Set(actions.map(({ kind }) => kind)).size === actions.length, 'must differ')
    .refine(
      (actions) => actions.length === 1 || !actions.some(({ kind }) => kind === 'dismiss'),
      'must not act and dismiss at once',
    ),
  /** The rule that it goes by; the case's own, unless given. */
  reason: ReportReason.optional(),
  /** To the person it concerns. */
  message: prose(2000, 0).default(''),
  /** For those who judge alone. */
  note: prose(2000, 0).default(''),
  /** Reports of the case that were made in bad faith. */
  abusiveReports: z.array(Id).max(100).default([]),
});
export type DecisionInput = z.infer<typeof DecisionInput>;

/** Where a photo stands that somebody asked to hide. */
export const HideRequest = z.object({
  /** `open`: hidden until it is answered. `objected`: hidden until somebody has judged. `hidden`: it stays so. */
  state: z.enum(['open', 'objected', 'hidden']),
  /** When it is taken for agreed. */
  answerBy: Moment.nullable(),
  abilities: z.object({ answer: z.boolean(), withdraw: z.boolean() }),
});
export type HideRequest = z.infer<typeof HideRequest>;

const CaseParams = z.strictObject({ caseId: Id });
const PhotoParams = z.strictObject({ groupId: Id, photoId: Id });
const Ticket = z.string().min(20).max(400);
const waiting = { status: 200, body: CaseDetails } as const;

export const moderationOperations = defineOperations({
  report: {
    method: 'POST',
    path: '/reports',
    tag: 'reports',
    summary:
      'Report a photo, a member, a group or an invite. Once each: reporting again answers the first report.',
    auth: 'user',
    rate: 'report',
    body: z.strictObject({ subject: ReportSubject, reason: ReportReason, text: prose(2000, 0).default('') }),
    success: { status: 201, body: MyReport },
    problems: ['not-found', 'not-a-member', 'invite-invalid', 'subject-unsupported', 'own-subject'],
  },
  listMyReports: {
    method: 'GET',
    path: '/me/reports',
    tag: 'reports',
    summary: 'What I reported and what came of it, newest first.',
    auth: 'user',
    rate: 'read',
    query: z.strictObject({ cursor: Cursor.optional(), limit: PageLimit.default(50) }),
    success: { status: 200, body: z.object({ reports: z.array(MyReport), nextCursor: Cursor.nullable() }) },
    problems: [],
  },
  getHideRequest: {
    method: 'GET',
    path: '/groups/:groupId/photos/:photoId/hide-request',
    tag: 'reports',
    summary: 'How a request to hide the photo stands; for its uploader, for admins and for who asked.',
    auth: 'user',
    rate: 'read',
    params: PhotoParams,
    success: { status: 200, body: HideRequest },
    problems: ['not-found'],
  },
  askToHide: {
    method: 'POST',
    path: '/groups/:groupId/photos/:photoId/hide-request',
    tag: 'reports',
    summary:
      '"I am in this, please hide": hides the photo at once; its uploader or an admin answers within 72 hours, or it stays hidden.',
    auth: 'user',
    rate: 'report',
    params: PhotoParams,
    body: z.strictObject({ text: prose(2000, 0).default('') }),
    success: { status: 201, body: HideRequest },
    problems: ['not-found', 'own-subject'],
  },
  withdrawHideRequest: {
    method: 'DELETE',
    path: '/groups/:groupId/photos/:photoId/hide-request',
    tag: 'reports',
    summary: 'Take my own open request back.',
    auth: 'user',
    rate: 'write',
    params: PhotoParams,
    success: { status: 204 },
    problems: ['not-found'],
  },
  answerHideRequest: {
    method: 'POST',
    path: '/groups/:groupId/photos/:photoId/hide-request/answer',
    tag: 'reports',
    summary: 'Agree that my photo stays hidden, or object: then an admin or a moderator judges.',
    auth: 'user',
    rate: 'write',
    params: PhotoParams,
    body: z.strictObject({ agree: z.boolean(), text: prose(2000, 0).default('') }),
    success: { status: 200, body: HideRequest },
    problems: ['not-found', 'forbidden', 'case-decided'],
  },
  listHideQuestions: {
    method: 'GET',
    path: '/me/hide-requests',
    tag: 'reports',
    summary: 'My photos that somebody asks to hide, as long as I can answer; oldest first.',
    auth: 'user',
    rate: 'read',
    query: z.strictObject({ cursor: Cursor.optional(), limit: PageLimit.default(50) }),
    success: {
      status: 200,
      body: z.object({ questions: z.array(HideQuestion), nextCursor: Cursor.nullable() }),
    },
    problems: [],
  },
  listMyDecisions: {
    method: 'GET',
    path: '/me/decisions',
    tag: 'reports',
    summary: 'Decisions about me and what is mine, newest first.',
    auth: 'user',
    rate: 'read',
    query: z.strictObject({ cursor: Cursor.optional(), limit: PageLimit.default(50) }),
    success: {
      status: 200,
      body: z.object({ decisions: z.array(MyDecision), nextCursor: Cursor.nullable() }),
    },
    problems: [],
  },
  appealDecision: {
    method: 'POST',
    path: '/me/decisions/:decisionId/appeal',
    tag: 'reports',
    summary: 'Appeal, once; somebody else than who decided judges it.',
    auth: 'user',
    rate: 'write',
    params: z.strictObject({ decisionId: Id }),
    body: z.strictObject({ text: prose(2000) }),
    success: { status: 201, body: MyDecision },
    problems: ['not-found', 'appeal-made', 'appeal-over'],
  },
  viewSuspension: {
    method: 'POST',
    path: '/suspension',
    tag: 'reports',
    summary:
      'The decisions by which an account is suspended, by the ticket that its log-in was refused with.',
    auth: 'public',
    rate: 'credential',
    body: z.strictObject({ ticket: Ticket }),
    success: {
      status: 200,
      body: z.object({ decisions: z.array(MyDecision) }),
    },
    problems: ['code-invalid'],
  },
  appealSuspension: {
    method: 'POST',
    path: '/suspension/appeal',
    tag: 'reports',
    summary: 'Appeal against a suspension, by the same ticket.',
    auth: 'public',
    rate: 'credential',
    body: z.strictObject({ ticket: Ticket, decisionId: Id, text: prose(2000) }),
    success: { status: 201, body: MyDecision },
    problems: ['code-invalid', 'not-found', 'appeal-made', 'appeal-over'],
  },
  listCases: {
    method: 'GET',
    path: '/moderation/cases',
    tag: 'moderation',
    summary: "What the caller may judge: their groups' cases, and for moderators the platform's.",
    auth: 'user',
    rate: 'read',
    query: z.strictObject({
      tier: Tier.optional(),
      /** `waiting`: open or appealed. */
      state: z.enum([...CaseState.options, 'waiting']).default('waiting'),
      reason: z.enum([...ReportReason.options, 'in-photo']).optional(),
      kind: SubjectKind.optional(),
      groupId: Id.optional(),
      /** Those that the caller has decided. */
      mine: z.enum(['true']).optional(),
      order: z.enum(['oldest', 'newest']).default('oldest'),
      cursor: Cursor.optional(),
      limit: PageLimit.default(50),
    }),
    success: { status: 200, body: CasePage },
    problems: [],
  },
  getCase: {
    method: 'GET',
    path: '/moderation/cases/:caseId',
    tag: 'moderation',
    summary: 'One case: its reports without who made them, its decisions, and what there was before.',
    auth: 'user',
    rate: 'read',
    params: CaseParams,
    success: waiting,
    problems: ['not-found'],
  },
  viewEvidence: {
    method: 'POST',
    path: '/moderation/cases/:caseId/evidence',
    tag: 'moderation',
    summary: 'Signed addresses of the reported photo as it was. Each look is recorded.',
    auth: 'user',
    rate: 'read',
    params: CaseParams,
    success: { status: 200, body: Evidence },
    problems: ['not-found'],
  },
  decideCase: {
    method: 'POST',
    path: '/moderation/cases/:caseId/decision',
    tag: 'moderation',
    summary: 'Judge an open case.',
    auth: 'user',
    rate: 'write',
    params: CaseParams,
    body: DecisionInput,
    success: waiting,
    problems: ['not-found', 'forbidden', 'case-decided'],
  },
  reverseDecision: {
    method: 'POST',
    path: '/moderation/decisions/:decisionId/reverse',
    tag: 'moderation',
    summary: 'Take a decision back, with all it did that can be undone.',
    auth: 'user',
    rate: 'write',
    params: z.strictObject({ decisionId: Id }),
    success: waiting,
    problems: ['not-found', 'forbidden', 'case-decided'],
  },
  judgeAppeal: {
    method: 'POST',
    path: '/moderation/decisions/:decisionId/appeal',
    tag: 'moderation',
    summary: 'Judge an appeal: the decision stands, or is reversed.',
    auth: 'user',
    rate: 'write',
    params: z.strictObject({ decisionId: Id }),
    body: z.strictObject({ outcome: z.enum(['upheld', 'reversed']), message: prose(2000, 0).default('') }),
    success: waiting,
    problems: ['not-found', 'forbidden', 'case-decided'],
  },
});
