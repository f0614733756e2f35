import type { Me } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { AppError } from '../../error.ts';
import type { Context } from './deps.ts';
import { presentMe } from './present.ts';
import { selectUser, updateUser } from './store.ts';

export async function getMe({ database, suppressions }: Context, actor: Actor): Promise<Me> {
  const user = await selectUser(database, actor.userId);
  if (!user) throw new AppError('session-ended');
  return presentMe(user, await suppressions.find(database, user.email));
}

export async function updateMe(context: Context, actor: Actor, { name }: { name: string }): Promise<Me> {
  await context.database.transaction(async (tx) => {
    await updateUser(tx, actor.userId, { name });
    await context.audit.record(tx, { action: 'account.updated', by: actor, subjectId: actor.userId });
  });
  return getMe(context, actor);
}
