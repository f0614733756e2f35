import { randomInt } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Clock } from '../../clock.ts';
import type { Queryable, Tx } from '../../db/index.ts';
import { keyedHash, randomToken, type Secrets } from '../../secrets.ts';
import { CODE_TRIES, CODE_TTL, RESET_LINK_TTL, VERIFY_LINK_TTL } from './policy.ts';
import type { DeletionRow } from './store-deletions.ts';
import type { EmailChangeRow } from './store-email-changes.ts';
import {
  countTry,
  insertToken,
  selectTokenByLink,
  selectTokenWithCode,
  spendTokens,
  type TokenRow,
} from './store-letters.ts';

/**
 * The secrets in letters. An account has at most one live token a purpose: making one spends those before. Ways back are
 * the exception: to an old address, since who waits for the second change must not lose the way back from the first, and
 * to an account that is to be deleted, since the first letter has to go on working when the second is lost.
 */
export interface EmailTokens {
  mintVerification(tx: Tx, userId: string): Promise<{ code: string; token: string }>;
  mintReset(tx: Tx, userId: string): Promise<string>;
  /** To make the change with; ends with it. */
  mintChange(tx: Tx, change: EmailChangeRow): Promise<string>;
  /** To undo the change with, until that moment. */
  mintReturn(tx: Tx, change: EmailChangeRow, expiresAt: number): Promise<string>;
  /** To keep an account with that is to be deleted. */
  mintKeep(tx: Tx, deletion: DeletionRow): Promise<string>;
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

  async function mint(
    tx: Tx,
    userId: string,
    purpose: TokenRow['purpose'],
    {
      expiresAt,
      about = null,
      code = null,
    }: { expiresAt: number; about?: string | null; code?: string | null },
  ) {
    const now = clock();
    const id = uuidv7();
    const token = randomToken();
    if (purpose !== 'return' && purpose !== 'keep') await spendTokens(tx, userId, [purpose], now);
    await insertToken(tx, {
      id,
      user_id: userId,
      purpose,
      about,
      link_hash: keyedHash(linkKey, token),
      code_hash: code === null ? null : hashCode(id, code),
      tries: 0,
      created_at: now,
      link_expires_at: expiresAt,
      code_expires_at: code === null ? null : now + CODE_TTL,
      used_at: null,
    });
    return token;
  }

  return {
    async mintVerification(tx, userId) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const expiresAt = clock() + VERIFY_LINK_TTL;
      return { code, token: await mint(tx, userId, 'verify', { expiresAt, code }) };
    },
    mintReset: (tx, userId) => mint(tx, userId, 'reset', { expiresAt: clock() + RESET_LINK_TTL }),
    mintChange: (tx, { id, user_id, expires_at }) =>
      mint(tx, user_id, 'change', { expiresAt: expires_at, about: id }),
    mintReturn: (tx, { id, user_id }, expiresAt) => mint(tx, user_id, 'return', { expiresAt, about: id }),
    mintKeep: (tx, { id, user_id, final_at }) =>
      mint(tx, user_id, 'keep', { expiresAt: final_at, about: id }),
    findByLink: (db, purpose, token) => selectTokenByLink(db, purpose, keyedHash(linkKey, token), clock()),
    async tryCode(tx, userId, code) {
      const token = await selectTokenWithCode(tx, userId, clock());
      if (!token || !(await countTry(tx, token.id, CODE_TRIES))) return undefined;
      return token.code_hash === hashCode(token.id, code) ? token : undefined;
    },
  };
}
