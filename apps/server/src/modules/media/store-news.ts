import type { ExpressionBuilder } from 'kysely';
import { type Queryable, readAlong, stands, type Tables } from '../../db/index.ts';
import { hideLevels } from './policy.ts';
import { type Looker, unbarredFor } from './store-visibility.ts';

/** What was added after the one moment and no later than the other. */
export interface Span {
  after: number;
  until: number;
}

const added = (db: Queryable, groupId: string, { after, until }: Span) =>
  db.sql
    .selectFrom(readAlong(db.sql, 'photos', 'photos_in_sight'))
    .where('photos.group_id', '=', groupId)
    .where('photos.added_at', '>', after)
    .where('photos.added_at', '<=', until)
    .where('photos.trashed_at', 'is', null);

/** That the looker does not block who added it, whenever that was: what they still see, they do not want to be told of. */
const byNobodyBlocked =
  ({ userId }: Looker) =>
  (eb: ExpressionBuilder<Tables, 'photos'>) =>
    eb.not(
      eb.exists(
        eb
          .selectFrom('person_blocks')
          .select('blocked_id')
          .where('blocker_id', '=', userId)
          .whereRef('blocked_id', '=', 'photos.uploader_id')
          .where(stands()),
      ),
    );

/** Of each photo that others added then and every member is shown, who added it; the newest first. */
export async function selectNewsAuthors(
  db: Queryable,
  groupId: string,
  { span, looker, limit }: { span: Span; looker: Looker; limit: number },
): Promise<string[]> {
  const rows = await added(db, groupId, span)
    .select('photos.uploader_id')
    .where('photos.state', '=', 'ready')
    .where('photos.hidden_level', '=', hideLevels.shown)
    .where('photos.uploader_id', '!=', looker.userId)
    .$if(looker.hasBlocks, (all) => all.where(unbarredFor(looker)).where(byNobodyBlocked(looker)))
    .orderBy('photos.added_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ uploader_id }) => uploader_id);
}

/** When the oldest one of those was added that are still being prepared; undefined: none is. */
export async function selectOldestUnready(
  db: Queryable,
  groupId: string,
  span: Span,
): Promise<number | undefined> {
  const row = await added(db, groupId, span)
    .select('photos.added_at')
    .where('photos.state', '=', 'processing')
    .orderBy('photos.added_at')
    .limit(1)
    .executeTakeFirst();
  return row?.added_at;
}
