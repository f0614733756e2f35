import type { Covers } from '../groups/index.ts';
import { type Signing, signVariant } from './present.ts';
import { selectNewest, selectShown } from './store-feed.ts';
import { selectPhotosById } from './store-photos.ts';

/** What groups ask to show and to choose their covers. */
export const createCovers = (signing: Signing): Covers => ({
  async has(db, groupId, photoId) {
    const [photo] = await selectPhotosById(db, groupId, [photoId]);
    return photo !== undefined && photo.trashed_at === null && photo.state !== 'failed';
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
