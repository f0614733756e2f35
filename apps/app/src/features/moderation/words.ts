import type { CaseReason, DecidedAction, MyReport } from '@wmory/contract';
import i18n from 'i18next';
import { formatDay } from '@/lib/format';

/** "Photo in Summer in Lisbon". */
export function nameOfSubject({ kind, groupName: group }: MyReport['subject']): string {
  if (kind === 'group') return i18n.t('reports.groupRow', { group });
  return i18n.t('reports.row', { kind: i18n.t(`judging.kind.${kind}`), group });
}

const stateOf = (what: string, state: DecidedAction['state']): string =>
  state === 'standing'
    ? what
    : `${what} · ${i18n.t(state === 'reversed' ? 'judging.takenBack' : 'judging.kept')}`;

/** What an action did, as it stands: "Your account was suspended, until 3 May". */
export function nameOfDone({ kind, until, state }: DecidedAction, reason: CaseReason): string {
  const what =
    kind === 'dismiss' && reason === 'in-photo' ? i18n.t('judging.shown') : i18n.t(`judging.done.${kind}`);
  const whole = until ? i18n.t('judging.until', { what, date: formatDay(until) }) : what;
  return stateOf(whole, state);
}

/** What a judge did, as it stands: "Suspend the account, until 3 May · Taken back". */
export function nameOfAction({ kind, until, state }: DecidedAction, reason: CaseReason): string {
  const what =
    reason === 'in-photo' && (kind === 'dismiss' || kind === 'hide')
      ? i18n.t(kind === 'dismiss' ? 'moderation.decide.show' : 'moderation.decide.keep')
      : i18n.t(`moderation.decide.action.${kind}`);
  return stateOf(until ? i18n.t('judging.until', { what, date: formatDay(until) }) : what, state);
}
