import type { MediaJob, MediaResult } from '@wmory/contract';
import type { MediaDeps } from './deps.ts';
import { originalKey, sharedKey } from './keys.ts';
import { JOB_URL_LIFE, MAX_TRIES, retryDelay } from './policy.ts';
import { type SideJobs, sendAside } from './side-jobs.ts';
import { type MotionRow, moveMotion, selectDueMotions, selectMotion, settleMotion } from './store-motions.ts';
import { holdIfBlocked } from './takedowns.ts';

const BATCH = 20;

/** Sends films of live photos that wait, or whose job was lost, to the processor; answers how many. */
export const sendMotions = async (deps: MediaDeps): Promise<number> =>
  sendAside(deps, await selectDueMotions(deps.database, deps.clock(), BATCH), sending);

const sending: SideJobs<MotionRow> = {
  move: moveMotion,
  describe,
  giveUp: (deps, row) => fail(deps, row),
};

/** To the processor it is a photo of which no pictures are wanted, but the copy without the place. */
async function describe(
  { storage }: MediaDeps,
  row: MotionRow & { job_id: string },
  now: number,
): Promise<MediaJob> {
  const { id, job_id: jobId, attempt, sha256, size, mime_type: mimeType } = row;
  const expiresAt = now + JOB_URL_LIFE;
  const read = { key: originalKey(row), contentType: mimeType, expiresAt, audience: 'processor' } as const;
  const copy = { key: sharedKey(row), contentType: mimeType, maxSize: size, expiresAt };
  return {
    version: 1,
    jobId,
    photoId: id,
    attempt,
    expiresAt,
    source: { request: storage.signRead(read), sha256, size, mimeType },
    variants: [],
    shared: await storage.signVariantPut(copy),
  };
}

/** Applies what the processor found, as often as it is told; answers false where it is of no film. */
export async function applyMotionResult(deps: MediaDeps, result: MediaResult): Promise<boolean> {
  const row = await selectMotion(deps.database, result.photoId);
  if (!row) return false;
  if (row.state === 'ready') return true;
  if (result.outcome === 'failed') await applyFailure(deps, row, result);
  else await applyReady(deps, row, result);
  return true;
}

async function applyReady(
  deps: MediaDeps,
  row: MotionRow,
  { jobId, metadata, shared }: Extract<MediaResult, { outcome: 'ready' }>,
): Promise<void> {
  if (metadata.mimeType !== row.mime_type) return fail(deps, row);
  if (shared && !(await deps.storage.head(sharedKey(row))))
    return applyFailure(deps, row, { jobId, retryable: true });
  const tells = shared !== null || metadata.latitude !== null || metadata.longitude !== null;
  const end = {
    state: 'ready',
    tells_place: Number(tells),
    shared_sha256: shared?.sha256 ?? null,
  } as const;
  await deps.database.transaction(async (tx) => {
    if (!(await settleMotion(tx, row, end))) return;
    if (shared) await holdIfBlocked(deps, tx, row.photo_id, shared.sha256);
  });
}

async function applyFailure(
  deps: MediaDeps,
  row: MotionRow,
  { jobId, retryable }: Pick<Extract<MediaResult, { outcome: 'failed' }>, 'jobId' | 'retryable'>,
): Promise<void> {
  if (!retryable) return fail(deps, row);
  if (row.state !== 'processing' || row.job_id !== jobId) return;
  if (row.attempt >= MAX_TRIES) return fail(deps, row);
  await moveMotion(deps.database, row, { due_at: deps.clock() + retryDelay(row.attempt) });
}

/** It stays its uploader's alone: whether it tells a place is not known. */
async function fail({ database }: MediaDeps, row: MotionRow): Promise<void> {
  const end = { state: 'failed', tells_place: 0, shared_sha256: null } as const;
  await database.transaction((tx) => settleMotion(tx, row, end));
}
