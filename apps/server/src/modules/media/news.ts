import type { Queryable } from '../../db/index.ts';
import type { Standing } from '../groups/index.ts';
import { sightOf } from './policy.ts';
import { selectUploaderNames } from './store-feed.ts';
import { type Span, selectNewsAuthors, selectOldestUnready } from './store-news.ts';

/** How many photos somebody added. */
interface AddedBy {
  userId: string;
  name: string;
  count: number;
}

/** Photos of one group that are counted, at most. */
const MAX_COUNTED = 1_000;

/** What modules above ask of what is new in a group. */
export const news = {
  /**
   * Until when what was added is settled: neither being prepared nor being written down at this moment. What is counted
   * up to there and from there on is counted once, whatever order photos get ready in.
   */
  async settledUntil(db: Queryable, groupId: string, span: Span): Promise<number> {
    const unready = await selectOldestUnready(db, groupId, span);
    return unready === undefined ? span.until : unready - 1;
  },

  /** Who added how many of the photos that are new to a member, the most first; `more`: not all were counted. */
  async count(db: Queryable, viewer: Standing, span: Span): Promise<{ by: AddedBy[]; more: boolean }> {
    if (sightOf(viewer) === 'own' || span.after >= span.until) return { by: [], more: false };
    const authors = await selectNewsAuthors(db, viewer.groupId, {
      span,
      looker: viewer,
      limit: MAX_COUNTED + 1,
    });
    const counts = new Map<string, number>();
    for (const author of authors.slice(0, MAX_COUNTED)) counts.set(author, (counts.get(author) ?? 0) + 1);
    const names = await selectUploaderNames(db, [...counts.keys()]);
    const by = [...counts].map(([userId, count]) => ({ userId, name: names.get(userId) ?? '', count }));
    return { by: by.sort((a, b) => b.count - a.count), more: authors.length > MAX_COUNTED };
  },
};
