import type { ActionKind, CasePurpose, CaseReason, Role, SubjectKind, Tier } from '@wmory/contract';
import { DAY, HOUR } from '../../clock.ts';
import { isAtLeast } from '../groups/index.ts';

/** A case that its group does not decide in this time goes to the platform. */
export const GROUP_TIME = 72 * HOUR;
/** A request to hide that nobody answers in this time is taken for agreed. */
export const HIDE_TIME = 72 * HOUR;
/** How long one can appeal against a decision. */
export const APPEAL_TIME = 14 * DAY;

const REPORTS_A_DAY = 20;
const HIDE_REQUESTS_A_DAY = 10;
const DISTRUSTED_A_DAY = 3;
/** Of so many reports that were judged last, so many in bad faith cost the reporter the trust. */
export const TRUST_SAMPLE = 5;
const TRUST_LOST = 2;

export type Verdict = 'upheld' | 'dismissed' | 'abusive';

/** Whether reports count towards hiding: not those of people who reported in bad faith lately. */
export const isTrusted = (latest: readonly (Verdict | null)[]): boolean =>
  latest.slice(0, TRUST_SAMPLE).filter((verdict) => verdict === 'abusive').length < TRUST_LOST;

/** Reports that somebody may make in 24 hours. */
export function allowance(purpose: CasePurpose, trusted: boolean): number {
  if (!trusted) return DISTRUSTED_A_DAY;
  return purpose === 'report' ? REPORTS_A_DAY : HIDE_REQUESTS_A_DAY;
}

/** The same text for the same thing in the same group. */
export const keyOf = (purpose: CasePurpose, kind: SubjectKind, groupId: string, id: string): string =>
  `${purpose === 'report' ? kind : 'hide'}:${groupId}:${id}`;

/** The key of a case about a member whose account is gone. */
export const keyOfGone = (caseId: string): string => `gone:${caseId}`;

const byGravity = [
  'child-safety',
  'threat',
  'violence',
  'sexual',
  'privacy',
  'harassment',
  'misleading',
  'spam',
  'other',
  'in-photo',
] as const satisfies readonly CaseReason[];

/** Of several reasons the one that the case goes by. */
export const gravestOf = (reasons: readonly CaseReason[]): CaseReason =>
  byGravity.find((reason) => reasons.includes(reason)) ?? 'other';

/** What is not for a group to judge. */
export const isForPlatform = (kind: SubjectKind, reason: CaseReason): boolean =>
  kind === 'group' || reason === 'child-safety' || reason === 'threat';

export interface CaseFacts {
  purpose: CasePurpose;
  subject_kind: SubjectKind;
  /** Whom decisions concern. */
  person_id: string | null;
}

export interface Candidate {
  userId: string;
  role: Role;
  /** Whether they reported in this case. */
  reported: boolean;
}

/** Nobody judges what they reported or what concerns themselves. */
const isBiased = ({ person_id }: Pick<CaseFacts, 'person_id'>, who: Omit<Candidate, 'role'>): boolean =>
  who.reported || who.userId === person_id;

/**
 * Whether a member may judge a case of their group: an admin or the owner who is not part of it, and of a reported
 * member only somebody above them.
 *
 * @param personRole of whom it concerns; null: not in the group any more
 */
export function mayJudgeInGroup(facts: CaseFacts, who: Candidate, personRole: Role | null): boolean {
  if (isBiased(facts, who) || !isAtLeast(who.role, 'admin')) return false;
  return facts.subject_kind !== 'member' || isAbove(who.role, personRole);
}

/** Whether a moderator of the platform may judge the case. */
export const mayJudgeOnPlatform = (
  facts: Pick<CaseFacts, 'person_id'>,
  who: Omit<Candidate, 'role'>,
): boolean => !isBiased(facts, who);

const isAbove = (role: Role, other: Role | null): boolean =>
  other === null || (role !== other && isAtLeast(role, other));

const actionsOn: Record<SubjectKind, readonly ActionKind[]> = {
  photo: ['dismiss', 'hide', 'remove', 'warn', 'ban', 'suspend', 'takedown'],
  member: ['dismiss', 'warn', 'ban', 'suspend'],
  group: ['dismiss', 'warn', 'suspend'],
  invite: ['dismiss', 'remove', 'warn', 'ban', 'suspend'],
};

const platformOnly: readonly ActionKind[] = ['suspend', 'takedown'];
const onPerson: readonly ActionKind[] = ['warn', 'ban', 'suspend'];

export interface Judge {
  tier: Tier;
  /** In the group; null: of the platform. */
  role: Role | null;
}

/** What a judge may decide. The owner is never banned from a group: it would be left without one. */
export function possibleActions(facts: CaseFacts, judge: Judge, personRole: Role | null): ActionKind[] {
  const possible =
    facts.purpose === 'hide-request' ? (['dismiss', 'hide'] as const) : actionsOn[facts.subject_kind];
  return possible.filter((kind) => {
    if (facts.person_id === null && onPerson.includes(kind)) return false;
    if (judge.tier === 'group' && platformOnly.includes(kind)) return false;
    if (kind !== 'ban') return true;
    return personRole !== 'owner' && (judge.role === null || isAbove(judge.role, personRole));
  });
}

export interface DecisionFacts {
  tier: Tier;
  decided_by: string | null;
  reversed_at: number | null;
  appeal_until: number | null;
}

/** Whether a decision can be appealed against now. */
export const isAppealable = (
  decision: Pick<DecisionFacts, 'reversed_at' | 'appeal_until'>,
  now: number,
): boolean => decision.reversed_at === null && decision.appeal_until !== null && decision.appeal_until > now;

/** Whether a judge of the case may take the decision back; while there is an appeal, that is judged instead. */
export const mayReverse = (
  decision: Pick<DecisionFacts, 'reversed_at' | 'tier'>,
  judge: Judge,
  appealed: boolean,
): boolean =>
  decision.reversed_at === null && !appealed && (judge.tier === 'platform' || decision.tier === 'group');

/** Nobody judges the appeal against their own decision. */
export const mayJudgeAppeal = (
  decision: Pick<DecisionFacts, 'reversed_at' | 'decided_by'>,
  userId: string,
  appealed: boolean,
): boolean => appealed && decision.reversed_at === null && decision.decided_by !== userId;
