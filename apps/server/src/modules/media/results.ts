import type { FailureReason, MediaMetadata, MediaResult } from '@wmory/contract';
import type { Tx } from '../../db/index.ts';
import { applyAvatarResult } from './avatar-jobs.ts';
import type { MediaDeps } from './deps.ts';
import { sharedKey, variantKeys } from './keys.ts';
import { applyMotionResult } from './motion-jobs.ts';
import { MAX_TRIES, plausibleTime, retryDelay } from './policy.ts';
import { endJob, moveJob, type PhotoJobRow, selectJob } from './store-jobs.ts';
import { markFailed, markReady, type Prepared } from './store-photos.ts';
import { holdIfBlocked } from './takedowns.ts';

type Ready = Extract<MediaResult, { outcome: 'ready' }>;
type Failed = Pick<Extract<MediaResult, { outcome: 'failed' }>, 'jobId' | 'reason' | 'retryable'>;

/**
 * Applies what the processor found. In whatever order and however often results arrive, the end is the same:
 * `ready` prevails over `failed`, which prevails over `processing`, and a failure that may pass counts once,
 * against the sending that it answers.
 */
export async function applyResult(deps: MediaDeps, result: MediaResult): Promise<void> {
  const job = await selectJob(deps.database, result.photoId);
  // Without a row it is a film of a live photo, a person's picture, or was purged, and so will be what the job has put.
  if (!job) {
    if (!(await applyMotionResult(deps, result))) await applyAvatarResult(deps, result);
    return;
  }
  if (job.photo_state === 'ready') return;
  if (result.outcome === 'ready') await applyReady(deps, job, result);
  else await applyFailure(deps, job, result);
}

async function applyReady(
  deps: MediaDeps,
  job: PhotoJobRow,
  { jobId, metadata, shared }: Ready,
): Promise<void> {
  if (metadata.mimeType !== job.mime_type)
    return applyFailure(deps, job, { jobId, reason: 'type-mismatch', retryable: false });
  const photo = { group_id: job.group_id, id: job.photo_id };
  const keys = [...variantKeys(photo), ...(shared ? [sharedKey(photo)] : [])];
  const objects = await Promise.all(keys.map((key) => deps.storage.head(key)));
  // What is shown as ready has its pictures, whatever the message says.
  if (objects.includes(null)) return applyFailure(deps, job, { jobId, reason: 'crashed', retryable: true });
  const prepared = { ...prepare(metadata, job, deps.clock()), shared_sha256: shared?.sha256 ?? null };
  await deps.database.transaction(async (tx) => {
    if (!(await markReady(tx, job.photo_id, prepared))) return;
    await endJob(tx, job.photo_id, 'done');
    if (shared) await holdIfBlocked(deps, tx, job.photo_id, shared.sha256);
    await deps.onReady?.(tx, { groupId: job.group_id, addedAt: job.added_at });
  });
}

async function applyFailure({ database, clock }: MediaDeps, job: PhotoJobRow, failed: Failed): Promise<void> {
  if (!failed.retryable) {
    await database.transaction((tx) => failPhoto(tx, job.photo_id, failed.reason));
    return;
  }
  if (job.state !== 'sent' || job.id !== failed.jobId) return;
  const failures = job.failures + 1;
  if (failures >= MAX_TRIES) {
    await database.transaction((tx) => failPhoto(tx, job.photo_id, failed.reason));
    return;
  }
  const due_at = clock() + retryDelay(failures);
  await moveJob(database, job, { state: 'queued', due_at, failures });
}

/** Shows the photo as failed to its uploader, unless it got ready. */
export async function failPhoto(tx: Tx, photoId: string, reason: FailureReason): Promise<void> {
  if (await markFailed(tx, photoId, reason)) await endJob(tx, photoId, 'failed');
}

const MAX_CAMERA = 120;
const MAX_THUMBHASH = 64;

function prepare(metadata: MediaMetadata, job: PhotoJobRow, now: number): Omit<Prepared, 'shared_sha256'> {
  const taken = plausibleTime(metadata.takenAt, now);
  const { thumbhash } = metadata;
  return {
    width: metadata.width,
    height: metadata.height,
    taken_at: taken ?? job.taken_at,
    taken_offset: taken === null ? null : metadata.takenAtOffset,
    camera: nameCamera(metadata),
    latitude: metadata.latitude,
    longitude: metadata.longitude,
    duration_ms: metadata.duration ?? null,
    thumbhash: thumbhash.length <= MAX_THUMBHASH ? thumbhash : null,
  };
}

/** "Canon EOS R5", not "Canon Canon EOS R5": many models begin with their maker. */
function nameCamera({ cameraMake, cameraModel }: MediaMetadata): string | null {
  const make = cameraMake?.trim() ?? '';
  const model = cameraModel?.trim() ?? '';
  const [brand = ''] = make.toLowerCase().split(' ');
  const name = brand && model.toLowerCase().startsWith(brand) ? model : `${make} ${model}`.trim();
  return name.slice(0, MAX_CAMERA).toWellFormed() || null;
}
