import type { Covers, Standing } from '../groups/index.ts';
import { isForAll, maySee, sightOf } from './policy.ts';
import { type Signing, signVariant } from './present.ts';
import { countOwn, selectNewest, selectShown } from './store-feed.ts';
import { selectPhotosById } from './store-photos.ts';

const groupsOf = (viewers: readonly Standing[]): string[] => viewers.map(({ groupId }) => groupId);

/** Of one user's memberships, those in which they see others' photos, and those in which they do not. */
function bySight(viewers: readonly Standing[]): { open: string[]; own: string[]; userId: string } {
  const { open = [], own = [] } = Object.groupBy(viewers, (viewer) =>
    sightOf(viewer) === 'own' ? 'own' : 'open',
  );
  return { open: groupsOf(open), own: groupsOf(own), userId: viewers[0]?.userId ?? '' };
}

/** What groups ask to show and to choose their covers. */
export const createCovers = (signing: Signing): Covers => ({
  async has(db, groupId, photoId) {
    const [photo] = await selectPhotosById(db, { groupId, userId: '' }, [photoId]);
    return photo !== undefined && isForAll(photo);
  },
  async newest(db, viewers) {
    const { open, own, userId } = bySight(viewers);
    const rows = [...(await selectNewest(db, open, null)), ...(await selectNewest(db, own, userId))];
    return new Map(rows.map(({ groupId, photoId }) => [groupId, photoId]));
  },
  async urls(db, viewers, photoIds) {
    const standings = new Map(viewers.map((viewer) => [viewer.groupId, viewer]));
    const rows = (await selectShown(db, photoIds)).filter((row) => {
      const viewer = standings.get(row.group_id);
      return viewer !== undefined && maySee(viewer, { ...row, asked: 0 });
    });
    return new Map(
      rows.map((row) => [row.id, { url: signVariant(signing, row, 'thumb'), thumbhash: row.thumbhash }]),
    );
  },
  async counts(db, viewers) {
    const { own, userId } = bySight(viewers);
    const rows = await countOwn(db, own, userId);
    const counted = new Map(rows.map(({ groupId, count }) => [groupId, count]));
    return new Map(own.map((groupId) => [groupId, counted.get(groupId) ?? 0]));
  },
});
