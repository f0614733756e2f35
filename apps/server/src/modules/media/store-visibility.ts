import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely';
import { barred, type Tables } from '../../db/index.ts';
import type { Standing } from '../groups/index.ts';
import { hideLevels } from './policy.ts';

type Photos = ExpressionBuilder<Tables, 'photos'>;

/** Within `case`, for an `exists` beside an `or` MySQL reads the whole table of holds. */
const asked = (eb: Photos, userId: string) =>
  eb
    .case()
    .when(
      eb.and([
        eb('photos.hidden_level', '=', hideLevels.asked),
        eb.exists(
          eb
            .selectFrom('photo_holds')
            .select('photo_holds.photo_id')
            .whereRef('photo_holds.photo_id', '=', 'photos.id')
            // Not by all that the user ever asked for: `coalesce` keeps both databases from that index.
            .where(({ fn, val }) => fn.coalesce('photo_holds.asker_id', val('')), '=', userId),
        ),
      ]),
    )
    .then(1)
    .else(0)
    .end();

/** 1 where the photo is hidden because this user, among others, asked so, else 0. */
export const hasAsked = (userId: string) => (eb: Photos) => asked(eb, userId).as('asked');

/** Who looks, as far as it matters which photos there are for them. */
export type Looker = Pick<Standing, 'userId' | 'hasBlocks'>;

/** 1 where a block keeps the photo from whoever looks, else 0. Nothing is asked for those who have no blocks. */
export const barredFor = ({ userId, hasBlocks }: Looker): RawBuilder<number> =>
  hasBlocks
    ? barred(userId, { person: 'photos.uploader_id', at: 'photos.added_at', given: 'photos.given_at' })
    : sql<number>`0`;

/** The photos that no block keeps from whoever looks. */
export const unbarredFor = (looker: Looker) => (eb: Photos) => eb(barredFor(looker), '=', 0);

/** The photos that are the user's own. */
export const ownedBy = (userId: string) => (eb: Photos) =>
  eb.and([eb('photos.uploader_id', '=', userId), eb('photos.given_at', 'is', null)]);

/** `maySee` of a member who is shown others' photos but is no moderator, in SQL, for photos outside the trash. */
export const seenBy = (userId: string) => (eb: Photos) =>
  eb.or([
    ownedBy(userId)(eb),
    eb.and([
      eb('photos.state', '!=', 'failed'),
      eb.or([eb('photos.hidden_level', '=', hideLevels.shown), eb(asked(eb, userId), '=', 1)]),
    ]),
  ]);
