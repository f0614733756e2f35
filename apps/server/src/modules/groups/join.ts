import type { GivenRole, JoinAnswer } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { keyedHash } from '../../secrets.ts';
import type { GroupDeps } from './deps.ts';
import { takeBackExit } from './exits.ts';
import { demandRoomForGroup, getGroup } from './groups.ts';
import { findUsable, isRefused } from './invites.ts';
import { JOIN_REQUEST_LIFE, MAX_JOIN_REQUESTS, MAX_MEMBERS, MAX_OWN_JOIN_REQUESTS } from './policy.ts';
import { presentMyRequest } from './present.ts';
import { type GroupRow, lockGroup, takeSeat } from './store.ts';
import { isBanned } from './store-bans.ts';
import { selectInviteGroup, takeUse } from './store-invites.ts';
import { insertMember, lockMember } from './store-members.ts';
import {
  countRequests,
  deleteRequest,
  insertRequest,
  lockRequest,
  type RequestRow,
  selectOwnRequests,
} from './store-requests.ts';

/**
 * Gives the person a seat in a group that the transaction has locked. Throws `group-full`. What they asked or left
 * behind earlier is settled with it.
 */
export async function admit(
  deps: GroupDeps,
  tx: Tx,
  { groupId, userId, role }: { groupId: string; userId: string; role: GivenRole },
): Promise<void> {
  if (!(await takeSeat(tx, groupId, MAX_MEMBERS)))
    throw new AppError('group-full', { params: { max: MAX_MEMBERS } });
  if (!(await insertMember(tx, { groupId, userId, role, joinedAt: deps.clock() })))
    throw new Error('someone who is no member is one');
  await deleteRequest(tx, groupId, userId);
  await takeBackExit(deps, tx, { groupId, userId });
}

/** What an invite gives, once a use of it is taken. */
type Ticket = Pick<RequestRow, 'invite_id' | 'invited_by' | 'role'>;

async function takeTicket(
  tx: Tx,
  group: GroupRow,
  { tokenHash, userId, now }: { tokenHash: string; userId: string; now: number },
): Promise<Ticket> {
  const invite = await findUsable(tx, group, tokenHash, now);
  if (!invite || (await isRefused(tx, userId, invite)) || !(await takeUse(tx, invite.id, now)))
    throw new AppError('invite-invalid');
  return { invite_id: invite.id, invited_by: invite.created_by, role: invite.role };
}

/**
 * Follows an invite: into the group, or where admins let in, to a request. Members are answered the group and spend no
 * use, even when the invite has ended; who asks already, or was declined lately, the request that is there. Who is
 * banned, or blocks who made the invite, is told what a wrong link is.
 */
export async function joinGroup(deps: GroupDeps, actor: Actor, token: string): Promise<JoinAnswer> {
  const tokenHash = keyedHash(deps.inviteKey, token);
  const known = await selectInviteGroup(deps.database, tokenHash);
  if (!known) throw new AppError('invite-invalid');
  const { group_id: groupId } = known;
  const { userId } = actor;
  const request = await deps.database.transaction(async (tx) => {
    const group = await lockGroup(tx, groupId);
    if (!group) throw new AppError('invite-invalid');
    if (await lockMember(tx, groupId, userId)) return null;
    if (await isBanned(tx, groupId, userId)) throw new AppError('invite-invalid');
    const now = deps.clock();
    const byApproval = group.rule_joining === 'approval';
    const asked = await lockRequest(tx, groupId, userId);
    const standing = asked && asked.ends_at > now ? asked : null;
    if (standing && byApproval) return standing;
    await demandRoomForGroup(tx, userId);
    // Whoever still waits when everybody is let in has taken their use of the invite already.
    const ticket =
      standing?.state === 'pending' ? standing : await takeTicket(tx, group, { tokenHash, userId, now });
    if (byApproval) return ask(deps, tx, actor, { group, ticket, now });
    const { role } = ticket;
    await admit(deps, tx, { groupId, userId, role });
    const joined = { action: 'member.joined', by: actor, groupId, subjectId: userId } as const;
    await deps.audit.record(tx, { ...joined, details: { role } });
    return null;
  });
  if (request) return { outcome: 'asked', request: presentMyRequest(request) };
  return { outcome: 'joined', group: await getGroup(deps, deps.database, actor, groupId) };
}

async function ask(
  { audit, joinNews }: GroupDeps,
  tx: Tx,
  actor: Actor,
  { group, ticket, now }: { group: GroupRow; ticket: Ticket; now: number },
): Promise<RequestRow> {
  const own = (await selectOwnRequests(tx, actor.userId, now)).filter(({ state }) => state === 'pending');
  if (own.length >= MAX_OWN_JOIN_REQUESTS)
    throw new AppError('too-many-join-requests', { params: { max: MAX_OWN_JOIN_REQUESTS } });
  const open = (await countRequests(tx, [group.id], now)).get(group.id) ?? 0;
  if (open >= MAX_JOIN_REQUESTS)
    throw new AppError('too-many-join-requests', { params: { max: MAX_JOIN_REQUESTS } });
  const request: RequestRow = {
    ...ticket,
    id: uuidv7(),
    group_id: group.id,
    user_id: actor.userId,
    group_name: group.name,
    state: 'pending',
    asked_at: now,
    ends_at: now + JOIN_REQUEST_LIFE,
  };
  // One that has lapsed may not have been swept yet.
  await deleteRequest(tx, group.id, actor.userId);
  await insertRequest(tx, request);
  await audit.record(tx, { action: 'join.asked', by: actor, groupId: group.id, subjectId: actor.userId });
  await joinNews?.asked(tx, group.id);
  return request;
}
