import type { Assertion, RequestOptions } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { AppError } from '../../error.ts';
import type { Context } from './deps.ts';
import { guessOwnPassword } from './own-password.ts';
import { checkPasskey, consumePasskey } from './passkey-use.ts';
import { isConfirmed } from './policy.ts';
import { selectPasskeys } from './store-passkeys.ts';
import { confirmSession, selectSession } from './store-sessions.ts';

/** By what somebody shows to be the owner of an account. */
export type IdentityProof = { password: string } | { passkey: Assertion };

/**
 * Demands that the session's owner has shown a short while ago to be it: a device that lies about unlocked, or a token
 * that was stolen, must not change how the account is opened. Throws `confirmation-required`.
 */
export async function requireConfirmed({ database, clock }: Context, actor: Actor): Promise<void> {
  const session = await selectSession(database, actor.sessionId);
  if (!session || !isConfirmed(session, clock())) throw new AppError('confirmation-required');
}

/** What a browser needs to confirm by one of the actor's passkeys. */
export async function prepareConfirmation(
  { database, ceremonies, challenges }: Context,
  { userId }: Actor,
): Promise<RequestOptions> {
  const known = await selectPasskeys(database, userId);
  return ceremonies.requestOptions(known, await challenges.make({ purpose: 'confirm', userId }));
}

/** Throws `wrong-credentials`, `passkey-refused`, `too-many-attempts`. */
export async function confirmIdentity(context: Context, actor: Actor, proof: IdentityProof): Promise<void> {
  const { database, clock } = context;
  if ('password' in proof) {
    await guessOwnPassword(context, actor.userId, proof.password);
    await database.transaction((tx) => confirmSession(tx, actor.sessionId, clock()));
    return;
  }
  const use = await checkPasskey(context, proof.passkey, { purpose: 'confirm', userId: actor.userId });
  if (use?.passkey.user_id !== actor.userId) throw new AppError('passkey-refused');
  const isGood = await database.transaction(async (tx) => {
    if (!(await consumePasskey(context, tx, actor, use))) return false;
    await confirmSession(tx, actor.sessionId, clock());
    return true;
  });
  if (!isGood) throw new AppError('passkey-refused');
}
