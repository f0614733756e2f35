import type { UploadReceipt } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { toProblem } from '../../error.ts';
import { ObjectChanged, type ObjectInfo } from '../../storage/port.ts';
import type { MediaDeps } from './deps.ts';
import { clearIncoming, giveUp } from './end-uploads.ts';
import { originalKey } from './keys.ts';
import { presentReceipts } from './receipts.ts';
import { insertJob } from './store-jobs.ts';
import { oweDeletions } from './store-objects.ts';
import { insertPhoto, lockLivePhoto } from './store-photos.ts';
import { endUpload, selectUploads, turnIntoDuplicate, type UploadRow } from './store-uploads.ts';

/** Uploads of one batch that are checked at a time. */
const AT_A_TIME = 8;

interface Confirmation {
  deps: MediaDeps & { nudge(): void };
  actor: Actor;
}

/**
 * Makes photos of the caller's uploads whose files have arrived as announced, and answers how each stands now.
 * Confirming again changes nothing.
 */
export async function confirmUploads(
  deps: Confirmation['deps'],
  actor: Actor,
  { groupId, uploadIds }: { groupId: string; uploadIds: readonly string[] },
): Promise<UploadReceipt[]> {
  const ids = [...new Set(uploadIds)];
  const proof = await deps.groups.authorise(actor, groupId, 'contributor');
  const open = (await selectUploads(deps.database, proof, ids)).filter(({ state }) => state === 'open');
  const queue = open.values();
  const confirmAll = async (): Promise<void> => {
    for (const upload of queue) await confirm({ deps, actor }, upload);
  };
  // Each is settled before an error is told: none goes on behind the answer's back.
  const lanes = await Promise.allSettled(Array.from({ length: AT_A_TIME }, confirmAll));
  for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;

  const receipts = await presentReceipts(deps, proof, ids, await selectUploads(deps.database, proof, ids));
  return receipts.map((receipt) =>
    receipt.outcome === 'open'
      ? { uploadId: receipt.uploadId, outcome: 'failed', problem: toProblem('upload-missing') }
      : receipt,
  );
}

/** Leaves the upload open where its file has not arrived, or changed in this moment. */
async function confirm({ deps, actor }: Confirmation, upload: UploadRow): Promise<void> {
  const { database, storage, clock } = deps;
  if (upload.expires_at <= clock()) {
    await database.transaction((tx) => giveUp(deps, tx, upload, { state: 'expired' }));
    return;
  }
  const arrived = await storage.head(upload.incoming_key);
  if (!arrived) return;
  if (!isAsAnnounced(arrived, upload)) {
    const end = { state: 'failed', problem: 'upload-mismatch' } as const;
    await database.transaction((tx) => giveUp(deps, tx, upload, end));
    return;
  }
  // A new place for each try: nothing that is confirmed is ever written over.
  const photo = { group_id: upload.group_id, id: uuidv7() };
  const key = originalKey(photo);
  try {
    await storage.copy(arrived, { key, contentType: upload.mime_type });
  } catch (error) {
    if (error instanceof ObjectChanged) return;
    throw error;
  }
  await database.transaction(async (tx) => {
    const added = await addPhoto({ deps, actor }, tx, upload, photo.id);
    if (!added) await oweDeletions(tx, [key], clock());
  });
}

/** What the store says, against what was announced; nothing that the client says now counts. */
const isAsAnnounced = (object: ObjectInfo, upload: UploadRow): boolean =>
  object.size === upload.size &&
  object.contentType === upload.mime_type &&
  // Where the store did not verify the digest, the processor hashes the bytes.
  (object.sha256 === null || object.sha256 === upload.sha256);

/** All that a confirmation changes, or nothing; answers whether the photo is new. */
async function addPhoto(
  { deps, actor }: Confirmation,
  tx: Tx,
  upload: UploadRow,
  photoId: string,
): Promise<boolean> {
  const { clock, groups, quota, audit } = deps;
  const now = clock();
  const { group_id: groupId, size, sha256, mime_type, file_name } = upload;
  const proof = await groups.authorise(actor, groupId, 'contributor', tx);
  if (!(await endUpload(tx, upload.id, { state: 'verified', photo_id: photoId, ended_at: now })))
    return false;
  await clearIncoming(deps, tx, upload);
  const added = await insertPhoto(tx, proof, {
    ...blankPhoto,
    id: photoId,
    sha256,
    live_sha256: sha256,
    size,
    mime_type,
    file_name,
    storage_key: originalKey({ group_id: groupId, id: photoId }),
    taken_at: upload.taken_at ?? now,
    added_at: now,
  });
  if (!added) {
    const there = await lockLivePhoto(tx, groupId, sha256);
    if (!there) throw new Error('the photo is neither new nor there');
    await turnIntoDuplicate(tx, upload.id, there);
    await quota.release(tx, upload.id);
    return false;
  }
  if (!(await quota.charge(tx, upload.id))) throw new Error('an open upload had no open reservation');
  const job = { id: uuidv7(), photo_id: photoId, attempt: 0, due_at: now, created_at: now };
  await insertJob(tx, { ...job, state: 'queued' });
  await groups.countPhotos(tx, groupId, 1, now);
  await audit.record(tx, { action: 'photo.added', by: actor, groupId, subjectId: photoId });
  tx.afterCommit(deps.nudge);
  return true;
}

const blankPhoto = {
  kind: 'image',
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
} as const;
