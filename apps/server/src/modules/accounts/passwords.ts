import type { Actor, Caller } from '../../caller.ts';
import { AppError } from '../../error.ts';
import { noSoonerThan } from './answer-floor.ts';
import { isCommonPassword } from './common-passwords.ts';
import type { Context } from './deps.ts';
import { guessesAt } from './log-in.ts';
import { guessOwnPassword } from './own-password.ts';
import { lockUser, selectUser, selectUserByEmail, updateUser } from './store.ts';
import { endEmailChanges } from './store-email-changes.ts';
import { spendToken, spendTokens } from './store-letters.ts';
import { endSessions } from './store-sessions.ts';
import { confirmAddress } from './verify-email.ts';

/** Sends a letter with a link to set a new password, if there is an account. */
export async function forgotPassword(context: Context, { email }: { email: string }): Promise<void> {
  await noSoonerThan(context.answerFloor, async () => {
    const user = await selectUserByEmail(context.database, email);
    if (user) await context.database.transaction((tx) => context.outbox.owe(tx, user.id, 'reset-password'));
  });
}

/**
 * Sets a password with the token of a letter and ends every session. The letter came to the address, so it counts
 * as confirmed. Throws `code-invalid`; `password-common`, which leaves the token usable.
 */
export async function resetPassword(
  context: Context,
  caller: Caller,
  { token, password }: { token: string; password: string },
): Promise<void> {
  const { database, emailTokens, clock } = context;
  const found = await emailTokens.findByLink(database, 'reset', token);
  const known = found && (await selectUser(database, found.user_id));
  if (!known) throw new AppError('code-invalid');
  if (isCommonPassword(password, known.email)) throw new AppError('password-common');
  const password_hash = await context.passwords.hash(password);
  await database.transaction(async (tx) => {
    const now = clock();
    const user = await lockUser(tx, known.id);
    if (!user || !(await spendToken(tx, found.id, now))) throw new AppError('code-invalid');
    await updateUser(tx, user.id, { password_hash });
    await confirmAddress(context, tx, caller, user);
    const endedSessions = await endSessions(tx, user.id, now);
    await endEmailChanges(tx, user.id, now);
    await context.audit.record(tx, {
      action: 'account.password-reset',
      by: { ...caller, userId: user.id },
      subjectId: user.id,
      details: { endedSessions },
    });
    await context.outbox.owe(tx, user.id, 'password-changed');
  });
  // Strangers' guesses do not keep the owner out, who has just shown to be it.
  await context.attempts.forget(guessesAt(known.email));
}

/** Ends every other session. Throws `wrong-credentials`, `password-common`, `too-many-attempts`. */
export async function changePassword(
  context: Context,
  actor: Actor,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<void> {
  const { database, passwords, clock } = context;
  const known = await guessOwnPassword(context, actor.userId, currentPassword);
  if (isCommonPassword(newPassword, known.email)) throw new AppError('password-common');
  const password_hash = await passwords.hash(newPassword);
  await database.transaction(async (tx) => {
    const now = clock();
    const user = await lockUser(tx, known.id);
    if (user?.password_hash !== known.password_hash) throw new AppError('wrong-credentials');
    await updateUser(tx, user.id, { password_hash });
    await spendTokens(tx, user.id, ['reset'], now);
    const endedSessions = await endSessions(tx, user.id, now, { except: actor.sessionId });
    await context.audit.record(tx, {
      action: 'account.password-changed',
      by: actor,
      subjectId: user.id,
      details: { endedSessions },
    });
    await context.outbox.owe(tx, user.id, 'password-changed');
  });
}
