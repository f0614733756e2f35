import type { Assertion, RequestOptions } from '@wmory/contract';
import type { Caller } from '../../caller.ts';
import { AppError } from '../../error.ts';
import type { Context } from './deps.ts';
import { checkPasskey, consumePasskey } from './passkey-use.ts';
import { isSuspended } from './policy.ts';
import { type SessionStart, toSessionStart } from './session-start.ts';
import { startSession } from './sessions.ts';
import { lockUser } from './store.ts';
import { refuseSuspended } from './suspensions.ts';

/** What a browser needs to log in with whichever passkey its owner has for this site. */
export async function preparePasskeyLogIn({ ceremonies, challenges }: Context): Promise<RequestOptions> {
  return ceremonies.requestOptions([], await challenges.make({ purpose: 'log-in', userId: null }));
}

/**
 * Starts a session for the account that the passkey names. Throws `passkey-refused` whatever is wrong with it, and
 * `account-suspended` to its owner alone.
 */
export async function logInWithPasskey(
  context: Context,
  caller: Caller,
  assertion: Assertion,
): Promise<SessionStart> {
  const use = await checkPasskey(context, assertion, { purpose: 'log-in', userId: null });
  // Nobody named an account: it is the passkey that does, by the handle that it was made with.
  if (!use || assertion.response.userHandle === undefined) throw new AppError('passkey-refused');
  const started = await context.database.transaction(async (tx) => {
    const user = await lockUser(tx, use.passkey.user_id);
    if (!user || user.verified_at === null) return null;
    if (!(await consumePasskey(context, tx, caller, use))) return null;
    // What was signed is spent all the same.
    if (isSuspended(user, context.clock())) return { user, session: null };
    return { user, session: await startSession(context, tx, caller, { user, confirmed: true }) };
  });
  if (!started) throw new AppError('passkey-refused');
  const { user, session } = started;
  refuseSuspended(context, user);
  if (!session) throw new AppError('passkey-refused');
  return toSessionStart(context, user, session);
}
