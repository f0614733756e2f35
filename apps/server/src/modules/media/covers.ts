import { MAX_NEW } from '@wmory/contract';
import type { Covers, Standing } from '../groups/index.ts';
import { isForAll, maySee, sightOf } from './policy.ts';
import { type Signing, signVariant } from './present.ts';
import { countFresh } from './store-counts.ts';
import { countBarred, countOwn, selectNewest, selectShown } from './store-feed.ts';
import { selectPhotosById } from './store-photos.ts';
import type { Looker } from './store-visibility.ts';

const groupsOf = (viewers: readonly Standing[]): string[] => viewers.map(({ groupId }) => groupId);

/** Of one user's memberships, those in which they see others' photos, and those in which they do not. */
function bySight(viewers: readonly Standing[]): { open: string[]; own: string[]; looker: Looker } {
  const { open = [], own = [] } = Object.groupBy(viewers, (viewer) =>
    sightOf(viewer) === 'own' ? 'own' : 'open',
  );
  const { userId = '', hasBlocks = false } = viewers[0] ?? {};
  return { open: groupsOf(open), own: groupsOf(own), looker: { userId, hasBlocks } };
}

/** What groups ask to show and to choose their covers. */
export const createCovers = (signing: Signing): Covers => ({
  async has(db, viewer, photoId) {
    const [photo] = await selectPhotosById(db, viewer, [photoId]);
    return photo !== undefined && isForAll(photo) && maySee(viewer, photo);
  },
  async newest(db, viewers) {
    const { open, own, looker } = bySight(viewers);
    const rows = [
      ...(await selectNewest(db, open, looker, 'all')),
      ...(await selectNewest(db, own, looker, 'own')),
    ];
    return new Map(rows.map(({ groupId, photoId }) => [groupId, photoId]));
  },
  async urls(db, viewers, photoIds) {
    const standings = new Map(viewers.map((viewer) => [viewer.groupId, viewer]));
    const rows = (await selectShown(db, photoIds, bySight(viewers).looker)).filter((row) => {
      const viewer = standings.get(row.group_id);
      return viewer !== undefined && maySee(viewer, { ...row, asked: 0 });
    });
    return new Map(
      rows.map((row) => [row.id, { url: signVariant(signing, row, 'thumb'), thumbhash: row.thumbhash }]),
    );
  },
  async unseen(db, viewers) {
    const { open, looker } = bySight(viewers);
    const rows = looker.hasBlocks ? await countBarred(db, open, looker.userId) : [];
    const unseen = new Map<string, number>();
    for (const { groupId, count } of rows) unseen.set(groupId, (unseen.get(groupId) ?? 0) + count);
    return unseen;
  },
  async counts(db, viewers) {
    const { own, looker } = bySight(viewers);
    const rows = await countOwn(db, own, looker.userId);
    const counted = new Map(rows.map(({ groupId, count }) => [groupId, count]));
    return new Map(own.map((groupId) => [groupId, counted.get(groupId) ?? 0]));
  },
  async fresh(db, viewers) {
    const readers = viewers.flatMap(({ groupId, userId, hasBlocks, since, ...viewer }) => {
      const sight = sightOf(viewer);
      // Who sees their own photos alone has nothing new.
      return sight === 'own' ? [] : [{ groupId, userId, hasBlocks, since, sight }];
    });
    const rows = await countFresh(db, readers, MAX_NEW);
    return new Map(rows.map(({ groupId, count }) => [groupId, Math.min(count, MAX_NEW)]));
  },
});
