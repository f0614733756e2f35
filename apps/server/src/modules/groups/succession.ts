import type { Person } from '@wmory/contract';
import type { Actor, Caller } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { authorise } from './authorise.ts';
import type { GroupDeps } from './deps.ts';
import { chooseHeir } from './policy.ts';
import { lockMembers, selectMembers, selectSuspended, updateRole } from './store-members.ts';

/** Who would own the group if its owner went now; null: nobody else is in it. */
export async function getSuccession(
  { database }: GroupDeps,
  actor: Actor,
  groupId: string,
): Promise<{ heir: Person | null }> {
  const proof = await authorise(database, actor, groupId, 'viewer');
  const others = (await selectMembers(database, proof)).filter(({ role }) => role !== 'owner');
  const suspended = await selectSuspended(
    database,
    others.map(({ user_id }) => user_id),
  );
  const heir = chooseHeir(others, suspended);
  return { heir: heir ? { id: heir.user_id, name: heir.name } : null };
}

/** Makes the next in line the owner in place of the one who goes; false when nobody else is in the group. */
export async function passOn(
  { audit }: GroupDeps,
  tx: Tx,
  { groupId, ownerId, by }: { groupId: string; ownerId: string; by: Caller | null },
): Promise<boolean> {
  const others = (await lockMembers(tx, groupId)).filter(({ user_id }) => user_id !== ownerId);
  const suspended = await selectSuspended(
    tx,
    others.map(({ user_id }) => user_id),
  );
  const heir = chooseHeir(others, suspended);
  if (!heir) return false;
  const subjectId = heir.user_id;
  if (!(await updateRole(tx, groupId, subjectId, heir.role, 'owner')))
    throw new Error('a locked membership has changed');
  await audit.record(tx, { action: 'group.inherited', by, groupId, subjectId });
  return true;
}
