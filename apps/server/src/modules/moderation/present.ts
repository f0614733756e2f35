import type {
  Appeal,
  Case,
  CaseReport,
  CaseSubject,
  DecidedAction,
  Decision,
  MyDecision,
  MyReport,
  PastCase,
} from '@wmory/contract';
import { toMoment } from '../../clock.ts';
import { isAppealable, type Judge, mayJudgeAppeal, mayReverse } from './policy.ts';
import type { CaseRow, NamedCaseRow, PastCaseRow } from './store-cases.ts';
import type { ActionRow, AppealRow, DecisionRow } from './store-decisions.ts';
import type { ReportRow, SubjectReportRow } from './store-reports.ts';

const moment = (time: number | null): string | null => (time === null ? null : toMoment(time));

interface SubjectColumns {
  subject_kind: CaseSubject['kind'];
  subject_id: string;
  group_id: string;
  group_name: string;
}

const subjectOf = (row: SubjectColumns): MyReport['subject'] => ({
  kind: row.subject_kind,
  id: row.subject_id,
  groupId: row.group_id,
  groupName: row.group_name,
});

const stateOf: Record<NonNullable<ReportRow['verdict']>, MyReport['state']> = {
  upheld: 'acted',
  dismissed: 'dismissed',
  abusive: 'dismissed',
};

export const presentReport = (row: SubjectReportRow): MyReport => ({
  id: row.id,
  subject: subjectOf(row),
  reason: row.reason,
  text: row.text,
  madeAt: toMoment(row.created_at),
  state: row.verdict === null ? 'open' : stateOf[row.verdict],
});

const presentAction = ({ kind, until, state }: ActionRow): DecidedAction => ({
  kind,
  until: moment(until),
  state,
});

const presentAppeal = (row: AppealRow): Appeal => ({
  text: row.text,
  madeAt: toMoment(row.made_at),
  state: row.state,
  judgedAt: moment(row.judged_at),
  message: row.message,
});

/** As the person sees it whom it concerns. */
export const presentMyDecision = (row: DecisionRow, now: number): MyDecision => ({
  id: row.id,
  subject: subjectOf(row),
  tier: row.tier,
  actions: row.actions.map(presentAction),
  reason: row.reason,
  message: row.message,
  decidedAt: toMoment(row.decided_at),
  reversedAt: moment(row.reversed_at),
  appealUntil: !row.appeal && isAppealable(row, now) ? moment(row.appeal_until) : null,
  appeal: row.appeal && presentAppeal(row.appeal),
});

/** As those see it who judge the case. */
export function presentDecision(row: DecisionRow, judge: Judge, userId: string): Decision {
  const appealed = row.appeal?.state === 'open';
  return {
    id: row.id,
    tier: row.tier,
    actions: row.actions.map(presentAction),
    reason: row.reason,
    message: row.message,
    note: row.note,
    by: row.decided_by === null ? null : { id: row.decided_by, name: row.decider_name ?? '' },
    decidedAt: toMoment(row.decided_at),
    reversedAt: moment(row.reversed_at),
    appeal: row.appeal && presentAppeal(row.appeal),
    abilities: {
      reverse: mayReverse(row, judge, appealed),
      judgeAppeal: mayJudgeAppeal(row, userId, appealed),
    },
  };
}

export const presentCase = (row: NamedCaseRow, decide: Case['abilities']['decide']): Case => ({
  id: row.id,
  purpose: row.purpose,
  subject: {
    ...subjectOf(row),
    person: row.person_id === null ? null : { id: row.person_id, name: row.person_name ?? '' },
  },
  reason: row.reason,
  tier: row.tier,
  state: row.state,
  reportCount: row.report_count,
  openedAt: toMoment(row.opened_at),
  dueAt: row.state === 'open' || row.state === 'appealed' ? moment(row.due_at) : null,
  decidedAt: moment(row.decided_at),
  abilities: { decide },
});

/** Without who made it; the day it was made on, but not the moment. */
export const presentCaseReport = (
  row: ReportRow,
  accuracy: { judged: number; upheld: number } = { judged: 0, upheld: 0 },
): CaseReport => ({
  id: row.id,
  reason: row.reason,
  text: row.text,
  madeOn: toMoment(row.created_at).slice(0, 10),
  snapshot: JSON.parse(row.snapshot) as CaseReport['snapshot'],
  accuracy,
  verdict: row.verdict,
});

export const presentPast = (
  row: PastCaseRow,
  of: Pick<CaseRow, 'subject_id'>,
  decisions: readonly DecisionRow[],
): PastCase => ({
  id: row.id,
  purpose: row.purpose,
  kind: row.subject_kind,
  reason: row.reason,
  tier: row.tier,
  state: row.state,
  openedAt: toMoment(row.opened_at),
  sameSubject: row.subject_id === of.subject_id,
  actions: decisions
    .filter(({ case_id }) => case_id === row.id)
    .flatMap(({ actions }) => actions.map(presentAction)),
});
