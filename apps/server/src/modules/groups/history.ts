import { AuditAction, type AuditEntry, type GroupRules, type Role } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { authorise } from './authorise.ts';
import type { GroupDeps } from './deps.ts';
import { isAtLeast } from './proof.ts';

/** Who sees what happened in a group, by kind; what is of no kind here is none of the group's business. */
const kinds: Partial<Record<string, Role>> = {
  group: 'viewer',
  member: 'viewer',
  photo: 'viewer',
  invite: 'admin',
  join: 'admin',
};

/** What admins alone see, of kinds that all members see. */
const discreet: Partial<Record<AuditAction, Role>> = {
  'member.banned': 'admin',
  'member.ban-lifted': 'admin',
  'member.terms-changed': 'admin',
  'photo.hidden': 'admin',
  'photo.shown': 'admin',
  'photo.taken-down': 'admin',
};

/**
 * The actions that a member of that role sees in the group's history: what they could have seen happen. In a drop box,
 * photos are between those who add them and admins.
 */
export const visibleActions = (role: Role, { photos }: Pick<GroupRules, 'photos'>): AuditAction[] =>
  AuditAction.options.filter((action) => {
    const [kind = ''] = action.split('.');
    const from = kind === 'photo' && photos === 'drop-box' ? 'admin' : (discreet[action] ?? kinds[kind]);
    return from !== undefined && isAtLeast(role, from);
  });

/** Who did what in the group, newest first, as far as the actor's role goes. */
export async function listHistory(
  { database, audit }: GroupDeps,
  actor: Actor,
  groupId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ entries: AuditEntry[]; nextCursor: string | null }> {
  const proof = await authorise(database, actor, groupId, 'viewer');
  const { role, rules } = proof;
  return audit.listForGroup(database, proof, visibleActions(role, rules), page);
}
