import type { GivenRole, GroupAbilities, Role } from '@wmory/contract';
import { isAtLeast } from './proof.ts';

/** Members of one group, at most. */
export const MAX_MEMBERS = 500;
/** Groups one account can be in. */
export const MAX_GROUPS = 200;
/** Invites of one group that can be used at a time. */
export const MAX_INVITES = 100;

const givenRoles = ['admin', 'contributor', 'viewer'] as const satisfies GivenRole[];

/** What a role may do in its group. */
export function groupAbilities(role: Role): GroupAbilities {
  const admin = isAtLeast(role, 'admin');
  const owner = role === 'owner';
  return {
    upload: isAtLeast(role, 'contributor'),
    invite: admin,
    manage: admin,
    moderate: admin,
    transfer: owner,
    delete: owner,
    leave: !owner,
  };
}

/** The roles that may be given by invite: none at or above one's own, so that nobody makes their own equal. */
export const invitableRoles = (role: Role): GivenRole[] =>
  isAtLeast(role, 'admin') ? givenRoles.filter((given) => role !== given && isAtLeast(role, given)) : [];

/** What one member may do to another: only to those strictly below, and never to themselves. */
export function memberAbilities(
  actor: { userId: string; role: Role },
  member: { userId: string; role: Role },
): { giveRoles: GivenRole[]; remove: boolean } {
  const above =
    actor.role !== member.role && isAtLeast(actor.role, member.role) && isAtLeast(actor.role, 'admin');
  if (!above || actor.userId === member.userId) return { giveRoles: [], remove: false };
  return { giveRoles: invitableRoles(actor.role).filter((role) => role !== member.role), remove: true };
}
