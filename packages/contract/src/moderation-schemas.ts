import { z } from 'zod';
import { Person } from './accounts.ts';
import { Cursor, Id, Moment } from './scalars.ts';

/**
 * Why something is reported, after the reasons of AT Protocol (`com.atproto.moderation.defs` and, finer,
 * `tools.ozone.report.defs`): spam is theirs of the same name, `harassment` reasonRude with reasonHarassment*,
 * `sexual` reasonSexual*, `child-safety` reasonChildSafety*, `violence` reasonViolence* but for `threat`, which is
 * reasonViolenceThreats, `misleading` reasonMisleading*, with impersonation, `privacy` reasonHarassmentDoxxing.
 */
export const ReportReason = z.enum([
  'spam',
  'harassment',
  'sexual',
  'child-safety',
  'violence',
  'threat',
  'misleading',
  'privacy',
  'other',
]);
export type ReportReason = z.infer<typeof ReportReason>;

/** `in-photo`: somebody is in the photo and asks to hide it. */
export const CaseReason = z.enum([...ReportReason.options, 'in-photo']);
export type CaseReason = z.infer<typeof CaseReason>;

/** What can be reported. A member is an account in one group. */
export const SubjectKind = z.enum(['photo', 'member', 'group', 'invite']);
export type SubjectKind = z.infer<typeof SubjectKind>;

/** Who judges: admins of the group, or moderators of the platform. */
export const Tier = z.enum(['group', 'platform']);
export type Tier = z.infer<typeof Tier>;

export const CasePurpose = z.enum(['report', 'hide-request']);
export type CasePurpose = z.infer<typeof CasePurpose>;

/** `decided`: an appeal may come. `closed`: none can any more. */
export const CaseState = z.enum(['open', 'decided', 'appealed', 'closed']);
export type CaseState = z.infer<typeof CaseState>;

/**
 * `hide`: the photo stays, but its uploader and admins alone see it. `remove`: to the trash, or an invite revoked.
 * `warn`: a letter and nothing else. `ban`: out of the group for good. `suspend`: the account, everywhere.
 * `takedown`: these bytes everywhere, now and later.
 */
export const ActionKind = z.enum(['dismiss', 'hide', 'remove', 'warn', 'ban', 'suspend', 'takedown']);
export type ActionKind = z.infer<typeof ActionKind>;

export const DecidedAction = z.object({
  kind: ActionKind,
  /** When a suspension ends. */
  until: Moment.nullable(),
  /** `kept`: the decision was reversed, but this could not be undone. */
  state: z.enum(['standing', 'reversed', 'kept']),
});
export type DecidedAction = z.infer<typeof DecidedAction>;

export const Appeal = z.object({
  text: z.string(),
  madeAt: Moment,
  state: z.enum(['open', 'upheld', 'reversed']),
  judgedAt: Moment.nullable(),
  /** To who appealed. */
  message: z.string(),
});
export type Appeal = z.infer<typeof Appeal>;

/** The thing that a case is about. */
export const CaseSubject = z.object({
  kind: SubjectKind,
  /** Of the photo, account, group or invite. */
  id: Id,
  groupId: Id,
  groupName: z.string(),
  /** Whom a decision concerns: the uploader, the member, the owner, or who made the invite. */
  person: Person.nullable(),
});
export type CaseSubject = z.infer<typeof CaseSubject>;

/** A report as its maker sees it. */
export const MyReport = z.object({
  id: Id,
  subject: CaseSubject.pick({ kind: true, id: true, groupId: true, groupName: true }),
  reason: CaseReason,
  text: z.string(),
  madeAt: Moment,
  /** `acted`: something was done about it; what is between those it concerns. */
  state: z.enum(['open', 'acted', 'dismissed']),
});
export type MyReport = z.infer<typeof MyReport>;

/** A photo of one's own that somebody in it asks to hide, unanswered so far. Nothing of who asked. */
export const HideQuestion = z.object({
  photoId: Id,
  groupId: Id,
  groupName: z.string(),
  /** When it is taken for agreed. */
  answerBy: Moment,
});
export type HideQuestion = z.infer<typeof HideQuestion>;

/** A decision as the person whom it concerns sees it. */
export const MyDecision = z.object({
  id: Id,
  subject: CaseSubject.pick({ kind: true, id: true, groupId: true, groupName: true }),
  /** Who decided: admins of the group, or moderators of the platform. */
  tier: Tier,
  actions: z.array(DecidedAction),
  reason: CaseReason,
  message: z.string(),
  decidedAt: Moment,
  reversedAt: Moment.nullable(),
  /** Until when it can be appealed against; null: it cannot, or not any more. */
  appealUntil: Moment.nullable(),
  appeal: Appeal.nullable(),
});
export type MyDecision = z.infer<typeof MyDecision>;

/** A decision as those see it who judge. */
export const Decision = MyDecision.omit({ subject: true, appealUntil: true }).extend({
  /** Null: the server by its rules, or its administrator. */
  by: Person.nullable(),
  note: z.string(),
  abilities: z.object({ reverse: z.boolean(), judgeAppeal: z.boolean() }),
});
export type Decision = z.infer<typeof Decision>;

export const Case = z.object({
  id: Id,
  purpose: CasePurpose,
  subject: CaseSubject,
  /** The gravest of those that were given. */
  reason: CaseReason,
  tier: Tier,
  state: CaseState,
  reportCount: z.int(),
  openedAt: Moment,
  /** When it goes to the platform, or for a request to hide, is taken for agreed. */
  dueAt: Moment.nullable(),
  decidedAt: Moment.nullable(),
  /** What the caller may decide now; empty: nothing. */
  abilities: z.object({ decide: z.array(ActionKind) }),
});
export type Case = z.infer<typeof Case>;

/** Of who made it nothing but how often they were right. */
export const CaseReport = z.object({
  id: Id,
  reason: CaseReason,
  text: z.string(),
  /** The day, UTC: a moment might tell who it was. */
  madeOn: z.iso.date(),
  /** The subject as it was when it was reported. */
  snapshot: z.record(z.string(), z.union([z.string(), z.number()]).nullable()),
  /** How many of the reporter's other reports were judged, and how many of these led to something. */
  accuracy: z.object({ judged: z.int(), upheld: z.int() }),
  verdict: z.enum(['upheld', 'dismissed', 'abusive']).nullable(),
});
export type CaseReport = z.infer<typeof CaseReport>;

/** An earlier case of the same thing or the same person. */
export const PastCase = z.object({
  id: Id,
  purpose: CasePurpose,
  kind: SubjectKind,
  reason: CaseReason,
  tier: Tier,
  state: CaseState,
  openedAt: Moment,
  /** Whether it is about the same thing, not only the same person. */
  sameSubject: z.boolean(),
  actions: z.array(DecidedAction),
});
export type PastCase = z.infer<typeof PastCase>;

export const CaseDetails = Case.extend({
  /** What the uploader says against hiding the photo; null: they have not objected. */
  objection: z.string().nullable(),
  reports: z.array(CaseReport),
  decisions: z.array(Decision),
  history: z.array(PastCase),
});
export type CaseDetails = z.infer<typeof CaseDetails>;

export const CasePage = z.object({ cases: z.array(Case), nextCursor: Cursor.nullable() });
export type CasePage = z.infer<typeof CasePage>;

/** The reported photo as it was copied when it was reported. */
export const Evidence = z.object({
  /** `owed`: still being copied. `missing`: it was gone before that. */
  state: z.enum(['owed', 'kept', 'missing']),
  /** Signed, short-lived addresses. */
  urls: z.object({ thumb: z.string(), preview: z.string() }).nullable(),
  /** Of the file as others than its uploader get it, without the place it was taken at. */
  file: z.string().nullable(),
  /** The same of the film of a live photo. */
  motion: z.string().nullable(),
});
export type Evidence = z.infer<typeof Evidence>;
