import type { Covers } from '../groups/index.ts';
import { isForAll } from './policy.ts';
import { type Signing, signVariant } from './present.ts';
import { selectNewest, selectShown } from './store-feed.ts';
import { selectPhotosById } from './store-photos.ts';

/** What groups ask to show and to choose their covers. */
export const createCovers = (signing: Signing): Covers => ({
  async has(db, groupId, photoId) {
    const [photo] = await selectPhotosById(db, { groupId, userId: '' }, [photoId]);
    return photo !== undefined && isForAll(photo);
  },
  async newest(db, groupIds) {
    const rows = await selectNewest(db, groupIds);
    return new Map(rows.map(({ groupId, photoId }) => [groupId, photoId]));
  },
  async urls(db, photoIds) {
    const rows = await selectShown(db, photoIds);
    return new Map(
      rows.map((row) => [row.id, { url: signVariant(signing, row, 'thumb'), thumbhash: row.thumbhash }]),
    );
  },
});
