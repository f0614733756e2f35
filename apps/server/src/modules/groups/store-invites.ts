import type { Role } from '@wmory/contract';
import type { Selectable } from 'kysely';
import type { GroupInvitesTable, Queryable, Tx } from '../../db/index.ts';

export type InviteRow = Selectable<GroupInvitesTable> & { creator_name: string; creator_role: Role };

/** In time, with uses left, and by someone who is in the group. */
const usable = (db: Queryable, now: number) =>
  db.sql
    .selectFrom('group_invites')
    .innerJoin('users', 'users.id', 'group_invites.created_by')
    .innerJoin('group_members', (join) =>
      join
        .onRef('group_members.group_id', '=', 'group_invites.group_id')
        .onRef('group_members.user_id', '=', 'group_invites.created_by'),
    )
    .selectAll('group_invites')
    .select(['users.name as creator_name', 'group_members.role as creator_role'])
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .where((where) => where.or([where('max_uses', 'is', null), where('uses', '<', where.ref('max_uses'))]));

export async function insertInvite(tx: Tx, row: GroupInvitesTable): Promise<void> {
  await tx.sql.insertInto('group_invites').values(row).execute();
}

export function selectInvites(db: Queryable, groupId: string, now: number): Promise<InviteRow[]> {
  return usable(db, now)
    .where('group_invites.group_id', '=', groupId)
    .orderBy('group_invites.created_at', 'desc')
    .execute();
}

export function selectInviteByHash(
  db: Queryable,
  tokenHash: string,
  now: number,
): Promise<InviteRow | undefined> {
  return usable(db, now).where('token_hash', '=', tokenHash).executeTakeFirst();
}

/** The invite whatever its state: a member who follows the link again is led to the group all the same. */
export function selectInviteGroup(
  db: Queryable,
  tokenHash: string,
): Promise<{ group_id: string } | undefined> {
  return db.sql
    .selectFrom('group_invites')
    .select('group_id')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

/** Answers false when the last use was taken, or the invite ended, in the meantime. */
export async function takeUse(tx: Tx, inviteId: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('group_invites')
    .set((set) => ({ uses: set('uses', '+', 1) }))
    .where('id', '=', inviteId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .where((where) => where.or([where('max_uses', 'is', null), where('uses', '<', where.ref('max_uses'))]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** For a request that was withdrawn: someone else can come by the invite. */
export async function giveBackUse(tx: Tx, inviteId: string): Promise<void> {
  await tx.sql
    .updateTable('group_invites')
    .set((set) => ({ uses: set('uses', '-', 1) }))
    .where('id', '=', inviteId)
    .where('uses', '>', 0)
    .execute();
}

/**
 * Answers false when there is no such invite in the group, or it is revoked already.
 *
 * @param options.of who has to have made it; null: anyone
 */
export async function revokeInvite(
  tx: Tx,
  groupId: string,
  inviteId: string,
  { now, of }: { now: number; of: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('group_invites')
    .set({ revoked_at: now })
    .where('id', '=', inviteId)
    .where('group_id', '=', groupId)
    .where('revoked_at', 'is', null)
    .$if(of !== null, (own) => own.where('created_by', '=', of ?? ''))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Answers how many somebody had made, ended ones included. */
export async function deleteInvitesBy(tx: Tx, userId: string): Promise<number> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('group_invites')
    .where('created_by', '=', userId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
