import type { GivenRole, Invite, InvitePreview } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { HOUR, toMoment } from '../../clock.ts';
import type { Queryable, Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { keyedHash, randomToken } from '../../secrets.ts';
import { authorise } from './authorise.ts';
import type { GroupDeps } from './deps.ts';
import { groupAbilities, invitableRoles, MAX_INVITES } from './policy.ts';
import { presentInvite } from './present.ts';
import { rulesOf } from './rules.ts';
import { type GroupRow, selectGroup } from './store.ts';
import type { InviteRow } from './store-invites.ts';
import * as invites from './store-invites.ts';
import { isBlocked } from './store-person-blocks.ts';

export interface InviteWish {
  role: GivenRole;
  expiresInHours: number;
  maxUses: number | null;
}

/** The token is in the answer alone; the link carries it behind `#`, where no server sees it. */
export async function createInvite(
  deps: GroupDeps,
  actor: Actor,
  groupId: string,
  wish: InviteWish,
): Promise<{ invite: Invite; token: string; url: string }> {
  const token = randomToken();
  const tokenHash = keyedHash(deps.inviteKey, token);
  const now = deps.clock();
  const row = await deps.database.transaction(async (tx) => {
    const { role, rules } = await authorise(tx, actor, groupId, 'viewer');
    if (!invitableRoles(role, rules).includes(wish.role)) throw new AppError('forbidden');
    const open = await invites.selectInvites(tx, groupId, now);
    if (open.length >= MAX_INVITES) throw new AppError('too-many-invites', { params: { max: MAX_INVITES } });
    const id = uuidv7();
    await invites.insertInvite(tx, {
      id,
      group_id: groupId,
      token_hash: tokenHash,
      role: wish.role,
      created_by: actor.userId,
      created_at: now,
      expires_at: now + wish.expiresInHours * HOUR,
      max_uses: wish.maxUses,
      uses: 0,
      revoked_at: null,
    });
    await deps.audit.record(tx, {
      action: 'invite.created',
      by: actor,
      groupId,
      subjectId: id,
      details: { role: wish.role },
    });
    return invites.selectInviteByHash(tx, tokenHash, now);
  });
  if (!row) throw new Error('the invite that was just written is not there');
  return { invite: presentInvite(row), token, url: `${deps.publicUrl()}/join#${token}` };
}

/** Those that let someone in: for admins all, for others their own. */
export async function listInvites(deps: GroupDeps, actor: Actor, groupId: string): Promise<Invite[]> {
  const { role, rules } = await authorise(deps.database, actor, groupId, 'viewer');
  const { invite, manage } = groupAbilities(role, rules);
  if (!invite) throw new AppError('forbidden');
  const rows = await invites.selectInvites(deps.database, groupId, deps.clock());
  return rows
    .filter((row) => invitableRoles(row.creator_role, rules).includes(row.role))
    .filter((row) => manage || row.created_by === actor.userId)
    .map(presentInvite);
}

/** Admins revoke any invite, others their own; what is another's is not there for them. */
export async function revokeInvite(
  deps: GroupDeps,
  actor: Actor,
  groupId: string,
  inviteId: string,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const { role, rules } = await authorise(tx, actor, groupId, 'viewer');
    const { invite, manage } = groupAbilities(role, rules);
    if (!invite) throw new AppError('forbidden');
    const of = manage ? null : actor.userId;
    if (!(await invites.revokeInvite(tx, groupId, inviteId, { now: deps.clock(), of })))
      throw new AppError('not-found');
    await deps.audit.record(tx, { action: 'invite.revoked', by: actor, groupId, subjectId: inviteId });
  });
}

/**
 * The invite of the token if it lets anyone in: in time, with uses left, by someone who is in the group and may still
 * give its role. What a member handed out ends with their right to.
 */
export async function findUsable(
  db: Queryable,
  group: GroupRow,
  tokenHash: string,
  now: number,
): Promise<InviteRow | undefined> {
  const invite = await invites.selectInviteByHash(db, tokenHash, now);
  return invite?.group_id === group.id && isGiven(group, invite) ? invite : undefined;
}

const isGiven = (group: GroupRow, invite: InviteRow): boolean =>
  invitableRoles(invite.creator_role, rulesOf(group)).includes(invite.role);

/** Whether the invite is none to them, because they block who made it. */
export const isRefused = (db: Queryable, userId: string, { created_by }: InviteRow): Promise<boolean> =>
  isBlocked(db, { blocker_id: userId, blocked_id: created_by });

/** @param by who asks, where they say so */
export async function previewInvite(
  { database, inviteKey, clock }: GroupDeps,
  token: string,
  by: Actor | null = null,
): Promise<InvitePreview> {
  const tokenHash = keyedHash(inviteKey, token);
  const known = await invites.selectInviteGroup(database, tokenHash);
  const group = known && (await selectGroup(database, known.group_id));
  const invite = group && (await findUsable(database, group, tokenHash, clock()));
  if (!invite || (by && (await isRefused(database, by.userId, invite)))) throw new AppError('invite-invalid');
  const { photos, joining } = rulesOf(group);
  return {
    groupName: group.name,
    invitedBy: invite.creator_name,
    memberCount: group.member_count,
    role: invite.role,
    rules: { photos, joining },
    expiresAt: toMoment(invite.expires_at),
  };
}

/** Whether someone could join by it now. */
export const isUsableInvite = (deps: GroupDeps, token: string): Promise<boolean> =>
  previewInvite(deps, token).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'invite-invalid') return false;
      throw error;
    },
  );

export const findInvite = (
  { clock, inviteKey }: GroupDeps,
  db: Queryable,
  token: string,
): Promise<invites.InviteRow | undefined> =>
  invites.selectInviteByHash(db, keyedHash(inviteKey, token), clock());

/** Revokes an invite, by whomever; who may is the caller's business. Answers false when it has ended already. */
export async function endInvite(
  { audit, clock }: GroupDeps,
  tx: Tx,
  { groupId, inviteId, by }: { groupId: string; inviteId: string; by: Actor | null },
): Promise<boolean> {
  if (!(await invites.revokeInvite(tx, groupId, inviteId, { now: clock(), of: null }))) return false;
  await audit.record(tx, { action: 'invite.revoked', by, groupId, subjectId: inviteId });
  return true;
}
