import type { Sweep } from '../../sweep.ts';
import { expireAvatars, sendAvatars } from './avatar-jobs.ts';
import type { MediaDeps } from './deps.ts';
import { giveUp } from './end-uploads.ts';
import { keepEvidence } from './evidence.ts';
import { dropGivenOriginals } from './given-originals.ts';
import { sendMotions } from './motion-jobs.ts';
import { deletionDelay, RECEIPT_LIFE, TRASH_LIFE } from './policy.ts';
import type { Dispatcher } from './processing.ts';
import { purge, purgeCounted } from './purge.ts';
import { createReconcile } from './reconcile.ts';
import {
  type DeletionRow,
  postponeDeletion,
  selectDueDeletions,
  selectWanted,
  settleDeletions,
} from './store-objects.ts';
import { lockGroupPhotos, lockLeavingPhotos, lockOldTrash, selectDeletedGroups } from './store-photos.ts';
import {
  deleteUploads,
  hasOpenUploads,
  selectMultiparts,
  selectOldUploads,
  selectOverdueUploads,
} from './store-uploads.ts';
import { enforceTakedowns } from './takedowns.ts';

const BATCH = 200;

/**
 * What keeps the promises of this module after a crash or a lapse of time, in the order to run them. Each does
 * one batch and answers how much that was.
 */
export function createSweeps(deps: MediaDeps, dispatcher: Dispatcher): Record<string, Sweep> {
  const { database, storage, clock, quota, audit, groups, log } = deps;

  async function expireUploads(): Promise<number> {
    const uploads = await selectOverdueUploads(database, clock(), BATCH);
    for (const upload of uploads)
      await database.transaction((tx) => giveUp(deps, tx, upload, { state: 'expired' }));
    return uploads.length;
  }

  async function forgetUploads(): Promise<number> {
    const ids = await selectOldUploads(database, clock() - RECEIPT_LIFE, BATCH);
    if (ids.length === 0) return 0;
    await database.transaction(async (tx) => {
      await quota.forget(tx, ids);
      await deleteUploads(tx, ids);
    });
    return ids.length;
  }

  const purgeTrash = (): Promise<number> =>
    database.transaction(async (tx) => {
      const rows = await lockOldTrash(tx, clock() - TRASH_LIFE, BATCH);
      if (rows.length > 0) await purge(deps, tx, rows);
      for (const { id: subjectId, group_id: groupId } of rows)
        await audit.record(tx, { action: 'photo.purged', by: null, groupId, subjectId });
      return rows.length;
    });

  const purgeLeaving = (): Promise<number> =>
    database.transaction(async (tx) => {
      const rows = await lockLeavingPhotos(tx, clock(), BATCH);
      await purgeCounted(deps, tx, rows);
      return rows.length;
    });

  async function purgeDeletedGroups(): Promise<number> {
    let count = 0;
    for (const groupId of await selectDeletedGroups(database, BATCH)) {
      count += await database.transaction(async (tx) => {
        const rows = await lockGroupPhotos(tx, groupId, BATCH);
        if (rows.length > 0) await purge(deps, tx, rows);
        // What is still being uploaded runs out by itself, and gives its quota back then.
        else if (await hasOpenUploads(tx, groupId)) return 0;
        else await groups.forget(tx, groupId);
        return rows.length || 1;
      });
    }
    return count;
  }

  /** Answers those that could not be deleted. */
  async function deleteAll(owed: DeletionRow[]): Promise<DeletionRow[]> {
    try {
      await storage.delete(owed.map(({ object_key }) => object_key));
      return [];
    } catch (error) {
      log.warn({ err: error, count: owed.length }, 'objects could not be deleted');
    }
    // One by one, so that one that cannot be deleted does not keep the others.
    const outcomes = await Promise.allSettled(owed.map(({ object_key }) => storage.delete([object_key])));
    return owed.filter((_, index) => outcomes[index]?.status === 'rejected');
  }

  /** Keys of those whose parts could not be dropped. */
  async function abortAll(keys: string[]): Promise<Set<string>> {
    const stuck = new Set<string>();
    for (const multipart of await selectMultiparts(database, keys)) {
      try {
        await storage.abortMultipart(multipart);
      } catch (error) {
        log.warn({ err: error }, 'parts of an upload could not be dropped');
        stuck.add(multipart.key);
      }
    }
    return stuck;
  }

  async function deleteObjects(): Promise<number> {
    const owed = await selectDueDeletions(database, clock(), BATCH);
    if (owed.length === 0) return 0;
    const keys = owed.map(({ object_key }) => object_key);
    const wanted = await selectWanted(database, keys);
    const unwanted = owed.filter(({ object_key }) => !wanted.has(object_key));
    const stuck = await abortAll(unwanted.map(({ object_key }) => object_key));
    const held = unwanted.filter(({ object_key }) => stuck.has(object_key));
    const kept = [...held, ...(await deleteAll(unwanted.filter((deletion) => !held.includes(deletion))))];
    for (const { object_key, tries } of kept)
      await postponeDeletion(database, object_key, clock() + deletionDelay(tries));
    const settled = owed.filter((deletion) => !kept.includes(deletion));
    await settleDeletions(
      database,
      settled.map(({ object_key }) => object_key),
    );
    return owed.length;
  }

  return {
    expireUploads,
    forgetUploads,
    expireAvatars: () => expireAvatars(deps),
    purgeTrash,
    purgeLeaving,
    dropGivenOriginals: () => dropGivenOriginals(deps),
    purgeDeletedGroups,
    enforceTakedowns: () => enforceTakedowns(deps),
    keepEvidence: () => keepEvidence(deps),
    reconcile: createReconcile(deps),
    deleteObjects,
    resendJobs: dispatcher.dispatch,
    resendAvatars: () => sendAvatars(deps),
    resendMotions: () => sendMotions(deps),
  };
}
