import type { LetterLanguage, Me } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { AppError } from '../../error.ts';
import type { Context } from './deps.ts';
import { presentMe } from './present.ts';
import { selectUser, type UserRow, updateUser } from './store.ts';
import { selectWaitingDeletion } from './store-deletions.ts';

/** The account as its owner sees it. */
export async function describeMe(context: Context, user: UserRow): Promise<Me> {
  const { database, suppressions, clock } = context;
  const trouble = await suppressions.find(database, user.email);
  return presentMe(context, user, trouble, await selectWaitingDeletion(database, user.id, clock()));
}

export async function getMe(context: Context, actor: Actor): Promise<Me> {
  const user = await selectUser(context.database, actor.userId);
  if (!user) throw new AppError('session-ended');
  return describeMe(context, user);
}

/** What of an account its owner changes at will. */
export interface ProfileChange {
  name?: string | undefined;
  /** Of letters. Nobody else sees it, so no record is made of it. */
  language?: LetterLanguage | undefined;
}

export async function updateMe(
  context: Context,
  actor: Actor,
  { name, language }: ProfileChange,
): Promise<Me> {
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(language === undefined ? {} : { language }),
  };
  if (Object.keys(change).length > 0)
    await context.database.transaction(async (tx) => {
      await updateUser(tx, actor.userId, change);
      if (name !== undefined)
        await context.audit.record(tx, { action: 'account.updated', by: actor, subjectId: actor.userId });
    });
  return getMe(context, actor);
}
