import type { Caller } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { Context } from './deps.ts';
import { isSuspended, UNUSABLE_PASSWORD } from './policy.ts';
import { type SessionStart, toSessionStart } from './session-start.ts';
import { startSession } from './sessions.ts';
import { lockUser, selectUserByEmail, type UserRow, updateUser } from './store.ts';
import { spendToken, spendTokens, type TokenRow } from './store-letters.ts';

/** The digits with the address they went to, or the token of the link. */
export type EmailProof = { email: string; code: string } | { token: string };

/** Marks the address as confirmed, once; the other verification letters are of no use any more. */
export async function confirmAddress(context: Context, tx: Tx, caller: Caller, user: UserRow): Promise<void> {
  const now = context.clock();
  await spendTokens(tx, user.id, ['verify'], now);
  if (user.verified_at !== null) return;
  await updateUser(tx, user.id, { verified_at: now });
  const by = { ...caller, userId: user.id };
  await context.audit.record(tx, { action: 'account.verified', by, subjectId: user.id });
}

async function findToken({ emailTokens }: Context, tx: Tx, proof: EmailProof): Promise<TokenRow | undefined> {
  if ('token' in proof) return emailTokens.findByLink(tx, 'verify', proof.token);
  const user = await selectUserByEmail(tx, proof.email);
  return user && emailTokens.tryCode(tx, user.id, proof.code);
}

/** Null when the proof is none; the wrong try is counted all the same, so this must not throw then. */
async function verify(context: Context, caller: Caller, proof: EmailProof) {
  return context.database.transaction(async (tx) => {
    const token = await findToken(context, tx, proof);
    if (!token || !(await spendToken(tx, token.id, context.clock()))) return null;
    const user = await lockUser(tx, token.user_id);
    if (!user || isSuspended(user, context.clock())) return null;
    await confirmAddress(context, tx, caller, user);
    // Nobody's password was trusted: this letter lets the owner choose one.
    if (user.password_hash === UNUSABLE_PASSWORD) await context.outbox.owe(tx, user.id, 'reset-password');
    return { user, session: await startSession(context, tx, caller, { user, confirmed: false }) };
  });
}

/** Confirms the address and starts a session. Throws `code-invalid`, and `too-many-attempts` to guesses at codes. */
export async function verifyEmail(
  context: Context,
  caller: Caller,
  proof: EmailProof,
): Promise<SessionStart> {
  const started =
    'token' in proof
      ? await verify(context, caller, proof)
      : await context.attempts.guess(`code:${proof.email}`, () => verify(context, caller, proof));
  if (!started) throw new AppError('code-invalid');
  return toSessionStart(context, started.user, started.session);
}
