import type { Group, GroupRules } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import type { Queryable, Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { authorise } from './authorise.ts';
import type { GroupDeps } from './deps.ts';
import { initialRules, MAX_GROUPS } from './policy.ts';
import { presentGroups } from './present.ts';
import { columnsOf, rulesOf } from './rules.ts';
import {
  closeGroup,
  countMemberships,
  insertGroup,
  lockGroup,
  selectMembership,
  selectMemberships,
  updateGroup,
} from './store.ts';
import { insertMember } from './store-members.ts';

/** One group as the actor sees it; throws `not-found` to outsiders. */
export async function getGroup(
  deps: GroupDeps,
  db: Queryable,
  actor: Actor,
  groupId: string,
): Promise<Group> {
  const row = await selectMembership(db, groupId, actor.userId);
  const [group] = row ? await presentGroups(deps, db, actor.userId, [row]) : [];
  if (!group) throw new AppError('not-found');
  return group;
}

export async function listGroups(deps: GroupDeps, actor: Actor): Promise<Group[]> {
  const rows = await selectMemberships(deps.database, actor.userId);
  return presentGroups(deps, deps.database, actor.userId, rows);
}

/** Throws `too-many-groups` when the actor is in as many as one can be. */
export async function demandRoomForGroup(tx: Tx, userId: string): Promise<void> {
  if ((await countMemberships(tx, userId)) >= MAX_GROUPS)
    throw new AppError('too-many-groups', { params: { max: MAX_GROUPS } });
}

export async function createGroup(deps: GroupDeps, actor: Actor, input: { name: string }): Promise<Group> {
  const id = uuidv7();
  const now = deps.clock();
  await deps.database.transaction(async (tx) => {
    await demandRoomForGroup(tx, actor.userId);
    await insertGroup(tx, {
      id,
      name: input.name,
      cover_photo_id: null,
      created_by: actor.userId,
      created_at: now,
      active_at: now,
      member_count: 1,
      photo_count: 0,
      deleted_at: null,
      ...columnsOf(initialRules),
    });
    await insertMember(tx, { groupId: id, userId: actor.userId, role: 'owner', joinedAt: now });
    await deps.audit.record(tx, {
      action: 'group.created',
      by: actor,
      groupId: id,
      details: { name: input.name },
    });
  });
  return getGroup(deps, deps.database, actor, id);
}

export async function changeGroup(
  deps: GroupDeps,
  actor: Actor,
  groupId: string,
  change: { name?: string | undefined; coverPhotoId?: string | null | undefined },
): Promise<Group> {
  await deps.database.transaction(async (tx) => {
    const proof = await authorise(tx, actor, groupId, 'admin');
    const { name, coverPhotoId } = change;
    if (coverPhotoId && !(await deps.covers.has(tx, proof, coverPhotoId))) throw new AppError('not-found');
    await updateGroup(tx, groupId, {
      ...(name !== undefined && { name }),
      ...(coverPhotoId !== undefined && { cover_photo_id: coverPhotoId }),
    });
    await deps.audit.record(tx, {
      action: 'group.updated',
      by: actor,
      groupId,
      details: { ...(name !== undefined && { name }), ...(coverPhotoId && { coverPhotoId }) },
    });
  });
  return getGroup(deps, deps.database, actor, groupId);
}

/** Changes how the group is run; what does not change is not recorded. */
export async function changeRules(
  deps: GroupDeps,
  actor: Actor,
  groupId: string,
  wish: { [R in keyof GroupRules]?: GroupRules[R] | undefined },
): Promise<Group> {
  await deps.database.transaction(async (tx) => {
    const group = await lockGroup(tx, groupId);
    await authorise(tx, actor, groupId, 'owner');
    if (!group) throw new AppError('not-found');
    const before = rulesOf(group);
    const changes = Object.fromEntries(
      Object.entries(wish).filter(
        ([rule, to]) => to !== undefined && before[rule as keyof GroupRules] !== to,
      ),
    ) as Partial<GroupRules>;
    if (Object.keys(changes).length === 0) return;
    await updateGroup(tx, groupId, columnsOf({ ...before, ...changes }));
    await deps.audit.record(tx, { action: 'group.rules-changed', by: actor, groupId, details: changes });
  });
  return getGroup(deps, deps.database, actor, groupId);
}

/** Ends the group for everyone at once; a sweep purges its photos. */
export async function deleteGroup(deps: GroupDeps, actor: Actor, groupId: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    await lockGroup(tx, groupId);
    await authorise(tx, actor, groupId, 'owner');
    await closeGroup(tx, groupId, deps.clock());
    await deps.audit.record(tx, { action: 'group.deleted', by: actor, groupId });
  });
}
