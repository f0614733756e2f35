import type { ExitTerms } from '@wmory/contract';
import type { Actor, Caller } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { GroupDeps } from './deps.ts';
import { EXIT_NOTICE, memberAbilities } from './policy.ts';
import { closeGroup, freeSeat, type GroupRow, lockGroup } from './store.ts';
import { replaceExit } from './store-exits.ts';
import { deleteMember, lockMember } from './store-members.ts';
import { passOn } from './succession.ts';

/** Who did it, as the audit log keeps it; null: the server itself. */
export type By = (Caller & { userId?: string }) | null;

export interface Departure {
  group: GroupRow;
  userId: string;
  terms: ExitTerms;
  /** Removed by someone else, who chose the terms. */
  removed: boolean;
  /** Whether the group goes with its last member. */
  deleteGroup: boolean;
  by: By;
}

/**
 * Takes a member out of a group that the transaction has locked; after its owner the next in line owns it. False when
 * they are not in it (any more). If nobody would be left, deletes the group, or throws `last-member` and changes nothing.
 */
export async function depart(
  deps: GroupDeps,
  tx: Tx,
  { group, userId, terms, removed, deleteGroup, by }: Departure,
): Promise<boolean> {
  const { id: groupId } = group;
  const member = await lockMember(tx, groupId, userId);
  if (!member) return false;
  if (member.role === 'owner' && !(await passOn(deps, tx, { groupId, ownerId: userId, by }))) {
    if (!deleteGroup) throw new AppError('last-member');
    await closeGroup(tx, groupId, deps.clock());
    await deps.audit.record(tx, { action: 'group.deleted', by, groupId });
    return true;
  }
  if (!(await deleteMember(tx, groupId, userId, member.role))) return false;
  await freeSeat(tx, groupId);
  const leftAt = deps.clock();
  const endsAt = leftAt + EXIT_NOTICE;
  await replaceExit(tx, {
    group_id: groupId,
    user_id: userId,
    group_name: group.name,
    terms,
    removal_terms: removed ? terms : null,
    left_at: leftAt,
    ends_at: endsAt,
  });
  await deps.belongings.settle(tx, { groupId, userId, leftAt, endsAt }, terms);
  await deps.audit.record(tx, {
    action: removed ? 'member.removed' : 'member.left',
    by,
    groupId,
    subjectId: userId,
    details: { terms },
  });
  return true;
}

/** Leaves for good or until the next invite. The last member says so that the group goes with them. */
export async function leaveGroup(
  deps: GroupDeps,
  actor: Actor,
  { groupId, ...choice }: { groupId: string; terms: ExitTerms; deleteGroup: boolean },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const group = await lockGroup(tx, groupId);
    const { userId } = actor;
    const left = group && (await depart(deps, tx, { ...choice, group, userId, removed: false, by: actor }));
    if (!left) throw new AppError('not-found');
  });
}

/** Removes a member below the actor, on the terms that are given or that the group's rules say. */
export async function removeMember(
  deps: GroupDeps,
  actor: Actor,
  { groupId, userId, terms }: { groupId: string; userId: string; terms?: ExitTerms | undefined },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const group = await lockGroup(tx, groupId);
    const self = group && (await lockMember(tx, groupId, actor.userId));
    if (!self) throw new AppError('not-found');
    const member = await lockMember(tx, groupId, userId);
    if (!member) throw new AppError('not-a-member');
    const { remove } = memberAbilities(
      { userId: actor.userId, role: self.role },
      { userId, role: member.role },
    );
    if (!remove) throw new AppError('forbidden');
    await depart(deps, tx, {
      group,
      userId,
      terms: terms ?? group.rule_removal,
      removed: true,
      deleteGroup: false,
      by: actor,
    });
  });
}
