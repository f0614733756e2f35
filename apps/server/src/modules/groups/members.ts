import { type GivenRole, type Group, type Member, roles } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { AppError } from '../../error.ts';
import { authorise } from './authorise.ts';
import type { GroupDeps } from './deps.ts';
import { getGroup } from './groups.ts';
import { memberAbilities } from './policy.ts';
import { presentMember } from './present.ts';
import { lockGroup } from './store.ts';
import { selectMember, selectMembers, updateRole } from './store-members.ts';

const byRoleThenName = (a: Member, b: Member): number =>
  roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name);

export async function listMembers({ database }: GroupDeps, actor: Actor, groupId: string): Promise<Member[]> {
  const proof = await authorise(database, actor, groupId, 'viewer');
  const rows = await selectMembers(database, groupId);
  return rows.map((row) => presentMember(proof, row)).sort(byRoleThenName);
}

export async function changeRole(
  { database, audit }: GroupDeps,
  actor: Actor,
  { groupId, userId, role: to }: { groupId: string; userId: string; role: GivenRole },
): Promise<Member> {
  return database.transaction(async (tx) => {
    await lockGroup(tx, groupId);
    const self = await authorise(tx, actor, groupId, 'viewer');
    const member = await selectMember(tx, groupId, userId);
    if (!member) throw new AppError('not-a-member');
    const { giveRoles, remove } = memberAbilities(self, { userId, role: member.role });
    if (member.role === to) {
      if (!remove) throw new AppError('forbidden');
      return presentMember(self, member);
    }
    if (!giveRoles.includes(to) || !(await updateRole(tx, groupId, userId, member.role, to)))
      throw new AppError('forbidden');
    await audit.record(tx, {
      action: 'member.role-changed',
      by: actor,
      groupId,
      subjectId: userId,
      details: { from: member.role, to },
    });
    return presentMember(self, { ...member, role: to });
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
    await authorise(tx, actor, groupId, 'owner');
    const heir = await selectMember(tx, groupId, userId);
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
