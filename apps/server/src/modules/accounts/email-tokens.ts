import { randomInt } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Clock } from '../../clock.ts';
import type { Queryable, Tx } from '../../db/index.ts';
import { keyedHash, randomToken, type Secrets } from '../../secrets.ts';
import { CODE_TRIES, CODE_TTL, RESET_LINK_TTL, VERIFY_LINK_TTL } from './policy.ts';
import {
  countTry,
  insertToken,
  selectTokenByLink,
  selectTokenWithCode,
  spendTokens,
  type TokenRow,
} from './store-letters.ts';

/** The secrets in letters. An account has at most one live token a purpose: making one spends those before. */
export interface EmailTokens {
  mintVerification(tx: Tx, userId: string): Promise<{ code: string; token: string }>;
  mintReset(tx: Tx, userId: string): Promise<string>;
  /** The live token of a link; the caller spends it. */
  findByLink(db: Queryable, purpose: TokenRow['purpose'], token: string): Promise<TokenRow | undefined>;
  /** The live token whose code this is; a wrong one counts, so the transaction must commit. The caller spends it. */
  tryCode(tx: Tx, userId: string, code: string): Promise<TokenRow | undefined>;
}

export function createEmailTokens({ secrets, clock }: { secrets: Secrets; clock: Clock }): EmailTokens {
  const linkKey = secrets.key('email-link');
  const codeKey = secrets.key('email-code');
  // A million codes are soon tried against a hash; the key and the id make each stand alone.
  const hashCode = (id: string, code: string) => keyedHash(codeKey, `${id}.${code}`);

  async function mint(tx: Tx, userId: string, purpose: TokenRow['purpose'], code: string | null) {
    const now = clock();
    const id = uuidv7();
    const token = randomToken();
    await spendTokens(tx, userId, [purpose], now);
    await insertToken(tx, {
      id,
      user_id: userId,
      purpose,
      link_hash: keyedHash(linkKey, token),
      code_hash: code === null ? null : hashCode(id, code),
      tries: 0,
      created_at: now,
      link_expires_at: now + (purpose === 'verify' ? VERIFY_LINK_TTL : RESET_LINK_TTL),
      code_expires_at: code === null ? null : now + CODE_TTL,
      used_at: null,
    });
    return token;
  }

  return {
    async mintVerification(tx, userId) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      return { code, token: await mint(tx, userId, 'verify', code) };
    },
    mintReset: (tx, userId) => mint(tx, userId, 'reset', null),
    findByLink: (db, purpose, token) => selectTokenByLink(db, purpose, keyedHash(linkKey, token), clock()),
    async tryCode(tx, userId, code) {
      const token = await selectTokenWithCode(tx, userId, clock());
      if (!token || !(await countTry(tx, token.id, CODE_TRIES))) return undefined;
      return token.code_hash === hashCode(token.id, code) ? token : undefined;
    },
  };
}
