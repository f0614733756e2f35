import type { ProblemCode, UploadReceipt } from '@wmory/contract';
import { toMoment } from '../../clock.ts';
import type { Queryable } from '../../db/index.ts';
import { toProblem } from '../../error.ts';
import type { Authorized } from '../groups/index.ts';
import { hiddenStateOf, mayKnow, maySee } from './policy.ts';
import { presentPhoto, type Signing } from './present.ts';
import { type NamedPhotoRow, selectPhotosById } from './store-photos.ts';
import type { UploadRow } from './store-uploads.ts';

const failed = (uploadId: string, code: ProblemCode): UploadReceipt => ({
  uploadId,
  outcome: 'failed',
  problem: toProblem(code),
});

/** How an upload stands. What it became counts as gone where its uploader may not see it any more. */
function presentReceipt(
  signing: Signing,
  proof: Authorized<'group', 'viewer'>,
  row: UploadRow,
  photo: NamedPhotoRow | undefined,
): UploadReceipt {
  const { id: uploadId, state } = row;
  switch (state) {
    case 'open': {
      const { file_name: name, size } = row;
      return { uploadId, outcome: 'open', name, size, expiresAt: toMoment(row.expires_at) };
    }
    case 'verified':
    case 'duplicate':
      if (!photo) return failed(uploadId, 'not-found');
      if (maySee(proof, photo))
        return { uploadId, outcome: state, photo: presentPhoto(signing, proof, photo) };
      return failed(
        uploadId,
        hiddenStateOf(photo.hidden_level) && mayKnow(proof, photo) ? 'photo-hidden' : 'not-found',
      );
    case 'failed':
      return failed(uploadId, (row.problem ?? 'internal') as ProblemCode);
    case 'cancelled':
      return failed(uploadId, 'upload-cancelled');
    case 'expired':
      return failed(uploadId, 'upload-expired');
  }
}

/** One receipt an id, in their order; what is no upload of the caller's to this group is `not-found`. */
export async function presentReceipts(
  deps: Signing & { database: Queryable },
  proof: Authorized<'group', 'viewer'>,
  ids: readonly string[],
  rows: readonly UploadRow[],
): Promise<UploadReceipt[]> {
  const photoIds = rows.flatMap(({ photo_id }) => photo_id ?? []);
  const photos = await selectPhotosById(deps.database, proof, photoIds);
  const photosById = new Map(photos.map((photo) => [photo.id, photo]));
  const rowsById = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = rowsById.get(id);
    return row
      ? presentReceipt(deps, proof, row, photosById.get(row.photo_id ?? ''))
      : failed(id, 'not-found');
  });
}
