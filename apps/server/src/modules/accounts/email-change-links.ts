import type { EmailReturn } from '@wmory/contract';
import type { Caller } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { takeBackDeletion } from './deletions.ts';
import type { Context } from './deps.ts';
import { isSuspended, UNUSABLE_PASSWORD } from './policy.ts';
import { deleteUnconfirmedUser, lockUser, setEmail, type UserRow, updateUser } from './store.ts';
import * as store from './store-email-changes.ts';
import { spendReturns, spendToken, spendTokens } from './store-letters.ts';
import { deletePasskeysSince } from './store-passkeys.ts';
import { endSessions } from './store-sessions.ts';

/** Gives the account an address whose mailbox its owner has shown to read. Throws `email-taken`. */
async function takeEmail(tx: Tx, userId: string, email: string): Promise<void> {
  await deleteUnconfirmedUser(tx, email);
  if (!(await setEmail(tx, userId, email))) throw new AppError('email-taken');
}

/**
 * Makes the change that the token is for: letters from then on go to the new address, and every session but the one that
 * asked ends. A change that was given up, or whose session has ended, is none. Throws `code-invalid`; `email-taken`,
 * which leaves the token usable.
 */
export async function confirmEmailChange(
  context: Context,
  caller: Caller,
  { token }: { token: string },
): Promise<{ email: string }> {
  const { database, emailTokens, clock, audit } = context;
  const found = await emailTokens.findByLink(database, 'change', token);
  if (!found) throw new AppError('code-invalid');
  return database.transaction(async (tx) => {
    const now = clock();
    const user = await lockUser(tx, found.user_id);
    if (!user || isSuspended(user, now)) throw new AppError('code-invalid');
    const change = await store.selectWaitingChange(tx, user.id, now);
    // Made while another change took the place of its own, a token is of no use.
    if (!change || change.id !== found.about || change.old_email !== user.email)
      throw new AppError('code-invalid');
    if (!(await spendToken(tx, found.id, now))) throw new AppError('code-invalid');
    await takeEmail(tx, user.id, change.new_email);
    await store.updateEmailChange(tx, change.id, { made_at: now });
    // They went to the old address.
    await spendTokens(tx, user.id, ['verify', 'reset', 'change'], now);
    const endedSessions = await endSessions(tx, user.id, now, { except: change.session_id });
    await audit.record(tx, {
      action: 'account.email-changed',
      by: { ...caller, userId: user.id },
      subjectId: user.id,
      details: { endedSessions },
    });
    return { email: change.new_email };
  });
}

/** Undoes what was done since the change was asked for; whoever did it keeps no way in, and the account stays. Throws `email-taken`. */
async function restore(
  context: Context,
  tx: Tx,
  caller: Caller,
  { user, change }: { user: UserRow; change: store.EmailChangeRow },
): Promise<void> {
  const now = context.clock();
  await takeEmail(tx, user.id, change.old_email);
  await updateUser(tx, user.id, { password_hash: UNUSABLE_PASSWORD });
  const removedPasskeys = await deletePasskeysSince(tx, user.id, change.created_at);
  const endedSessions = await endSessions(tx, user.id, now);
  await takeBackDeletion(context, tx, { ...caller, userId: user.id });
  await context.audit.record(tx, {
    action: 'account.email-restored',
    by: { ...caller, userId: user.id },
    subjectId: user.id,
    details: { endedSessions, removedPasskeys },
  });
}

/**
 * Keeps the address that the letter went to: gives up a change that waits, or undoes all that were made since. Ways back
 * of earlier changes go on working, since whoever took the account may have changed the address more than once. Throws
 * `code-invalid`; `email-taken`, which leaves the token usable.
 */
export async function returnEmail(
  context: Context,
  caller: Caller,
  { token }: { token: string },
): Promise<EmailReturn> {
  const { database, emailTokens, clock, audit } = context;
  const found = await emailTokens.findByLink(database, 'return', token);
  if (!found) throw new AppError('code-invalid');
  return database.transaction(async (tx) => {
    const now = clock();
    const user = await lockUser(tx, found.user_id);
    const known = await store.selectEmailChanges(tx, found.user_id);
    const change = known.find(({ id }) => id === found.about);
    if (!user || !change || !(await spendToken(tx, found.id, now))) throw new AppError('code-invalid');
    const outcome = user.email === change.old_email ? 'cancelled' : 'restored';
    if (outcome === 'restored') await restore(context, tx, caller, { user, change });
    else
      await audit.record(tx, {
        action: 'account.email-change-cancelled',
        by: { ...caller, userId: user.id },
        subjectId: user.id,
      });
    await store.endEmailChanges(tx, user.id, now, { madeSince: change.created_at });
    await spendTokens(tx, user.id, ['verify', 'change'], now);
    const since = known.filter(({ created_at }) => created_at >= change.created_at);
    await spendReturns(
      tx,
      user.id,
      since.map(({ id }) => id),
      now,
    );
    return { outcome, resetToken: await emailTokens.mintReset(tx, user.id) };
  });
}
