import { sql } from 'kysely';
import type { Queryable } from '../../db/index.ts';
import type { PhotoRow } from './store-photos.ts';

/** A person's own photos behind an id, wherever they are, in the order in which they were added. */
export function selectOwnPhotos(
  db: Queryable,
  userId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<PhotoRow[]> {
  return db.sql
    .selectFrom('photos')
    .selectAll()
    .where('uploader_id', '=', userId)
    .where('given_at', 'is', null)
    .$if(after !== null, (all) => all.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** A person's own photos, counted and weighed with their films by group, with the name of those that the person is in. */
export async function weighOwnPhotos(
  db: Queryable,
  userId: string,
): Promise<{ group_id: string; name: string | null; photos: number; bytes: number }[]> {
  const rows = await db.sql
    .selectFrom('photos')
    .leftJoin('group_members', (join) =>
      join.onRef('group_members.group_id', '=', 'photos.group_id').on('group_members.user_id', '=', userId),
    )
    .leftJoin('groups', 'groups.id', 'group_members.group_id')
    .select(['photos.group_id', 'groups.name'])
    .leftJoin('motions', 'motions.id', 'photos.pairing_id')
    .select((select) => [
      select.fn.countAll<number | string>().as('photos'),
      sql<number | string>`sum(photos.size + coalesce(motions.size, 0))`.as('bytes'),
    ])
    .where('photos.uploader_id', '=', userId)
    .where('photos.given_at', 'is', null)
    .groupBy(['photos.group_id', 'groups.name'])
    .orderBy('photos.group_id')
    .execute();
  return rows.map((row) => ({ ...row, photos: Number(row.photos), bytes: Number(row.bytes) }));
}
