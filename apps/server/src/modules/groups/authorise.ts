import type { Role } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Queryable } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { type Authorized, isAtLeast, prove } from './proof.ts';
import { selectRole } from './store.ts';

/**
 * Looks the actor's membership up. Throws `not-found` to outsiders, whether or not there is such a group, and
 * `forbidden` to members whose role is too low.
 */
export async function authorise<R extends Role>(
  db: Queryable,
  actor: Pick<Actor, 'userId'>,
  groupId: string,
  atLeast: R,
): Promise<Authorized<'group', R>> {
  const membership = await selectRole(db, groupId, actor.userId);
  if (!membership) throw new AppError('not-found');
  if (!isAtLeast(membership.role, atLeast)) throw new AppError('forbidden');
  return prove<R>(groupId, actor.userId, membership.role);
}
