import { type GivenRole, type Group, type Member, type Role, roles } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { authorise } from './authorise.ts';
import type { GroupDeps } from './deps.ts';
import { getGroup } from './groups.ts';
import { memberAbilities } from './policy.ts';
import { presentMember } from './present.ts';
import {
  deleteMember,
  freeSeat,
  lockMembers,
  type MemberRow,
  selectMember,
  selectMembers,
  updateRole,
} from './store.ts';

const byRoleThenName = (a: Member, b: Member): number =>
  roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name);

export async function listMembers({ database }: GroupDeps, actor: Actor, groupId: string): Promise<Member[]> {
  const proof = await authorise(database, actor, groupId, 'viewer');
  const rows = await selectMembers(database, groupId);
  return rows.map((row) => presentMember(proof, row)).sort(byRoleThenName);
}

/** Both sides of a change, read under lock; throws `not-found` to outsiders and `not-a-member` of a stranger. */
async function readPair(
  tx: Tx,
  actor: Actor,
  groupId: string,
  userId: string,
): Promise<{ role: Role; member: MemberRow }> {
  await lockMembers(tx, groupId);
  const { role } = await authorise(tx, actor, groupId, 'viewer');
  const member = await selectMember(tx, groupId, userId);
  if (!member) throw new AppError('not-a-member');
  return { role, member };
}

export async function changeRole(
  { database, audit }: GroupDeps,
  actor: Actor,
  { groupId, userId, role: to }: { groupId: string; userId: string; role: GivenRole },
): Promise<Member> {
  return database.transaction(async (tx) => {
    const { role, member } = await readPair(tx, actor, groupId, userId);
    const self = { userId: actor.userId, role };
    const allowed = memberAbilities(self, { userId, role: member.role }).giveRoles.includes(to);
    if (member.role !== to) {
      if (!allowed || !(await updateRole(tx, groupId, userId, member.role, to)))
        throw new AppError('forbidden');
      const details = { from: member.role, to };
      await audit.record(tx, {
        action: 'member.role-changed',
        by: actor,
        groupId,
        subjectId: userId,
        details,
      });
    } else if (!memberAbilities(self, { userId, role: member.role }).remove) {
      throw new AppError('forbidden');
    }
    return presentMember(self, { ...member, role: to });
  });
}

export async function removeMember(
  { database, audit }: GroupDeps,
  actor: Actor,
  { groupId, userId }: { groupId: string; userId: string },
): Promise<void> {
  await database.transaction(async (tx) => {
    const { role, member } = await readPair(tx, actor, groupId, userId);
    const { remove } = memberAbilities({ userId: actor.userId, role }, { userId, role: member.role });
    if (!remove || !(await deleteMember(tx, groupId, userId, member.role))) throw new AppError('forbidden');
    await freeSeat(tx, groupId);
    await audit.record(tx, { action: 'member.removed', by: actor, groupId, subjectId: userId });
  });
}

export async function leaveGroup(
  { database, audit }: GroupDeps,
  actor: Actor,
  groupId: string,
): Promise<void> {
  await database.transaction(async (tx) => {
    await lockMembers(tx, groupId);
    const { role } = await authorise(tx, actor, groupId, 'viewer');
    if (role === 'owner') throw new AppError('last-owner');
    if (!(await deleteMember(tx, groupId, actor.userId, role))) throw new AppError('not-found');
    await freeSeat(tx, groupId);
    await audit.record(tx, { action: 'member.left', by: actor, groupId, subjectId: actor.userId });
  });
}

/** A group has exactly one owner at every moment: both roles change in one transaction, or neither. */
export async function transferGroup(
  deps: GroupDeps,
  actor: Actor,
  { groupId, userId }: { groupId: string; userId: string },
): Promise<Group> {
  await deps.database.transaction(async (tx) => {
    await lockMembers(tx, groupId);
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
