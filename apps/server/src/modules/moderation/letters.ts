import type { Clock } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import { describeActions, describeGroup, describeReason } from '../../mail/judgement-words.ts';
import type { Letter } from '../../mail/port.ts';
import { writeLetter } from '../../mail/templates.ts';
import type { Addressee, ComposeNotice } from '../accounts/index.ts';
import { selectCase } from './store-cases.ts';
import { selectDecision } from './store-decisions.ts';
import { isModerator, selectJudgedGroups } from './store-judges.ts';
import { selectReport } from './store-reports.ts';

export interface LetterDeps {
  clock: Clock;
  /** Origin that links lead to, without a slash at its end. */
  publicUrl: () => string;
}

/**
 * Writes the letters of this module, of rows as they are when it is sent. What people typed is in the app alone: a letter
 * that quotes strangers is one that strangers send. Suspended accounts get them, too.
 */
export function createModerationLetters({ clock, publicUrl }: LetterDeps): ComposeNotice {
  const reports = (): string => `${publicUrl()}/reports`;

  async function toReporter(
    tx: Tx,
    reportId: string,
    { email, name, language }: Addressee,
  ): Promise<Letter | null> {
    const report = await selectReport(tx, reportId);
    if (!report || report.verdict === null) return null;
    const values = { name, where: describeGroup(language, report.group_name), link: reports() };
    if (report.verdict === 'upheld') return writeLetter('reportActed', email, values, language);
    const kind = report.reason === 'in-photo' ? 'hideDeclined' : 'reportDismissed';
    return writeLetter(kind, email, values, language);
  }

  async function toPerson(
    tx: Tx,
    kind: 'decision-made' | 'decision-reversed' | 'appeal-rejected',
    decisionId: string,
    { email, name, language }: Addressee,
  ): Promise<Letter | null> {
    const decision = await selectDecision(tx, decisionId);
    if (!decision) return null;
    const where = describeGroup(language, decision.group_name);
    const what = describeActions(language, decision.actions);
    const values = { name, where, what, link: reports() };
    if (kind === 'decision-reversed') return writeLetter('decisionReversed', email, values, language);
    if (kind === 'appeal-rejected') return writeLetter('appealRejected', email, values, language);
    // Taken back before it was told.
    if (decision.reversed_at !== null || decision.appeal_until === null) return null;
    const why = describeReason(language, decision.reason);
    return writeLetter('decisionMade', email, { ...values, why, until: decision.appeal_until }, language);
  }

  async function toUploader(
    tx: Tx,
    caseId: string,
    { email, name, language }: Addressee,
  ): Promise<Letter | null> {
    const row = await selectCase(tx, caseId);
    if (row?.state !== 'open' || row.due_at === null || row.due_at <= clock()) return null;
    const link = `${publicUrl()}/groups/${row.group_id}/photos/${row.subject_id}`;
    const where = describeGroup(language, row.group_name);
    return writeLetter('hideRequested', email, { name, where, link, until: row.due_at }, language);
  }

  async function toJudge(
    tx: Tx,
    userId: string,
    { email, name, language }: Addressee,
  ): Promise<Letter | null> {
    const judges = (await isModerator(tx, userId)) || (await selectJudgedGroups(tx, userId)).length > 0;
    const link = `${publicUrl()}/moderation`;
    return judges ? writeLetter('casesWaiting', email, { name, link }, language) : null;
  }

  return async (tx, { kind, about }, to) => {
    if (about === null) return null;
    switch (kind) {
      case 'report-judged':
        return toReporter(tx, about, to);
      case 'decision-made':
      case 'decision-reversed':
      case 'appeal-rejected':
        return toPerson(tx, kind, about, to);
      case 'hide-requested':
        return toUploader(tx, about, to);
      case 'cases-waiting':
        return toJudge(tx, about, to);
      default:
        return null;
    }
  };
}
