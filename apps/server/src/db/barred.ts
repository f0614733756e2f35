import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Names of columns of the query around. */
export interface Deed {
  /** Who did or added it; may be null. */
  person: string;
  /** When. */
  at: string;
  /** When it was given away and became nobody's; may be null. */
  given?: string;
}

/**
 * That a block was not lifted. Most were not: asked for `null`, MySQL takes the index of those that were for one of the
 * others, and reads most of it.
 */
export const stands = (table = 'person_blocks'): RawBuilder<SqlBool> =>
  sql<SqlBool>`coalesce(${sql.ref(`${table}.lifted_at`)}, 0) = 0`;

/**
 * 1 where a block keeps from the viewer what the person did then, else 0: from the time of a block on whichever of the
 * two blocks, and before it as well where the viewer wants nothing of them at all. What had been given away by then is
 * nobody's. A `case`, for an `exists` beside an `or` MySQL reads the whole table. docs/adr/0025-blocking.md
 */
export function barred(viewerId: string, { person, at, given }: Deed): RawBuilder<number> {
  const [who, when] = [sql.ref(person), sql.ref(at)];
  const older = given
    ? sql`own.hides_all = 1 and coalesce(${sql.ref(given)}, own.blocked_at) >= own.blocked_at`
    : sql`own.hides_all = 1`;
  return sql<number>`case
    when exists (
      select 1 from person_blocks as own
      where own.blocker_id = ${viewerId} and own.blocked_id = ${who} and ${stands('own')}
        and (own.blocked_at <= ${when} or (${older}))
    ) then 1
    when exists (
      select 1 from person_blocks as their
      where their.blocker_id = ${who} and their.blocked_id = ${viewerId} and ${stands('their')}
        and their.blocked_at <= ${when}
    ) then 1
    else 0 end`;
}

/**
 * 1 where a block stands, or stood lately, between the user and anybody, else 0. It is known with each membership, so
 * that nothing else is asked for those who have none.
 */
export const hasBlocks = (userId: string): RawBuilder<number> => sql<number>`case
    when exists (select 1 from person_blocks where blocker_id = ${userId}) then 1
    when exists (select 1 from person_blocks where blocked_id = ${userId}) then 1
    else 0 end`;
