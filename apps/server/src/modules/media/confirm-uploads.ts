import { kindOf, type UploadReceipt } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { toProblem } from '../../error.ts';
import { ObjectChanged, type ObjectInfo } from '../../storage/port.ts';
import type { MayUpload } from '../groups/index.ts';
import { ownClaim } from './claim.ts';
import type { MediaDeps } from './deps.ts';
import { clearIncoming, giveUp } from './end-uploads.ts';
import { originalKey } from './keys.ts';
import { addMotion } from './motions.ts';
import { assemble } from './multipart.ts';
import { mayKnow } from './policy.ts';
import { presentReceipts } from './receipts.ts';
import { lockBlocks } from './store-blocks.ts';
import { insertJobs } from './store-jobs.ts';
import { oweDeletions } from './store-objects.ts';
import { insertPhoto, lockLivePhoto } from './store-photos.ts';
import { endUpload, selectUploads, turnIntoDuplicate, type UploadRow } from './store-uploads.ts';

/** Uploads of one batch that are checked at a time. */
const AT_A_TIME = 8;

type ConfirmDeps = MediaDeps & { nudge(): void; nudgeMotions(): void };

/**
 * Makes photos of the caller's uploads whose files have arrived as announced, and answers how each stands now.
 * Confirming again changes nothing.
 */
export async function confirmUploads(
  deps: ConfirmDeps,
  actor: Actor,
  { groupId, uploadIds }: { groupId: string; uploadIds: readonly string[] },
): Promise<UploadReceipt[]> {
  const ids = [...new Set(uploadIds)];
  const proof = await deps.groups.authoriseUpload(actor, groupId);
  const open = (await selectUploads(deps.database, proof, ids)).filter(({ state }) => state === 'open');
  const checked = await checkAll(deps, open);
  if (checked.length > 0) await deps.database.transaction((tx) => settle(deps, tx, actor, groupId, checked));

  const receipts = await presentReceipts(deps, proof, ids, await selectUploads(deps.database, proof, ids));
  return receipts.map((receipt) =>
    receipt.outcome === 'open'
      ? { uploadId: receipt.uploadId, outcome: 'failed', problem: toProblem('upload-missing') }
      : receipt,
  );
}

interface Checked {
  upload: UploadRow;
  /** What is to become of it; once its original is in its place, the id that it is to have: a photo's, or its film's. */
  verdict: 'expired' | 'mismatch' | { photoId: string };
}

async function checkAll(deps: ConfirmDeps, uploads: readonly UploadRow[]): Promise<Checked[]> {
  const checked: Checked[] = [];
  const queue = uploads.values();
  const lane = async (): Promise<void> => {
    for (const upload of queue) {
      const verdict = await check(deps, upload);
      if (verdict) checked.push({ upload, verdict });
    }
  };
  // Each is settled before an error is told: none goes on behind the answer's back.
  const lanes = await Promise.allSettled(Array.from({ length: AT_A_TIME }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  return checked;
}

/** Null, and the upload stays open, where its file has not arrived, or changed in this moment. */
async function check({ storage, clock }: ConfirmDeps, upload: UploadRow): Promise<Checked['verdict'] | null> {
  if (upload.expires_at <= clock()) return 'expired';
  // Where a confirmation died after it had put the parts together, the object is there.
  const arrived = (await storage.head(upload.incoming_key)) ?? (await assemble(storage, upload));
  if (!arrived) return null;
  if (!isAsAnnounced(arrived, upload)) return 'mismatch';
  // A new place for each try: nothing that is confirmed is ever written over.
  const photo = { group_id: upload.group_id, id: uuidv7() };
  try {
    await storage.copy(arrived, { key: originalKey(photo), contentType: upload.mime_type });
  } catch (error) {
    if (error instanceof ObjectChanged) return null;
    throw error;
  }
  return { photoId: photo.id };
}

/** What the store says, against what was announced; nothing that the client says now counts. */
const isAsAnnounced = (object: ObjectInfo, upload: UploadRow): boolean =>
  object.size === upload.size &&
  object.contentType === upload.mime_type &&
  // Where the store did not verify the digest, the processor hashes the bytes.
  (object.sha256 === null || object.sha256 === upload.sha256);

/** All that a confirmation changes, or nothing: what is lost here, the next one or a sweep finds. */
async function settle(
  deps: ConfirmDeps,
  tx: Tx,
  actor: Actor,
  groupId: string,
  checked: readonly Checked[],
): Promise<void> {
  const now = deps.clock();
  const proof = await deps.groups.authoriseUpload(actor, groupId, tx);
  const added: string[] = [];
  const superfluous: string[] = [];
  for (const { upload, verdict } of checked) {
    if (verdict === 'expired') await giveUp(deps, tx, upload, { state: 'expired' });
    else if (verdict === 'mismatch')
      await giveUp(deps, tx, upload, { state: 'failed', problem: 'upload-mismatch' });
    else if ((await lockBlocks(tx, upload.sha256)).length > 0) {
      await giveUp(deps, tx, upload, { state: 'failed', problem: 'taken-down' });
      superfluous.push(originalKey({ group_id: groupId, id: verdict.photoId }));
    } else if (upload.motion_of !== null) {
      if (await addMotion(deps, tx, proof, upload, verdict.photoId)) tx.afterCommit(deps.nudgeMotions);
      else superfluous.push(originalKey({ group_id: groupId, id: verdict.photoId }));
    } else if (await addPhoto(deps, tx, proof, upload, verdict.photoId, now)) added.push(verdict.photoId);
    else superfluous.push(originalKey({ group_id: groupId, id: verdict.photoId }));
  }
  await oweDeletions(tx, superfluous, now);
  await clearIncoming(
    deps,
    tx,
    checked.map(({ upload }) => upload),
  );
  if (added.length === 0) return;
  for (const subjectId of added)
    await deps.audit.record(tx, { action: 'photo.added', by: actor, groupId, subjectId });
  const job = { state: 'queued', attempt: 0, failures: 0, due_at: now, created_at: now } as const;
  await insertJobs(
    tx,
    added.map((photo_id) => ({ ...job, id: uuidv7(), photo_id })),
  );
  await deps.groups.countPhotos(tx, groupId, added.length, now);
  tx.afterCommit(deps.nudge);
}

/** Answers whether the photo is new; else the upload has ended already, or is a duplicate now. */
async function addPhoto(
  deps: ConfirmDeps,
  tx: Tx,
  proof: MayUpload,
  upload: UploadRow,
  photoId: string,
  now: number,
): Promise<boolean> {
  const { sha256, size, mime_type, file_name } = upload;
  if (!(await endUpload(tx, upload.id, { state: 'verified', photo_id: photoId, ended_at: now })))
    return false;
  const row = {
    ...blankPhoto,
    id: photoId,
    kind: kindOf(mime_type),
    sha256,
    size,
    mime_type,
    file_name,
    storage_key: originalKey({ group_id: proof.groupId, id: photoId }),
    taken_at: upload.taken_at ?? now,
    added_at: now,
  };
  // Where these bytes are another's that the uploader may not know of, the photo is theirs beside it.
  for (const claim of [null, ownClaim(sha256, proof.userId)]) {
    const live = claim ?? sha256;
    if (await insertPhoto(tx, proof, { ...row, claim_sha256: claim, live_sha256: live })) {
      if (!(await deps.quota.charge(tx, upload.id)))
        throw new Error('an open upload had no open reservation');
      return true;
    }
    const there = await lockLivePhoto(tx, proof, live);
    if (!there || !mayKnow(proof, there)) continue;
    await turnIntoDuplicate(tx, upload.id, there.id);
    await deps.quota.release(tx, upload.id);
    return false;
  }
  throw new Error('the photo is neither new nor there');
}

const blankPhoto = {
  state: 'processing',
  failure: null,
  caption: '',
  width: null,
  height: null,
  taken_offset: null,
  trashed_at: null,
  trashed_by: null,
  duration_ms: null,
  pairing_id: null,
  camera: null,
  latitude: null,
  longitude: null,
  thumbhash: null,
  shared_sha256: null,
  hidden_level: 0,
} as const;
