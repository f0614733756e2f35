import { AVATAR_TYPE, type FailureReason, type MediaJob, type MediaResult } from '@wmory/contract';
import type { Tx } from '../../db/index.ts';
import { setAvatar } from '../accounts/index.ts';
import { clearSent, dropAvatars } from './avatars.ts';
import type { MediaDeps } from './deps.ts';
import { avatarIds, incomingKey, MAX_VARIANT_SIZE, sharedKey, VARIANT_TYPE, variantKey } from './keys.ts';
import { AVATAR_LIFE, JOB_URL_LIFE, MAX_TRIES, retryDelay } from './policy.ts';
import { type SideJobs, sendAside } from './side-jobs.ts';
import { type AvatarRow, lockAvatars, moveAvatar, selectAvatar, selectDueAvatars } from './store-avatars.ts';
import { oweDeletions } from './store-objects.ts';

const BATCH = 20;

/** Sends pictures that wait, or whose job was lost, to the processor; answers how many. */
export const sendAvatars = async (deps: MediaDeps): Promise<number> =>
  sendAside(deps, await selectDueAvatars(deps.database, 'processing', deps.clock(), BATCH), sending);

const sending: SideJobs<AvatarRow> = {
  move: moveAvatar,
  describe,
  giveUp: (deps, row) => deps.database.transaction((tx) => fail(deps, tx, row, 'timed-out')),
};

/** To the processor it is a photo of which the thumbnail alone is wanted. */
async function describe(
  { storage }: MediaDeps,
  row: AvatarRow & { job_id: string },
  now: number,
): Promise<MediaJob> {
  const { id, job_id: jobId, attempt, sha256, size } = row;
  const expiresAt = now + JOB_URL_LIFE;
  const key = incomingKey(id);
  const request = storage.signRead({ key, contentType: AVATAR_TYPE, expiresAt, audience: 'processor' });
  const [thumb, shared] = await Promise.all([
    storage.signVariantPut({
      key: variantKey(avatarIds(id), 'thumb'),
      contentType: VARIANT_TYPE,
      maxSize: MAX_VARIANT_SIZE,
      expiresAt,
    }),
    storage.signVariantPut({
      key: sharedKey(avatarIds(id)),
      contentType: AVATAR_TYPE,
      maxSize: size,
      expiresAt,
    }),
  ]);
  return {
    version: 1,
    jobId,
    photoId: id,
    attempt,
    expiresAt,
    source: { request, sha256, size, mimeType: AVATAR_TYPE },
    variants: [{ name: 'thumb', request: thumb }],
    shared,
  };
}

/** Applies what the processor found; again, or where the picture is gone, it changes nothing. */
export async function applyAvatarResult(deps: MediaDeps, result: MediaResult): Promise<void> {
  const row = await selectAvatar(deps.database, result.photoId);
  if (row?.state !== 'processing') return;
  if (result.outcome === 'failed') return applyFailure(deps, row, result);
  if (result.metadata.mimeType !== AVATAR_TYPE)
    return applyFailure(deps, row, { ...result, reason: 'type-mismatch', retryable: false });
  if (!(await deps.storage.head(variantKey(avatarIds(row.id), 'thumb'))))
    return applyFailure(deps, row, { ...result, reason: 'crashed', retryable: true });
  await deps.database.transaction((tx) => show(deps, tx, row));
}

/** Shows it in the place of those before it: had a later one been shown, it would have gone with that. */
async function show(deps: MediaDeps, tx: Tx, row: AvatarRow): Promise<void> {
  const all = await lockAvatars(tx, row.user_id);
  const now = all.find(({ id }) => id === row.id);
  if (now?.state !== 'processing') return;
  await moveAvatar(tx, now, { state: 'ready' });
  await setAvatar(tx, row.user_id, row.id);
  await clearSent(deps, tx, row);
  await oweDeletions(tx, [sharedKey(avatarIds(row.id))], deps.clock());
  await dropAvatars(
    deps,
    tx,
    all.filter(({ id }) => id < row.id),
  );
}

type Failed = Pick<Extract<MediaResult, { outcome: 'failed' }>, 'jobId' | 'reason' | 'retryable'>;

async function applyFailure(deps: MediaDeps, row: AvatarRow, failed: Failed): Promise<void> {
  const { database, clock } = deps;
  if (failed.retryable && row.job_id !== failed.jobId) return;
  if (failed.retryable && row.attempt < MAX_TRIES)
    await moveAvatar(database, row, { due_at: clock() + retryDelay(row.attempt) });
  else await database.transaction((tx) => fail(deps, tx, row, failed.reason));
}

/** Its owner is told why, for a while; what was shown before goes on to be. */
async function fail(deps: MediaDeps, tx: Tx, row: AvatarRow, failure: FailureReason): Promise<void> {
  const now = deps.clock();
  if (!(await moveAvatar(tx, row, { state: 'failed', failure, due_at: now + AVATAR_LIFE }))) return;
  await clearSent(deps, tx, row);
}

/** Forgets pictures that were never sent, or could not be made ready. */
export async function expireAvatars(deps: MediaDeps): Promise<number> {
  const { database, clock } = deps;
  const due = [
    ...(await selectDueAvatars(database, 'open', clock(), BATCH)),
    ...(await selectDueAvatars(database, 'failed', clock(), BATCH)),
  ];
  for (const row of due) await database.transaction((tx) => dropAvatars(deps, tx, [row]));
  return due.length;
}
