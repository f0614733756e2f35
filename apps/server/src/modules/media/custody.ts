import type { HiddenState } from '@wmory/contract';
import type { Queryable, Tx } from '../../db/index.ts';
import type { Authorized } from '../groups/index.ts';
import { dropEvidence, oweEvidence } from './evidence.ts';
import { type HoldDeps, hold, release } from './holds.ts';
import { hideLevels, isHeld, maySee } from './policy.ts';
import { lockHeld } from './store-holds.ts';
import { lockMotionsOf } from './store-motions.ts';
import {
  lockPhoto,
  moveToTrash,
  type NamedPhotoRow,
  type PhotoRow,
  selectPhotosById,
  takeFromTrash,
} from './store-photos.ts';
import { liftTakedown, takeDown } from './takedowns.ts';

/** Why a photo is hidden: by the id of a report, case or decision. */
export interface Cause {
  source: string;
  /** Who goes on to see it, having asked for it. */
  askerId?: string;
}

export type Custody = ReturnType<typeof createCustody>;

/** What judging does to photos, for the module above; all of it within the caller's transaction. */
export function createCustody(deps: HoldDeps) {
  return {
    /** The photo, if it exists for the member; undefined, else. */
    async find(
      db: Queryable,
      proof: Authorized<'group', 'viewer'>,
      photoId: string,
    ): Promise<NamedPhotoRow | undefined> {
      const [row] = await selectPhotosById(db, proof, [photoId]);
      return row && maySee(proof, row) ? row : undefined;
    },

    /** The photo, whoever asks, so that nobody changes or purges it before the transaction ends. */
    lock: (tx: Tx, photoId: string): Promise<PhotoRow | undefined> => lockPhoto(tx, photoId),

    /** Answers false when it is gone, or hidden for this already. */
    hide: (tx: Tx, photoId: string, state: HiddenState, cause: Cause): Promise<boolean> =>
      hold(deps, tx, photoId, { ...cause, level: hideLevels[state] }),

    /** Takes these causes away; what others hide stays hidden. */
    async show(tx: Tx, sources: readonly string[]): Promise<void> {
      while ((await release(deps, tx, sources)) > 0);
    },

    /** Puts it in the trash, from where only `putBack` takes it. Answers false when it is gone. */
    async remove(tx: Tx, photoId: string, source: string): Promise<boolean> {
      const photo = await lockHeld(tx, photoId);
      if (!photo) return false;
      if (photo.trashed_at === null) {
        await moveToTrash(tx, [photoId], { userId: null, at: deps.clock() });
        if (photo.hidden_level === hideLevels.shown) await deps.groups.countPhotos(tx, photo.group_id, -1);
      }
      return hold(deps, tx, photoId, { source, level: hideLevels.removed });
    },

    /**
     * Takes a removal back. Answers false when the photo is gone, or a photo of the same bytes has taken its place;
     * where somebody else had put it in the trash, it stays there.
     */
    async putBack(tx: Tx, photoId: string, source: string): Promise<boolean> {
      await release(deps, tx, [source]);
      const photo = await lockPhoto(tx, photoId);
      if (!photo) return false;
      if (photo.trashed_at === null || photo.trashed_by !== null || isHeld(photo)) return true;
      if (!(await takeFromTrash(tx, photo))) return false;
      if (photo.hidden_level === hideLevels.shown) await deps.groups.countPhotos(tx, photo.group_id, 1);
      return true;
    },

    /** Of all files of the photo, and of their copies for others. */
    async digestsOf(tx: Tx, photo: PhotoRow): Promise<string[]> {
      const files = [photo, ...(await lockMotionsOf(tx, [photo]))];
      return files.flatMap(({ sha256, shared_sha256 }) => [
        sha256,
        ...(shared_sha256 ? [shared_sha256] : []),
      ]);
    },

    takeDown: (tx: Tx, digests: readonly string[], decisionId: string): Promise<void> =>
      takeDown(deps, tx, digests, decisionId),
    liftTakedown: (tx: Tx, decisionId: string): Promise<void> => liftTakedown(deps, tx, decisionId),

    /** Owes copies of all there is of the photo, that stay until `dropEvidence`. */
    oweEvidence: (tx: Tx, caseId: string, photo: PhotoRow): Promise<void> =>
      oweEvidence(deps, tx, caseId, photo),
    dropEvidence: (tx: Tx, caseId: string): Promise<void> => dropEvidence(deps, tx, caseId),
  };
}
