import { type PartPlan, type SignedPart, sizeOfPart, type WantedPart } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import { AppError } from '../../error.ts';
import type { MediaDeps } from './deps.ts';
import { beginMultipart, multipartOf, partsOf } from './multipart.ts';
import { UPLOAD_URL_LIFE, uploadEnd } from './policy.ts';
import { extendUploads, selectUploads, type UploadRow } from './store-uploads.ts';

interface UploadParams {
  groupId: string;
  uploadId: string;
}

interface OpenParts {
  upload: UploadRow;
  plan: PartPlan;
}

/** The caller's own upload while parts can be sent to it. Throws `not-found` for another's or one of a single PUT. */
async function openParts(
  deps: MediaDeps,
  actor: Actor,
  { groupId, uploadId }: UploadParams,
): Promise<OpenParts> {
  const proof = await deps.groups.authoriseUpload(actor, groupId);
  const [upload] = await selectUploads(deps.database, proof, [uploadId]);
  const plan = upload ? partsOf(upload) : null;
  if (!upload || !plan) throw new AppError('not-found');
  if (upload.state === 'cancelled') throw new AppError('upload-cancelled');
  if (upload.state === 'expired') throw new AppError('upload-expired');
  if (upload.state !== 'open') throw new AppError('upload-ended');
  if (upload.expires_at <= deps.clock()) throw new AppError('upload-expired');
  return { upload, plan };
}

/** A signed PUT for each part that is asked for, in that order. Whoever asks goes on, so the upload lives longer. */
export async function signParts(
  deps: MediaDeps,
  actor: Actor,
  { parts, ...params }: UploadParams & { parts: readonly WantedPart[] },
): Promise<SignedPart[]> {
  const { upload, plan } = await openParts(deps, actor, params);
  const faults = parts.flatMap(({ number }, index) =>
    number > plan.partCount
      ? [{ at: `/parts/${index}/number`, message: `must be ${plan.partCount} at most` }]
      : [],
  );
  if (faults.length > 0) throw new AppError('malformed-request', { faults });
  const multipart = multipartOf(upload);
  if (!multipart) throw new AppError('upload-missing');
  const now = deps.clock();
  await deps.database.transaction((tx) => extendUploads(tx, [upload.id], uploadEnd(upload, now)));
  const expiresAt = now + UPLOAD_URL_LIFE;
  return Promise.all(
    parts.map(async ({ number, sha256 }) => {
      const size = sizeOfPart(plan, upload.size, number);
      const request = await deps.storage.signPart({ ...multipart, number, size, sha256, expiresAt });
      return { number, request, expiresAt: toMoment(expiresAt) };
    }),
  );
}

/** What the store has of the caller's own upload. */
export async function listParts(
  deps: MediaDeps,
  actor: Actor,
  params: UploadParams,
): Promise<PartPlan & { parts: { number: number; size: number }[] }> {
  const { upload, plan } = await openParts(deps, actor, params);
  const multipart = multipartOf(upload);
  const stored = multipart && (await deps.storage.listParts(multipart));
  if (stored) return { ...plan, parts: stored.map(({ number, size }) => ({ number, size })) };
  // Made one object already, by a confirmation that died; or the store has dropped it.
  if (await deps.storage.head(upload.incoming_key)) return { ...plan, parts: allOf(plan, upload.size) };
  await beginMultipart(deps, upload);
  return { ...plan, parts: [] };
}

const allOf = (plan: PartPlan, fileSize: number): { number: number; size: number }[] =>
  Array.from({ length: plan.partCount }, (_, index) => ({
    number: index + 1,
    size: sizeOfPart(plan, fileSize, index + 1),
  }));
