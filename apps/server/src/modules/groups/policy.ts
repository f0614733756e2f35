import {
  type ExitTerms,
  type GivenRole,
  type GroupAbilities,
  type GroupRules,
  type Role,
  roles,
} from '@wmory/contract';
import { DAY, MINUTE } from '../../clock.ts';
import { isAtLeast } from './proof.ts';

/** Members of one group, at most. */
export const MAX_MEMBERS = 500;
/** Groups one account can be in. */
export const MAX_GROUPS = 200;
/** Invites of one group that can be used at a time. */
export const MAX_INVITES = 100;
/** People that one group bans, at most. */
export const MAX_BANS = 1000;
/** People whom one account blocks, at most. */
export const MAX_BLOCKS = 500;
/** Blocking somebody again so soon after the block was ended goes on with it. */
export const UNBLOCK_GRACE = 10 * MINUTE;
/** Open requests to join one group, at most. */
export const MAX_JOIN_REQUESTS = 200;
/** Open requests of one account, at most. */
export const MAX_OWN_JOIN_REQUESTS = 20;
/** A request lapses if nobody decides for this long. */
export const JOIN_REQUEST_LIFE = 14 * DAY;
/** Who was declined asks again after this long. */
export const DECLINE_LIFE = 7 * DAY;
/** How long members are told that photos go before they do, and who left may change their mind. */
export const EXIT_NOTICE = 7 * DAY;

/** How a new group is run. */
export const initialRules: GroupRules = {
  invites: 'admins',
  uploads: 'contributors',
  photos: 'shared',
  joining: 'open',
  removal: 'stay',
};

const givenRoles = ['admin', 'contributor', 'viewer'] as const satisfies GivenRole[];

/** The lowest role that does what a rule leaves to them. */
const lowest = { admins: 'admin', contributors: 'contributor', everyone: 'viewer' } as const;

/** What a role may do in its group, by the rules of that. */
export function groupAbilities(role: Role, rules: GroupRules): GroupAbilities {
  const admin = isAtLeast(role, 'admin');
  const owner = role === 'owner';
  const inviteRoles = invitableRoles(role, rules);
  return {
    upload: isAtLeast(role, lowest[rules.uploads]),
    invite: inviteRoles.length > 0,
    inviteRoles,
    manage: admin,
    moderate: admin,
    configure: owner,
    transfer: owner,
    delete: owner,
  };
}

/** The roles that may be given to members: none at or above one's own, so that nobody makes their own equal. */
export const givableRoles = (role: Role): GivenRole[] =>
  isAtLeast(role, 'admin') ? givenRoles.filter((given) => role !== given && isAtLeast(role, given)) : [];

/** The roles that may be given by invite. Who is no admin invites up to their own: it has no power over others. */
export function invitableRoles(role: Role, { invites }: Pick<GroupRules, 'invites'>): GivenRole[] {
  if (isAtLeast(role, 'admin')) return givableRoles(role);
  return isAtLeast(role, lowest[invites]) ? givenRoles.filter((given) => isAtLeast(role, given)) : [];
}

/** What one member may do to another: only to those strictly below, and never to themselves. */
export function memberAbilities(
  actor: { userId: string; role: Role },
  member: { userId: string; role: Role },
): { giveRoles: GivenRole[]; remove: boolean } {
  const above =
    actor.role !== member.role && isAtLeast(actor.role, member.role) && isAtLeast(actor.role, 'admin');
  if (!above || actor.userId === member.userId) return { giveRoles: [], remove: false };
  return { giveRoles: givableRoles(actor.role).filter((role) => role !== member.role), remove: true };
}

export interface Candidate {
  user_id: string;
  role: Role;
  joined_at: number;
}

/**
 * Who owns the group after its owner: the highest role, of these who is in it the longest. The suspended come last,
 * whatever their role: they could not act.
 */
export const chooseHeir = <C extends Candidate>(
  members: readonly C[],
  suspended: ReadonlySet<string>,
): C | undefined =>
  members.toSorted(
    (a, b) =>
      Number(suspended.has(a.user_id)) - Number(suspended.has(b.user_id)) ||
      roles.indexOf(a.role) - roles.indexOf(b.role) ||
      a.joined_at - b.joined_at ||
      (a.user_id < b.user_id ? -1 : 1),
  )[0];

/**
 * What who has gone may choose for their photos. Who was removed does not choose what the remover did not, but may take
 * them along in any case.
 */
export const exitChoices = (removalTerms: ExitTerms | null): ExitTerms[] =>
  removalTerms === null ? ['stay', 'go', 'give'] : [...new Set([removalTerms, 'go' as const])];
