import type { Role } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Queryable } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { groupAbilities } from './policy.ts';
import { type Authorized, isAtLeast, type MayUpload, prove } from './proof.ts';
import { rulesOf } from './rules.ts';
import { selectStanding } from './store-members.ts';

type Person = Pick<Actor, 'userId'>;

/**
 * Looks the actor's membership up. Throws `not-found` to outsiders, whether or not there is such a group, and
 * `forbidden` to members whose role is too low.
 */
export async function authorise<R extends Role>(
  db: Queryable,
  { userId }: Person,
  groupId: string,
  atLeast: R,
): Promise<Authorized<'group', R>> {
  const standing = await selectStanding(db, groupId, userId);
  if (!standing) throw new AppError('not-found');
  if (!isAtLeast(standing.role, atLeast)) throw new AppError('forbidden');
  const { role, has_blocks } = standing;
  return prove({ groupId, userId, role, rules: rulesOf(standing), hasBlocks: has_blocks === 1 });
}

/** As `authorise`, for those who may add photos by their role and the rules of the group. */
export async function authoriseUpload(db: Queryable, actor: Person, groupId: string): Promise<MayUpload> {
  const standing = await authorise(db, actor, groupId, 'viewer');
  if (!groupAbilities(standing.role, standing.rules).upload) throw new AppError('forbidden');
  return prove(standing);
}
