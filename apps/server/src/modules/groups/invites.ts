import type { GivenRole, Group, Invite, InvitePreview } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { HOUR, toMoment } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { keyedHash, randomToken } from '../../secrets.ts';
import { authorise } from './authorise.ts';
import type { GroupDeps } from './deps.ts';
import { demandRoomForGroup, getGroup } from './groups.ts';
import { invitableRoles, MAX_INVITES, MAX_MEMBERS } from './policy.ts';
import { presentInvite } from './present.ts';
import { insertMember, selectGroup, selectRole, takeSeat } from './store.ts';
import * as invites from './store-invites.ts';

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
    const { role } = await authorise(tx, actor, groupId, 'admin');
    if (!invitableRoles(role).includes(wish.role)) throw new AppError('forbidden');
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

export async function listInvites(deps: GroupDeps, actor: Actor, groupId: string): Promise<Invite[]> {
  await authorise(deps.database, actor, groupId, 'admin');
  return (await invites.selectInvites(deps.database, groupId, deps.clock())).map(presentInvite);
}

export async function revokeInvite(
  deps: GroupDeps,
  actor: Actor,
  groupId: string,
  inviteId: string,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    await authorise(tx, actor, groupId, 'admin');
    if (!(await invites.revokeInvite(tx, groupId, inviteId, deps.clock()))) throw new AppError('not-found');
    await deps.audit.record(tx, { action: 'invite.revoked', by: actor, groupId, subjectId: inviteId });
  });
}

export async function previewInvite(deps: GroupDeps, token: string): Promise<InvitePreview> {
  const invite = await invites.selectInviteByHash(
    deps.database,
    keyedHash(deps.inviteKey, token),
    deps.clock(),
  );
  const group = invite && (await selectGroup(deps.database, invite.group_id));
  if (!group) throw new AppError('invite-invalid');
  return {
    groupName: group.name,
    invitedBy: invite.creator_name,
    memberCount: group.member_count,
    role: invite.role,
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

/** Joining a group one is in already answers the group and spends no use, even when the invite has ended. */
export async function joinGroup(deps: GroupDeps, actor: Actor, token: string): Promise<Group> {
  const tokenHash = keyedHash(deps.inviteKey, token);
  const now = deps.clock();
  const groupId = await deps.database.transaction(async (tx) => {
    const known = await invites.selectInviteGroup(tx, tokenHash);
    if (known && (await selectRole(tx, known.group_id, actor.userId))) return known.group_id;
    const invite = await invites.selectInviteByHash(tx, tokenHash, now);
    if (!invite) throw new AppError('invite-invalid');
    await demandRoomForGroup(tx, actor.userId);
    const { id, group_id: groupId, role } = invite;
    if (!(await takeSeat(tx, groupId, MAX_MEMBERS)))
      throw new AppError('group-full', { params: { max: MAX_MEMBERS } });
    if (!(await invites.takeUse(tx, id, now))) throw new AppError('invite-invalid');
    if (!(await insertMember(tx, { groupId, userId: actor.userId, role, joinedAt: now }))) {
      throw new AppError('invite-invalid');
    }
    await deps.audit.record(tx, {
      action: 'member.joined',
      by: actor,
      groupId,
      subjectId: actor.userId,
      details: { role },
    });
    return groupId;
  });
  return getGroup(deps, deps.database, actor, groupId);
}
