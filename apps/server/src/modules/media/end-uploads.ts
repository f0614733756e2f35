import type { UploadReceipt } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import type { MediaDeps } from './deps.ts';
import { urlsEnd } from './policy.ts';
import { presentReceipts } from './receipts.ts';
import { oweDeletions } from './store-objects.ts';
import { endUpload, selectOpenUploads, selectUploads, type UploadRow } from './store-uploads.ts';

/**
 * Owes the deletion of what was put under the uploads' keys, once no URL can put it there again: until then the
 * object itself keeps a second use of the URL out. Parts that were sent go with it.
 *
 * @param cause of the deletion of an account, if that waits for it
 */
export async function clearIncoming(
  { clock }: Pick<MediaDeps, 'clock'>,
  tx: Tx,
  uploads: readonly UploadRow[],
  cause: string | null = null,
): Promise<void> {
  const now = clock();
  // Parts go at once: nothing can be put after they were aborted.
  const inParts = uploads.filter(({ part_size }) => part_size !== null);
  const whole = uploads.filter(({ part_size }) => part_size === null);
  await oweDeletions(tx, inParts.map(keyOf), now, cause);
  await oweDeletions(
    tx,
    whole.map(keyOf),
    Math.max(now, ...whole.map(({ expires_at }) => urlsEnd(expires_at))),
    cause,
  );
}

const keyOf = ({ incoming_key }: UploadRow): string => incoming_key;

/** Ends an open upload that became nothing, and gives its quota back; false when it has ended already. */
export async function giveUp(
  deps: Pick<MediaDeps, 'clock' | 'quota'>,
  tx: Tx,
  upload: UploadRow,
  end:
    | { state: 'failed'; problem: 'upload-mismatch' | 'taken-down' | 'motion-refused' }
    | { state: 'cancelled' | 'expired' },
  cause: string | null = null,
): Promise<boolean> {
  if (!(await endUpload(tx, upload.id, { ...end, ended_at: deps.clock() }))) return false;
  await deps.quota.release(tx, upload.id);
  await clearIncoming(deps, tx, [upload], cause);
  return true;
}

/** Gives up the caller's open uploads and answers how each stands now. */
export async function cancelUploads(
  deps: MediaDeps,
  actor: Actor,
  { groupId, uploadIds }: { groupId: string; uploadIds: readonly string[] },
): Promise<UploadReceipt[]> {
  const ids = [...new Set(uploadIds)];
  const proof = await deps.database.transaction(async (tx) => {
    const proof = await deps.groups.authorise(actor, groupId, 'viewer', tx);
    for (const upload of await selectUploads(tx, proof, ids)) {
      if (upload.state === 'open') await giveUp(deps, tx, upload, { state: 'cancelled' });
    }
    return proof;
  });
  return presentReceipts(deps, proof, ids, await selectUploads(deps.database, proof, ids));
}

/** The caller's open uploads to the group, oldest first. */
export async function listUploads(
  deps: MediaDeps,
  actor: Actor,
  { groupId, limit }: { groupId: string; limit: number },
): Promise<UploadReceipt[]> {
  const proof = await deps.groups.authorise(actor, groupId, 'viewer');
  const rows = await selectOpenUploads(deps.database, proof, deps.clock(), limit);
  return presentReceipts(
    deps,
    proof,
    rows.map(({ id }) => id),
    rows,
  );
}
