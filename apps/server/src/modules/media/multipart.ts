import type { PartPlan } from '@wmory/contract';
import type { Multipart, ObjectInfo, Storage } from '../../storage/port.ts';
import { ObjectChanged } from '../../storage/port.ts';
import type { MediaDeps } from './deps.ts';
import { isWhole, planOf } from './policy.ts';
import { replaceMultipart, type UploadRow } from './store-uploads.ts';

/** How an upload is cut; null where it is one PUT. */
export const partsOf = ({ part_size, size }: UploadRow): PartPlan | null =>
  part_size === null ? null : planOf(size, part_size);

export const multipartOf = ({ incoming_key: key, multipart_id: id }: UploadRow): Multipart | null =>
  id === null ? null : { key, id };

/**
 * Begins an upload's object at the store, in the place of one that the store does not know any more. What is begun
 * and then forgotten by a crash, nobody can send to; a sweep drops it.
 */
export async function beginMultipart(
  { database, storage }: Pick<MediaDeps, 'database' | 'storage'>,
  upload: UploadRow,
): Promise<void> {
  const key = upload.incoming_key;
  const id = await storage.createMultipart({ key, contentType: upload.mime_type });
  if (await replaceMultipart(database, upload, id)) return;
  // Another request was first, or the upload has ended.
  await storage.abortMultipart({ key, id });
}

/** Makes the object of an upload whose parts are all there; null where some are missing. */
export async function assemble(storage: Storage, upload: UploadRow): Promise<ObjectInfo | null> {
  const multipart = multipartOf(upload);
  const plan = partsOf(upload);
  if (!multipart || !plan) return null;
  const parts = await storage.listParts(multipart);
  if (parts === null) return storage.head(multipart.key);
  if (!isWhole(parts, plan, upload.size)) return null;
  try {
    return await storage.completeMultipart({ ...multipart, contentType: upload.mime_type }, parts);
  } catch (error) {
    if (error instanceof ObjectChanged) return null;
    throw error;
  }
}
