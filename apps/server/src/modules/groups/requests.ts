import type { JoinRequest, Member, MyJoinRequest } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { authorise } from './authorise.ts';
import type { GroupDeps } from './deps.ts';
import { admit } from './join.ts';
import { DECLINE_LIFE, givableRoles, MAX_GROUPS } from './policy.ts';
import { presentMember, presentMyRequest, presentRequest } from './present.ts';
import type { Authorized } from './proof.ts';
import { countMemberships, lockGroup } from './store.ts';
import { giveBackUse } from './store-invites.ts';
import { selectMember } from './store-members.ts';
import {
  declineRequest,
  deleteLapsedRequests,
  lockRequest,
  type RequestRow,
  selectOwnRequests,
  selectRequest,
  selectRequests,
  takeRequest,
} from './store-requests.ts';

const BATCH = 200;

interface RequestParams {
  groupId: string;
  requestId: string;
}

export async function listJoinRequests(
  deps: GroupDeps,
  actor: Actor,
  groupId: string,
): Promise<JoinRequest[]> {
  const { database, clock } = deps;
  const proof = await authorise(database, actor, groupId, 'admin');
  return (await selectRequests(database, groupId, clock())).map((row) => presentRequest(deps, proof, row));
}

export async function listMyJoinRequests(
  { database, clock }: GroupDeps,
  actor: Actor,
): Promise<MyJoinRequest[]> {
  return (await selectOwnRequests(database, actor.userId, clock())).map(presentMyRequest);
}

/** The request, in a group that is locked by the transaction; throws `not-found` where it is of another. */
async function findRequest(
  tx: Tx,
  actor: Actor,
  { groupId, requestId }: RequestParams,
): Promise<{ proof: Authorized<'group', 'admin'>; request: RequestRow }> {
  await lockGroup(tx, groupId);
  const proof = await authorise(tx, actor, groupId, 'admin');
  const request = await selectRequest(tx, requestId);
  if (request?.group_id !== groupId) throw new AppError('not-found');
  return { proof, request };
}

/** Lets someone in with the role of their invite; throws `forbidden` where that is not the actor's to give. */
export async function approveJoinRequest(
  deps: GroupDeps,
  actor: Actor,
  params: RequestParams,
): Promise<Member> {
  return deps.database.transaction(async (tx) => {
    const { proof, request } = await findRequest(tx, actor, params);
    const { group_id: groupId, user_id: userId, role } = request;
    if (!givableRoles(proof.role).includes(role)) throw new AppError('forbidden');
    if (!(await takeRequest(tx, request.id, deps.clock()))) throw new AppError('not-found');
    if ((await countMemberships(tx, userId)) >= MAX_GROUPS)
      throw new AppError('person-in-too-many-groups', { params: { max: MAX_GROUPS } });
    await admit(deps, tx, { groupId, userId, role });
    await deps.audit.record(tx, {
      action: 'join.approved',
      by: actor,
      groupId,
      subjectId: userId,
      details: { role },
    });
    await deps.joinNews?.accepted(tx, { groupId, userId });
    const member = await selectMember(tx, proof, userId);
    if (!member) throw new Error('the member who was just let in is not there');
    return presentMember(deps, proof, member);
  });
}

export async function declineJoinRequest(
  deps: GroupDeps,
  actor: Actor,
  params: RequestParams,
): Promise<void> {
  const now = deps.clock();
  await deps.database.transaction(async (tx) => {
    const { request } = await findRequest(tx, actor, params);
    const { id, group_id: groupId, user_id: subjectId } = request;
    if (!(await declineRequest(tx, id, { now, endsAt: now + DECLINE_LIFE }))) throw new AppError('not-found');
    await deps.audit.record(tx, { action: 'join.declined', by: actor, groupId, subjectId });
  });
}

/** Declines what someone asks for who is banned: it looks to them as any refusal does. */
export async function refuseRequest(
  { clock }: GroupDeps,
  tx: Tx,
  { groupId, userId }: { groupId: string; userId: string },
): Promise<void> {
  const request = await lockRequest(tx, groupId, userId);
  const now = clock();
  if (request) await declineRequest(tx, request.id, { now, endsAt: now + DECLINE_LIFE });
}

/** Takes the actor's own open request back; the use of the invite that it took is free again. */
export async function withdrawJoinRequest(deps: GroupDeps, actor: Actor, requestId: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const request = await selectRequest(tx, requestId);
    if (request?.user_id !== actor.userId) throw new AppError('not-found');
    const { group_id: groupId, invite_id: inviteId } = request;
    if (!(await takeRequest(tx, requestId, deps.clock()))) throw new AppError('not-found');
    await giveBackUse(tx, inviteId);
    await deps.audit.record(tx, {
      action: 'join.withdrawn',
      by: actor,
      groupId,
      subjectId: actor.userId,
    });
  });
}

export const expireJoinRequests = ({ database, clock }: GroupDeps): Promise<number> =>
  database.transaction((tx) => deleteLapsedRequests(tx, clock(), BATCH));
