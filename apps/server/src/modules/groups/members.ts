import { type GivenRole, type Group, type Member, roles } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { AppError } from '../../error.ts';
import { authorise } from './authorise.ts';
import type { GroupDeps } from './deps.ts';
import { getGroup } from './groups.ts';
import { memberAbilities } from './policy.ts';
import { presentMember } from './present.ts';
import { lockGroup } from './store.ts';
import { advanceSeen, selectMember, selectMembers, updateRole } from './store-members.ts';

const byRoleThenName = (a: Member, b: Member): number =>
  roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name);

export async function listMembers(deps: GroupDeps, actor: Actor, groupId: string): Promise<Member[]> {
  const { database } = deps;
  const proof = await authorise(database, actor, groupId, 'viewer');
  const rows = await selectMembers(database, proof);
  return rows.map((row) => presentMember(deps, proof, row)).sort(byRoleThenName);
}

/** Keeps through which addition the actor has seen the feed; what is to come has not been seen, whatever they say. */
export async function markSeen(
  { database, clock }: GroupDeps,
  actor: Actor,
  { groupId, through }: { groupId: string; through: string },
): Promise<void> {
  const proof = await authorise(database, actor, groupId, 'viewer');
  await advanceSeen(database, proof, Math.min(Date.parse(through), clock()));
}

export async function changeRole(
  deps: GroupDeps,
  actor: Actor,
  { groupId, userId, role: to }: { groupId: string; userId: string; role: GivenRole },
): Promise<Member> {
  return deps.database.transaction(async (tx) => {
    await lockGroup(tx, groupId);
    const self = await authorise(tx, actor, groupId, 'viewer');
    const member = await selectMember(tx, self, userId);
    if (!member) throw new AppError('not-a-member');
    const { giveRoles, remove } = memberAbilities(self, { userId, role: member.role });
    if (member.role === to) {
      if (!remove) throw new AppError('forbidden');
      return presentMember(deps, self, member);
    }
    if (!giveRoles.includes(to) || !(await updateRole(tx, groupId, userId, member.role, to)))
      throw new AppError('forbidden');
    await deps.audit.record(tx, {
      action: 'member.role-changed',
      by: actor,
      groupId,
      subjectId: userId,
      details: { from: member.role, to },
    });
    return presentMember(deps, self, { ...member, role: to });
  });
}

/** A group has exactly one owner at every moment: both roles change in one transaction, or neither. */
export async function transferGroup(
  deps: GroupDeps,
  actor: Actor,
  { groupId, userId }: { groupId: string; userId: string },
): Promise<Group> {
  await deps.database.transaction(async (tx) => {
    await lockGroup(tx, groupId);
    const self = await authorise(tx, actor, groupId, 'owner');
    const heir = await selectMember(tx, self, userId);
    if (!heir) throw new AppError('not-a-member');
    if (userId === actor.userId) return;
    const passed =
      (await updateRole(tx, groupId, actor.userId, 'owner', 'admin')) &&
      (await updateRole(tx, groupId, userId, heir.role, 'owner'));
    if (!passed) throw new AppError('forbidden');
    await deps.audit.record(tx, { action: 'group.transferred', by: actor, groupId, subjectId: userId });
  });
  return getGroup(deps, deps.database, actor, groupId);
}
