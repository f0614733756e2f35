import type { HideRequest } from '@wmory/contract';
import { toMoment } from '../../clock.ts';
import type { CaseRow } from './store-cases.ts';

/** As who uploaded the photo sees it, or who asked to hide it, or an admin. */
export function presentHideRequest(row: CaseRow, who: { uploads: boolean; asks: boolean }): HideRequest {
  const unanswered = row.state === 'open' && row.objection === null;
  return {
    state: row.state !== 'open' ? 'hidden' : unanswered ? 'open' : 'objected',
    answerBy: unanswered && row.due_at !== null ? toMoment(row.due_at) : null,
    abilities: { answer: unanswered && who.uploads, withdraw: row.state === 'open' && who.asks },
  };
}
