import type { HideQuestion, HideRequest } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Queryable, Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { NamedPhotoRow } from '../media/index.ts';
import { settleCase } from './decide.ts';
import type { ModerationDeps } from './deps.ts';
import { callJudges, tierOf } from './judging.ts';
import { GROUP_TIME, keyOf } from './policy.ts';
import { presentHideQuestion, presentHideRequest } from './present-hide-request.ts';
import { makeReport } from './reports.ts';
import {
  type CaseRow,
  countReports,
  lockCase,
  moveCase,
  selectLatestCase,
  selectUnanswered,
} from './store-cases.ts';
import { deleteReport, selectReportOf } from './store-reports.ts';
import { findSubject } from './subjects.ts';

interface PhotoParams {
  groupId: string;
  photoId: string;
}

const requestKey = ({ groupId, photoId }: PhotoParams): string =>
  keyOf('hide-request', 'photo', groupId, photoId);

/** The photo, if it exists for the actor, with the newest case of those who ask to hide it. Throws `not-found`. */
async function find(
  { groups, photos }: ModerationDeps,
  db: Queryable,
  actor: Actor,
  params: PhotoParams,
): Promise<{ photo: NamedPhotoRow; row: CaseRow }> {
  const proof = await groups.authorise(actor, params.groupId, 'viewer', db);
  const photo = await photos.find(db, proof, params.photoId);
  const row = photo && (await selectLatestCase(db, { subjectId: params.photoId, key: requestKey(params) }));
  if (!photo || !row) throw new AppError('not-found');
  return { photo, row };
}

/** The actor's photos that somebody asks to hide, as long as they can answer. */
export async function listHideQuestions(
  { database }: ModerationDeps,
  actor: Actor,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ questions: HideQuestion[]; nextCursor: string | null }> {
  const rows = await selectUnanswered(database, actor.userId, cursor ?? null, limit + 1);
  const shown = rows.slice(0, limit);
  const nextCursor = rows.length > limit ? (shown.at(-1)?.id ?? null) : null;
  return { questions: shown.map(presentHideQuestion), nextCursor };
}

/** Throws `not-found` where nobody asked, or it was shown again. */
export async function getHideRequest(
  deps: ModerationDeps,
  actor: Actor,
  params: PhotoParams,
): Promise<HideRequest> {
  const { photo, row } = await find(deps, deps.database, actor, params);
  if (photo.hidden_level === 0) throw new AppError('not-found');
  const own = await selectReportOf(deps.database, actor.userId, requestKey(params));
  return presentHideRequest(row, {
    uploads: photo.uploader_id === actor.userId,
    asks: own?.case_id === row.id,
  });
}

/**
 * Hides a photo at once for who is in it. Asking again answers how it stands. Throws `not-found`, `own-subject`,
 * `rate-limited`.
 */
export async function askToHide(
  deps: ModerationDeps,
  actor: Actor,
  { text, ...params }: PhotoParams & { text: string },
): Promise<HideRequest> {
  const row = await deps.database.transaction(async (tx) => {
    const subject = await findSubject(deps, tx, actor, { kind: 'photo', ...params });
    const wish = { subject, purpose: 'hide-request', reason: 'in-photo', text } as const;
    const { report, joined } = await makeReport(deps, tx, actor, wish);
    if (!joined) return lockCase(tx, report.case_id);
    await deps.photos.hide(tx, params.photoId, 'asked', { source: report.id, askerId: actor.userId });
    if (subject.personId !== null)
      await deps.oweNotice(tx, subject.personId, { kind: 'hide-requested', about: joined.id });
    return joined;
  });
  if (!row) throw new AppError('not-found');
  return presentHideRequest(row, { uploads: false, asks: true });
}

/** Takes the actor's own open request back. Throws `not-found` where there is none. */
export async function withdrawHideRequest(
  deps: ModerationDeps,
  actor: Actor,
  params: PhotoParams,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    await deps.groups.authorise(actor, params.groupId, 'viewer', tx);
    const report = await selectReportOf(tx, actor.userId, requestKey(params));
    const row = report && (await lockCase(tx, report.case_id));
    if (!report || row?.state !== 'open' || !(await deleteReport(tx, report.id)))
      throw new AppError('not-found');
    await deps.photos.show(tx, [report.id]);
    await countReports(tx, row.id, { all: -1, hiding: -report.counts });
    await deps.audit.record(tx, { action: 'report.withdrawn', by: null, subjectId: row.id });
    if (row.report_count === 1) await close(deps, tx, row);
  });
}

/** Nobody asks any more, so there is nothing to judge and nothing to keep. */
async function close(deps: ModerationDeps, tx: Tx, row: CaseRow): Promise<void> {
  const closed = { state: 'closed', live_key: null, due_at: null } as const;
  if (!(await moveCase(tx, row, closed))) throw new Error('a locked case has moved');
  await deps.photos.dropEvidence(tx, row.id);
}

/**
 * The uploader agrees, and the photo stays hidden; or objects, and it stays hidden until somebody else has judged.
 * Throws `not-found`, `forbidden` to others than the uploader, `case-decided`.
 */
export async function answerHideRequest(
  deps: ModerationDeps,
  actor: Actor,
  { agree, text, ...params }: PhotoParams & { agree: boolean; text: string },
): Promise<HideRequest> {
  const row = await deps.database.transaction(async (tx) => {
    const found = await find(deps, tx, actor, params);
    if (found.photo.uploader_id !== actor.userId) throw new AppError('forbidden');
    const locked = await lockCase(tx, found.row.id);
    if (locked?.state !== 'open' || locked.objection !== null) throw new AppError('case-decided');
    if (agree) await agreeTo(deps, tx, locked, { actor, message: text });
    else await objectTo(deps, tx, locked, actor, text);
    return lockCase(tx, locked.id);
  });
  if (!row) throw new Error('the case that was just answered is not there');
  return presentHideRequest(row, { uploads: true, asks: false });
}

/** Hides the photo for good, by its uploader's word or, where nobody spoke up in time, the server's. */
export function agreeTo(
  deps: ModerationDeps,
  tx: Tx,
  row: CaseRow,
  { actor, message }: { actor: Actor | null; message: string },
): Promise<void> {
  const nobody = { tier: row.tier, role: null };
  return settleCase(deps, tx, row, {
    actions: [{ kind: 'hide' }],
    reason: 'in-photo',
    message,
    note: '',
    abusiveReports: [],
    judge: nobody,
    actor,
    // Who has agreed has nothing to appeal against.
    ...(actor && { personId: null }),
  });
}

async function objectTo(
  deps: ModerationDeps,
  tx: Tx,
  row: CaseRow,
  actor: Actor,
  objection: string,
): Promise<void> {
  const tier = await tierOf(tx, row);
  const due_at = tier === 'group' ? deps.clock() + GROUP_TIME : null;
  if (!(await moveCase(tx, row, { objection, tier, due_at }))) throw new AppError('case-decided');
  await deps.audit.record(tx, { action: 'case.objected', by: actor, subjectId: row.id });
  await callJudges(deps, tx, { ...row, tier });
}
