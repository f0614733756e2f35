import type { UploadAnswer, UploadItem } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import { AppError, toProblem } from '../../error.ts';
import type { MayUpload } from '../groups/index.ts';
import { ownClaim } from './claim.ts';
import type { MediaDeps } from './deps.ts';
import { cleanFileName } from './file-name.ts';
import { incomingKey } from './keys.ts';
import { beginMultipart, partsOf } from './multipart.ts';
import {
  type MultipartLimits,
  mayKnow,
  mayPair,
  maySee,
  multipartDefaults,
  partSizeOf,
  plausibleTime,
  type Refusal,
  refusalOf,
  UPLOAD_RESUMABLE,
  UPLOAD_URL_LIFE,
  uploadEnd,
} from './policy.ts';
import { presentPhoto } from './present.ts';
import { selectBlocked } from './store-blocks.ts';
import {
  type NamedPhotoRow,
  selectLivePhotos,
  selectPhotosById,
  selectPhotosByShared,
} from './store-photos.ts';
import { extendUploads, insertUploads, selectResumable, type UploadRow } from './store-uploads.ts';

type Decision = { upload: UploadRow } | { duplicate: NamedPhotoRow } | { refusal: Refusal };

/** What makes an announced file the one that an upload is for. */
const identify = (file: Pick<UploadRow, 'sha256' | 'size' | 'mime_type' | 'motion_of'>): string =>
  `${file.sha256} ${file.size} ${file.mime_type} ${file.motion_of}`;

/**
 * Answers each announced file, in order: a signed PUT or the plan of its parts, the photo that is there already, or why not. Throws
 * `not-found` and `forbidden` for the batch as a whole alone.
 */
export async function authoriseUploads(
  deps: MediaDeps,
  actor: Actor,
  { groupId, items }: { groupId: string; items: readonly UploadItem[] },
): Promise<UploadAnswer[]> {
  const now = deps.clock();
  const { proof, decisions } = await deps.database.transaction(async (tx) => {
    const proof = await deps.groups.authoriseUpload(actor, groupId, tx);
    return { proof, decisions: await decide(deps, tx, proof, items, now) };
  });
  return Promise.all(
    decisions.map(async (decision): Promise<UploadAnswer> => {
      if ('upload' in decision) return sign(deps, decision.upload, now);
      if ('duplicate' in decision)
        return { outcome: 'duplicate', photo: presentPhoto(deps, proof, decision.duplicate) };
      return { outcome: 'refused', problem: toProblem(decision.refusal.code, decision.refusal) };
    }),
  );
}

async function sign(deps: MediaDeps, upload: UploadRow, now: number): Promise<UploadAnswer> {
  const plan = partsOf(upload);
  if (plan) {
    if (upload.multipart_id === null) await beginMultipart(deps, upload);
    const end = toMoment(uploadEnd(upload, now));
    return { outcome: 'authorised', kind: 'multipart', uploadId: upload.id, ...plan, expiresAt: end };
  }
  const { id: uploadId, incoming_key: key, mime_type: contentType, size, sha256 } = upload;
  const expiresAt = now + UPLOAD_URL_LIFE;
  const request = await deps.storage.signUpload({ key, contentType, size, sha256, expiresAt });
  return { outcome: 'authorised', kind: 'single', uploadId, request, expiresAt: toMoment(expiresAt) };
}

/** Decides file by file; a refusal changes nothing, so that the others go on in the same transaction. */
async function decide(
  deps: MediaDeps,
  tx: Tx,
  proof: MayUpload,
  items: readonly UploadItem[],
  now: number,
): Promise<Decision[]> {
  const digests = [...new Set(items.map(({ sha256 }) => sha256))];
  // What the caller may not know of is none of theirs: they add it once more, beside it.
  const known = (photo: NamedPhotoRow): boolean => mayKnow(proof, photo);
  const own = digests.map((digest) => ownClaim(digest, proof.userId));
  const live = (await selectLivePhotos(tx, proof, [...digests, ...own])).filter(known);
  // Who saved a copy without the place and adds it again gets the photo it was made of.
  const copies = (await selectPhotosByShared(tx, proof, digests)).filter(known);
  const duplicates = new Map([
    ...copies.map((photo) => [photo.shared_sha256 ?? '', photo] as const),
    ...live.map((photo) => [photo.sha256, photo] as const),
  ]);
  const blocked = await selectBlocked(tx, digests);
  const createdAfter = now - UPLOAD_RESUMABLE;
  const resumable = await selectResumable(tx, proof, { digests, now, createdAfter });
  const uploads = new Map(resumable.map((upload) => [identify(upload), upload]));

  const stillIds = items.flatMap(({ motionOf }) => motionOf ?? []);
  const stills = new Map(
    (await selectPhotosById(tx, proof, stillIds)).filter(known).map((row) => [row.id, row]),
  );
  const decisions: Decision[] = [];
  const fresh: UploadRow[] = [];
  const resumed = new Map<string, number>();
  for (const item of items) {
    const upload = begin(proof, item, now, deps.multipart ?? multipartDefaults);
    const { size, mime_type: mimeType } = upload;
    const still = stills.get(upload.motion_of ?? '');
    const isMotion = upload.motion_of !== null;
    const duplicate = isMotion ? withMotion(still, item) : duplicates.get(item.sha256);
    const refusal =
      refusalOf({ ...item, size, mimeType }, deps.maxFileSize) ??
      (blocked.has(item.sha256) ? { code: 'taken-down' as const } : null) ??
      (isMotion && !duplicate && !takesMotion(proof, still) ? { code: 'motion-refused' as const } : null) ??
      (duplicate && !maySee(proof, duplicate) ? { code: 'photo-hidden' as const } : null);
    const begun = uploads.get(identify(upload));
    if (refusal) decisions.push({ refusal });
    else if (duplicate) decisions.push({ duplicate });
    else if (begun) {
      decisions.push({ upload: begun });
      resumed.set(begun.id, uploadEnd(begun, now));
    } else {
      const exceeded = await reserve(deps, tx, upload);
      decisions.push(exceeded ? { refusal: exceeded } : { upload });
      if (exceeded) continue;
      fresh.push(upload);
      uploads.set(identify(upload), upload);
    }
  }
  await insertUploads(tx, fresh);
  for (const [end, ids] of Map.groupBy(resumed.keys(), (id) => resumed.get(id) ?? now))
    await extendUploads(tx, ids, end);
  return decisions;
}

const takesMotion = (proof: MayUpload, still: NamedPhotoRow | undefined): boolean =>
  still !== undefined && still.pairing_id === null && mayPair(proof, still);

/** The photo, where it has this very film already. */
const withMotion = (still: NamedPhotoRow | undefined, { sha256 }: UploadItem): NamedPhotoRow | undefined =>
  still?.motion_sha256 === sha256 ? still : undefined;

async function reserve({ quota }: MediaDeps, tx: Tx, upload: UploadRow): Promise<Refusal | null> {
  try {
    await quota.reserve(tx, { id: upload.id, userId: upload.user_id, bytes: upload.size });
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, ...(error.details.params && { params: error.details.params }) };
  }
}

function begin(proof: MayUpload, item: UploadItem, now: number, limits: MultipartLimits): UploadRow {
  const id = uuidv7();
  const part_size = partSizeOf(item.size, limits);
  return {
    id,
    group_id: proof.groupId,
    user_id: proof.userId,
    sha256: item.sha256,
    size: item.size,
    mime_type: item.mimeType.trim().toLowerCase(),
    file_name: cleanFileName(item.name),
    taken_at: plausibleTime(item.takenAt === undefined ? null : Date.parse(item.takenAt), now),
    motion_of: item.motionOf ?? null,
    incoming_key: incomingKey(id),
    part_size,
    multipart_id: null,
    state: 'open',
    photo_id: null,
    problem: null,
    created_at: now,
    expires_at: uploadEnd({ part_size, created_at: now }, now),
    ended_at: null,
  };
}
