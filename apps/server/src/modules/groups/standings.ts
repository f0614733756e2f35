import type { Queryable } from '../../db/index.ts';
import type { Standing } from './proof.ts';
import { rulesOf } from './rules.ts';
import { selectStandings } from './store-own.ts';

/** Somebody in a group, with what it is called and since when they are in it. */
export interface Membership extends Standing {
  readonly groupName: string;
  readonly joinedAt: number;
  /** Up to when they have seen what was added; null: nobody knows. */
  readonly seenAt: number | null;
  /** When something was last added to the group. */
  readonly activeAt: number;
}

/** All memberships of somebody, in the group where something was added last first. */
export async function listMemberships(db: Queryable, userId: string): Promise<Membership[]> {
  const rows = await selectStandings(db, userId);
  return rows.map((row) => ({
    groupId: row.group_id,
    userId,
    role: row.role,
    rules: rulesOf(row),
    hasBlocks: row.has_blocks === 1,
    groupName: row.name,
    joinedAt: row.joined_at,
    seenAt: row.seen_at,
    activeAt: row.active_at,
  }));
}
