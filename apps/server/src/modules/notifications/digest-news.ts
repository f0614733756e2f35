import type { Tx } from '../../db/index.ts';
import type { MediaDeps } from '../media/index.ts';
import { noteNews } from './store-digests.ts';

/** What hears of photos that get ready. Whom that concerns is worked out later, once for all of an upload. */
export const createDigestNews =
  (): NonNullable<MediaDeps['onReady']> =>
  (tx: Tx, { groupId, addedAt }) =>
    noteNews(tx, { groupId, since: addedAt - 1 });
