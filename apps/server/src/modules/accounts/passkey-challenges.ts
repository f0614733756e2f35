import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/index.ts';
import { keyedHash, type Secrets } from '../../secrets.ts';
import { CHALLENGE_TTL } from './policy.ts';
import { insertChallenge, takeChallenge } from './store-passkeys.ts';

/** What a challenge is for, and who alone may answer it; null: anybody. */
export interface ChallengeUse {
  purpose: 'log-in' | 'confirm' | 'add';
  userId: string | null;
}

/** What authenticators sign, so that an answer is good once, now, and for one thing. */
export interface PasskeyChallenges {
  /** 256 random bits, base64url. */
  make(use: ChallengeUse): Promise<string>;
  /**
   * The challenge that an authenticator's `clientDataJSON` (base64url) says it has signed; null unless it was made for
   * this use a short while ago. It is spent, whatever the signature turns out to be.
   */
  take(clientData: string, use: ChallengeUse): Promise<string | null>;
}

function readChallenge(clientData: string): string | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientData, 'base64url').toString()) as Record<
      string,
      unknown
    >;
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
}

export function createPasskeyChallenges({
  database,
  secrets,
  clock,
}: {
  database: Database;
  secrets: Secrets;
  clock: Clock;
}): PasskeyChallenges {
  const key = secrets.key('passkey-challenge');
  const hashOf = (challenge: string, { purpose, userId }: ChallengeUse): string =>
    keyedHash(key, `${purpose} ${userId} ${challenge}`);
  return {
    async make(use) {
      const challenge = randomBytes(32).toString('base64url');
      const row = { challenge_hash: hashOf(challenge, use), expires_at: clock() + CHALLENGE_TTL };
      await insertChallenge(database, row);
      return challenge;
    },
    async take(clientData, use) {
      const challenge = readChallenge(clientData);
      if (challenge === null) return null;
      return (await takeChallenge(database, hashOf(challenge, use), clock())) ? challenge : null;
    },
  };
}
