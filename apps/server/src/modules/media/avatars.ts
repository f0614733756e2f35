import { AVATAR_TYPE, type Avatar, type SignedRequest } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { type Leaving, type SignAvatar, setAvatar, type Tally } from '../accounts/index.ts';
import type { MediaDeps } from './deps.ts';
import { avatarIds, incomingKey, sharedKey, variantKey } from './keys.ts';
import { AVATAR_LIFE, JOB_URL_LIFE, UPLOAD_URL_LIFE } from './policy.ts';
import { type Signing, signVariant } from './present.ts';
import {
  type AvatarRow,
  deleteAvatars,
  insertAvatar,
  lockAvatars,
  moveAvatar,
  selectAvatar,
} from './store-avatars.ts';
import { oweDeletions } from './store-objects.ts';

/** Signs pictures of people, for the modules that show people. */
export const createAvatarSigner =
  (signing: Signing): SignAvatar =>
  (avatarId) =>
    avatarId === null ? null : signVariant(signing, avatarIds(avatarId), 'thumb');

/** Begins a new picture of the actor; what they had begun before, and not confirmed, is given up. */
export async function prepareAvatar(
  deps: MediaDeps,
  actor: Actor,
  { size, sha256 }: { size: number; sha256: string },
): Promise<{ avatarId: string; request: SignedRequest; expiresAt: string }> {
  const now = deps.clock();
  const id = uuidv7();
  await deps.database.transaction(async (tx) => {
    const rows = await lockAvatars(tx, actor.userId);
    await dropAvatars(
      deps,
      tx,
      rows.filter(({ state }) => state === 'open' || state === 'failed'),
    );
    await insertAvatar(tx, {
      id,
      user_id: actor.userId,
      sha256,
      size,
      state: 'open',
      failure: null,
      job_id: null,
      attempt: 0,
      created_at: now,
      due_at: now + AVATAR_LIFE,
    });
  });
  const expiresAt = now + UPLOAD_URL_LIFE;
  const grant = { key: incomingKey(id), contentType: AVATAR_TYPE, size, sha256, expiresAt };
  return { avatarId: id, request: await deps.storage.signUpload(grant), expiresAt: toMoment(expiresAt) };
}

/**
 * Has a picture that has arrived made ready, and answers how it stands. Throws `not-found` for one that is not the actor's, or
 * that gave way to another; `upload-missing`; `upload-mismatch`, which ends it.
 */
export async function confirmAvatar(
  deps: MediaDeps & { nudge(): void },
  actor: Actor,
  { avatarId }: { avatarId: string },
): Promise<Avatar> {
  const row = await selectAvatar(deps.database, avatarId);
  if (row?.user_id !== actor.userId) throw new AppError('not-found');
  if (row.state !== 'open') return present(deps, row);
  const arrived = await deps.storage.head(incomingKey(avatarId));
  if (!arrived) throw new AppError('upload-missing');
  // Where the store did not verify the digest, the processor hashes the bytes.
  const isAsAnnounced =
    arrived.size === row.size &&
    arrived.contentType === AVATAR_TYPE &&
    (arrived.sha256 === null || arrived.sha256 === row.sha256);
  await deps.database.transaction(async (tx) => {
    if (!isAsAnnounced) return dropAvatars(deps, tx, [row]);
    if (!(await moveAvatar(tx, row, { state: 'processing', due_at: deps.clock() }))) return;
    await recordChange(deps, tx, actor, 'chosen');
    tx.afterCommit(deps.nudge);
  });
  if (!isAsAnnounced) throw new AppError('upload-mismatch');
  return present(deps, { ...row, state: 'processing' });
}

/** Removes every picture of the actor, also one that is on its way. */
export async function removeAvatar(deps: MediaDeps, actor: Actor): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const rows = await lockAvatars(tx, actor.userId);
    await dropAvatars(deps, tx, rows);
    await setAvatar(tx, actor.userId, null);
    if (rows.some(({ state }) => state === 'ready' || state === 'processing'))
      await recordChange(deps, tx, actor, 'removed');
  });
}

/** Removes every picture of an account that goes. */
export async function eraseAvatars(
  deps: Pick<MediaDeps, 'clock'>,
  tx: Tx,
  { userId, deletionId }: Leaving,
): Promise<Tally | null> {
  const rows = await lockAvatars(tx, userId);
  if (rows.length === 0) return null;
  await dropAvatars(deps, tx, rows, deletionId);
  await setAvatar(tx, userId, null);
  return { objects: rows.filter(({ state }) => state === 'ready').length };
}

/**
 * Deletes rows and owes the deletion of their objects.
 *
 * @param cause of the deletion of an account, if that waits for it
 */
export async function dropAvatars(
  { clock }: Pick<MediaDeps, 'clock'>,
  tx: Tx,
  rows: readonly AvatarRow[],
  cause: string | null = null,
): Promise<void> {
  await deleteAvatars(
    tx,
    rows.map(({ id }) => id),
  );
  for (const row of rows) {
    await clearSent({ clock }, tx, row, cause);
    // A job that runs may still put its results there, until its URLs end.
    const end = row.state === 'processing' ? clock() + JOB_URL_LIFE : clock();
    await oweDeletions(tx, derivedFrom(row.id), end, cause);
  }
}

const derivedFrom = (avatarId: string): string[] => [
  variantKey(avatarIds(avatarId), 'thumb'),
  sharedKey(avatarIds(avatarId)),
];

/** Owes the deletion of what was sent, once no URL can put it there again. */
export const clearSent = (
  { clock }: Pick<MediaDeps, 'clock'>,
  tx: Tx,
  { id, created_at }: Pick<AvatarRow, 'id' | 'created_at'>,
  cause: string | null = null,
): Promise<void> =>
  oweDeletions(tx, [incomingKey(id)], Math.max(clock(), created_at + UPLOAD_URL_LIFE), cause);

const recordChange = ({ audit }: MediaDeps, tx: Tx, actor: Actor, picture: 'chosen' | 'removed') =>
  audit.record(tx, {
    action: 'account.updated',
    by: actor,
    subjectId: actor.userId,
    details: { picture },
  });

const present = (signing: Signing, { id, state, failure }: AvatarRow): Avatar => ({
  state: state === 'open' ? 'processing' : state,
  failure,
  url: state === 'ready' ? createAvatarSigner(signing)(id) : null,
});
