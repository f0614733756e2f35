import type { MediaKind } from '@wmory/contract';
import { sql } from 'kysely';
import { DAY } from '../../clock.ts';
import { type Queryable, readAlong, seeksByAnswer } from '../../db/index.ts';
import type { Sight } from './policy.ts';
import { type Looker, ownedBy, seenBy, unbarredFor } from './store-visibility.ts';

/** Whole days, so many that no photo is older: a remainder of what is below 0 is below 0. */
const SHIFT = 100_000 * DAY;

const columns = { taken: 'photos.taken_at', added: 'photos.added_at' } as const;

export interface FeedInDays {
  groupId: string;
  order: 'taken' | 'added';
  /** Whose photos alone. */
  uploaderId: string | null;
  /** Stills or videos alone. */
  kind: MediaKind | null;
  viewer: Looker;
  /** What they see besides their own. */
  sight: Sight;
}

/** How many photos of each day, of UTC, a feed holds: `day` is its first millisecond. In no order. */
export async function countDays(db: Queryable, feed: FeedInDays): Promise<{ day: number; count: number }[]> {
  const { groupId, order, uploaderId, kind, viewer, sight } = feed;
  const time = sql`(${sql.ref(columns[order])} + ${sql.lit(SHIFT)})`;
  const byOwner = sight === 'own' || uploaderId !== null;
  const along = kind === null ? 'photos_in_sight' : 'photos_by_kind_taken';
  const rows = await db.sql
    .selectFrom(readAlong(db.sql, 'photos', byOwner ? 'photos_by_owner' : along))
    .select((select) => [
      sql<number>`${time} - ${time} % ${sql.lit(DAY)}`.as('day'),
      select.fn.countAll<number>().as('count'),
    ])
    .where('photos.group_id', '=', groupId)
    .where('photos.trashed_at', 'is', null)
    .$if(kind !== null, (all) => all.where('photos.kind', '=', kind ?? 'image'))
    .$if(uploaderId !== null, (all) => all.where(ownedBy(uploaderId ?? '')))
    .$if(sight === 'own', (all) => all.where(ownedBy(viewer.userId)))
    .$if(sight === 'shown', (all) => all.where(seenBy(viewer.userId)))
    .$if(sight !== 'own' && viewer.hasBlocks, (all) => all.where(unbarredFor(viewer)))
    .groupBy('day')
    .execute();
  return rows.map(({ day, count }) => ({ day: Number(day) - SHIFT, count: Number(count) }));
}

/** Who looks at a group, what they see there, and through when they have seen it. */
export interface Reader extends Looker {
  groupId: string;
  sight: Exclude<Sight, 'own'>;
  since: number;
}

/** The photos of a group that others added later than its reader has seen. */
const freshPhotos = (db: Queryable, { groupId, sight, userId, hasBlocks }: Reader) =>
  db.sql
    .selectFrom(readAlong(db.sql, 'photos', 'photos_in_sight'))
    .where('photos.group_id', '=', groupId)
    .where('photos.trashed_at', 'is', null)
    .where('photos.uploader_id', '!=', userId)
    .$if(sight === 'shown', (all) => all.where(seenBy(userId)))
    .$if(hasBlocks, (all) => all.where(unbarredFor({ userId, hasBlocks })));

/**
 * How many photos others added later than each reader has seen, at least up to `most`: of those of a moment that many may
 * be over. No more photos are read than that, however long they were away.
 */
export async function countFresh(
  db: Queryable,
  readers: readonly Reader[],
  most: number,
): Promise<{ groupId: string; count: number }[]> {
  const [first, ...rest] = readers.map((reader) => {
    const last = freshPhotos(db, reader)
      .select('photos.added_at')
      .where('photos.added_at', '>', reader.since)
      .orderBy('photos.added_at', 'desc')
      .limit(1)
      .offset(most - 1);
    return freshPhotos(db, reader)
      .select((select) => [
        sql<string>`${reader.groupId}`.as('groupId'),
        select.fn.countAll<number>().as('count'),
      ])
      .$if(!seeksByAnswer(db.sql), (all) => all.where('photos.added_at', '>', reader.since))
      .where('photos.added_at', '>=', sql<number>`coalesce(${last}, ${reader.since + 1})`);
  });
  if (!first) return [];
  const rows = await rest.reduce((all, each) => all.unionAll(each), first).execute();
  return rows
    .map(({ groupId, count }) => ({ groupId, count: Number(count) }))
    .filter(({ count }) => count > 0);
}
