import type { HideQuestion, HideRequest } from '@wmory/contract';
import { toMoment } from '../../clock.ts';
import { HIDE_TIME } from './policy.ts';
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

/** As its uploader gets to know of it. */
export const presentHideQuestion = (row: CaseRow): HideQuestion => ({
  photoId: row.subject_id,
  groupId: row.group_id,
  groupName: row.group_name,
  answerBy: toMoment(row.due_at ?? row.opened_at + HIDE_TIME),
});
