import { createHash, hkdfSync } from 'node:crypto';
import { type Clock, DAY, MINUTE } from '../../clock.ts';
import type { Database } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { createSeal, type Seal } from '../../seal.ts';
import { claimKey, deleteKey, deleteOldKeys, finishKey, reclaimKey, selectKey } from './store.ts';

export interface IdempotentCall {
  userId: string;
  /** As the client chose it, 1 to 128 characters. */
  key: string;
  operation: string;
  /** Validated; the same key with another input is refused. */
  input: unknown;
}

export interface Answer {
  status: number;
  body: string | null;
}

/**
 * Answers a repeated request with the first answer, for a day
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/).
 */
export interface Idempotency {
  /** Throws `idempotency-in-flight` while the first is being answered, `idempotency-mismatch` on another input. */
  once(call: IdempotentCall, answer: () => Promise<Answer>): Promise<Answer>;
  /** Forgets a batch of keys that are older than a day. */
  sweep(): Promise<number>;
}

/** After this long, a request that was never answered died with its server. */
const GIVEN_UP = 2 * MINUTE;
const BATCH = 500;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An answer may hold a secret, such as an invite's token: it is kept under a key that needs the client's own. */
const sealOf = (root: Buffer, clientKey: string): Seal =>
  createSeal(Buffer.from(hkdfSync('sha256', root, clientKey, 'answer', 32)));

export function createIdempotency(deps: { database: Database; clock: Clock; key: Buffer }): Idempotency {
  const { database, clock } = deps;

  return {
    async once({ userId, key, operation, input }, answer) {
      if (key.length < 1 || key.length > 128) {
        throw new AppError('malformed-request', {
          faults: [{ at: '/headers/idempotency-key', message: 'must have 1 to 128 characters' }],
        });
      }
      const id = { user_id: userId, key_hash: sha256(key) };
      const requestHash = sha256(`${operation}\n${JSON.stringify(input)}`);
      const seal = sealOf(deps.key, key);

      if (!(await claimKey(database, { ...id, request_hash: requestHash, created_at: clock() }))) {
        const row = await selectKey(database, id);
        if (row && row.request_hash !== requestHash) throw new AppError('idempotency-mismatch');
        if (row?.status != null)
          return { status: row.status, body: row.response === null ? null : seal.open(row.response) };
        const stale = row && row.created_at < clock() - GIVEN_UP;
        if (!stale || !(await reclaimKey(database, id, row.created_at, clock()))) {
          throw new AppError('idempotency-in-flight', { retryAfter: 1 });
        }
      }
      try {
        const given = await answer();
        await finishKey(database, id, given.status, given.body === null ? null : seal.close(given.body));
        return given;
      } catch (error) {
        // A refusal changes nothing, so another try may go through.
        await deleteKey(database, id);
        throw error;
      }
    },
    sweep: () => deleteOldKeys(database, clock() - DAY, BATCH),
  };
}
