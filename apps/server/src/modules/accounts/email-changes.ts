import type { EmailChange } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { requireConfirmed } from './confirmation.ts';
import type { Context } from './deps.ts';
import { EMAIL_CHANGE_TTL, untilEmailAsk } from './policy.ts';
import { lockUser, type UserRow } from './store.ts';
import * as store from './store-email-changes.ts';
import { spendTokens } from './store-letters.ts';

const present = ({ new_email, asked_at, expires_at }: store.EmailChangeRow): EmailChange => ({
  email: new_email,
  askedAt: toMoment(asked_at),
  expiresAt: toMoment(expires_at),
});

/** The change that waits to be confirmed; null where none does. */
export async function getEmailChange(
  { database, clock }: Context,
  { userId }: Actor,
): Promise<EmailChange | null> {
  const waiting = await store.selectWaitingChange(database, userId, clock());
  return waiting ? present(waiting) : null;
}

/** What is asked side by side waits here, so that it is counted. Throws `session-ended`. */
async function lockOwn(tx: Tx, { userId }: Actor): Promise<UserRow> {
  const user = await lockUser(tx, userId);
  if (!user) throw new AppError('session-ended');
  return user;
}

/** Throws `rate-limited`. */
async function demandPatience(tx: Tx, userId: string, now: number): Promise<void> {
  const wait = untilEmailAsk(await store.selectEmailChanges(tx, userId), now);
  if (wait > 0) throw new AppError('rate-limited', { retryAfter: Math.ceil(wait / 1000) });
}

async function findWaiting(tx: Tx, userId: string, now: number): Promise<store.EmailChangeRow> {
  const waiting = await store.selectWaitingChange(tx, userId, now);
  if (!waiting) throw new AppError('not-found');
  return waiting;
}

/**
 * Owes the letters to the new address and to the old one; a change that waits gives way. Nothing here looks at who has
 * the new address: its letter is the first to know. Throws `confirmation-required`, `address-not-admitted`,
 * `address-refused`, `email-unchanged`, `rate-limited`.
 */
export async function requestEmailChange(
  context: Context,
  actor: Actor,
  { email }: { email: string },
): Promise<EmailChange> {
  const { database, clock, outbox, audit } = context;
  await requireConfirmed(context, actor);
  context.admission.demandAddress(email);
  return database.transaction(async (tx) => {
    const now = clock();
    const user = await lockOwn(tx, actor);
    if (user.email === email) throw new AppError('email-unchanged');
    await demandPatience(tx, user.id, now);
    await store.endEmailChanges(tx, user.id, now);
    await spendTokens(tx, user.id, ['change'], now);
    const row: store.EmailChangeRow = {
      id: uuidv7(),
      user_id: user.id,
      session_id: actor.sessionId,
      old_email: user.email,
      new_email: email,
      created_at: now,
      asked_at: now,
      asks: 1,
      expires_at: now + EMAIL_CHANGE_TTL,
      made_at: null,
      ended_at: null,
    };
    await store.insertEmailChange(tx, row);
    await audit.record(tx, { action: 'account.email-change-asked', by: actor, subjectId: user.id });
    await outbox.owe(tx, user.id, 'email-change', row.id);
    await outbox.owe(tx, user.id, 'email-change-notice', row.id);
    return present(row);
  });
}

/** Owes the letter to the new address again; the change ends when it would have. Throws `not-found`, `rate-limited`. */
export async function resendEmailChange(
  { database, clock, outbox, audit }: Context,
  actor: Actor,
): Promise<EmailChange> {
  return database.transaction(async (tx) => {
    const now = clock();
    const user = await lockOwn(tx, actor);
    const waiting = await findWaiting(tx, user.id, now);
    await demandPatience(tx, user.id, now);
    const again = { asked_at: now, asks: waiting.asks + 1 };
    await store.updateEmailChange(tx, waiting.id, again);
    await audit.record(tx, { action: 'account.email-change-asked', by: actor, subjectId: user.id });
    await outbox.owe(tx, user.id, 'email-change', waiting.id);
    return present({ ...waiting, ...again });
  });
}

/** Throws `not-found`. */
export async function cancelEmailChange({ database, clock, audit }: Context, actor: Actor): Promise<void> {
  await database.transaction(async (tx) => {
    const now = clock();
    const user = await lockOwn(tx, actor);
    await findWaiting(tx, user.id, now);
    await store.endEmailChanges(tx, user.id, now);
    await spendTokens(tx, user.id, ['change'], now);
    await audit.record(tx, { action: 'account.email-change-cancelled', by: actor, subjectId: user.id });
  });
}
