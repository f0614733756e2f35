import { createHash } from 'node:crypto';
import type { Assertion } from '@wmory/contract';
import type { Caller } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import type { Context } from './deps.ts';
import type { ChallengeUse } from './passkey-challenges.ts';
import { type PasskeyRow, selectPasskeyByHash, usePasskey } from './store-passkeys.ts';

/** As it is looked up. */
export const hashCredential = (credentialId: string): string =>
  createHash('sha256').update(credentialId).digest('hex');

/** A passkey that has signed a challenge, with what its authenticator said of itself. */
export interface PasskeyUse {
  passkey: PasskeyRow;
  counter: number;
  synced: number;
}

/** Null unless a passkey that is known has signed a challenge made for this, which is spent in any case. */
export async function checkPasskey(
  { database, ceremonies, challenges }: Context,
  assertion: Assertion,
  use: ChallengeUse,
): Promise<PasskeyUse | null> {
  const challenge = await challenges.take(assertion.response.clientDataJSON, use);
  const passkey = challenge && (await selectPasskeyByHash(database, hashCredential(assertion.id)));
  if (!passkey) return null;
  const checked = await ceremonies.checkUse(assertion, challenge, passkey);
  return checked && { passkey, ...checked };
}

/**
 * Notes the use. Answers false when the passkey was removed meanwhile, or its counter did not go forward: then there
 * is a copy of it, and nobody can tell which of the two this is (WebAuthn, 6.1.1). That is written down, so the
 * transaction must commit.
 */
export async function consumePasskey(
  { audit, clock }: Context,
  tx: Tx,
  caller: Caller,
  { passkey, counter, synced }: PasskeyUse,
): Promise<boolean> {
  if (await usePasskey(tx, passkey.id, { counter, synced, now: clock() })) return true;
  const isThere = await selectPasskeyByHash(tx, passkey.credential_hash);
  if (isThere) {
    const { id: subjectId, user_id: userId } = passkey;
    await audit.record(tx, { action: 'passkey.copied', by: caller, subjectId, details: { userId } });
  }
  return false;
}
