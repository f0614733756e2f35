import type { Caller } from '../../caller.ts';
import { AppError } from '../../error.ts';
import type { Context } from './deps.ts';
import { type SessionStart, toSessionStart } from './session-start.ts';
import { startSession } from './sessions.ts';
import { lockUser, selectUserByEmail } from './store.ts';
import { refuseSuspended } from './suspensions.ts';

/** Guesses at the password of one address, whether or not there is an account, share this key. */
export const guessesAt = (email: string): string => `password:${email}`;

/**
 * Starts a session. Throws `wrong-credentials` alike for an unknown address and a wrong password, and takes as long;
 * `email-unverified` and `account-suspended` only to who knows the password; `too-many-attempts`.
 */
export async function logIn(
  context: Context,
  caller: Caller,
  { email, password }: { email: string; password: string },
): Promise<SessionStart> {
  const { database, passwords, attempts } = context;
  const known = await attempts.guess(guessesAt(email), async () => {
    const user = await selectUserByEmail(database, email);
    const fits = await passwords.verify(user?.password_hash ?? null, password);
    return user && fits ? user : null;
  });
  if (!known) throw new AppError('wrong-credentials');
  if (known.verified_at === null) throw new AppError('email-unverified');
  refuseSuspended(context, known);
  const session = await database.transaction(async (tx) => {
    // A password that changed while it was being checked starts no session that outlives the change.
    const user = await lockUser(tx, known.id);
    if (user?.password_hash !== known.password_hash) return null;
    refuseSuspended(context, user);
    return startSession(context, tx, caller, { user, confirmed: true });
  });
  if (!session) throw new AppError('wrong-credentials');
  return toSessionStart(context, known, session);
}
