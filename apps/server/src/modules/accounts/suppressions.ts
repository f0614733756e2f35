import type { MailTrouble } from '@wmory/contract';
import { type Clock, toMoment } from '../../clock.ts';
import type { Database, Queryable } from '../../db/index.ts';
import { keyedHash, type Secrets } from '../../secrets.ts';
import { isSuppressed, retryAt } from './policy.ts';
import {
  clearSuppression,
  insertSuppression,
  renewSuppression,
  type SuppressionRow,
  selectSuppression,
} from './store-suppressions.ts';

/** What became of letters, as the mail provider reports it. */
export interface MailReport {
  outcome: 'bounce' | 'complaint' | 'delivery';
  /** Lower case. */
  addresses: readonly string[];
  /** UTC milliseconds. */
  at: number;
}

/** The addresses that get no letters: those they came back from, and those whose owners complained. Kept as hashes. */
export interface Suppressions {
  /** Reports may come twice, late, and in any order; what is older than what is known changes nothing. */
  note(report: MailReport): Promise<void>;
  isSuppressed(db: Queryable, email: string): Promise<boolean>;
  /** What its owner is told; null when letters arrive, as far as anyone knows. */
  find(db: Queryable, email: string): Promise<MailTrouble | null>;
  /** Lets letters go to the address again; answers false when they do already. */
  clear(email: string): Promise<boolean>;
}

export function createSuppressions({
  database,
  secrets,
  clock,
}: {
  database: Database;
  secrets: Secrets;
  clock: Clock;
}): Suppressions {
  const key = secrets.key('mail-address');
  const hashOf = (email: string): string => keyedHash(key, email.toLowerCase());

  async function noteOne(email: string, { outcome, at }: MailReport): Promise<void> {
    const hash = hashOf(email);
    await database.transaction(async (tx) => {
      if (outcome === 'delivery') {
        await clearSuppression(tx, hash, { reason: 'bounce', notedBefore: at, now: at });
        return;
      }
      const fresh = { address_hash: hash, reason: outcome, noted_at: at, times: 1, cleared_at: null };
      if (await insertSuppression(tx, fresh)) return;
      const known = await selectSuppression(tx, hash);
      if (!known || at <= known.noted_at || at <= (known.cleared_at ?? 0)) return;
      const stands = known.cleared_at === null;
      await renewSuppression(tx, known, {
        // A complaint is not undone by a letter that comes back.
        reason: stands && known.reason === 'complaint' ? 'complaint' : outcome,
        noted_at: at,
        times: stands ? known.times + 1 : 1,
        cleared_at: null,
      });
    });
  }

  const known = (db: Queryable, email: string): Promise<SuppressionRow | undefined> =>
    selectSuppression(db, hashOf(email));

  return {
    async note(report) {
      for (const address of report.addresses) await noteOne(address, report);
    },
    async isSuppressed(db, email) {
      const row = await known(db, email);
      return row !== undefined && isSuppressed(row, clock());
    },
    async find(db, email) {
      const row = await known(db, email);
      if (!row || row.cleared_at !== null) return null;
      const retry = retryAt(row);
      return {
        reason: row.reason,
        since: toMoment(row.noted_at),
        retryAt: retry === null ? null : toMoment(retry),
      };
    },
    clear: (email) => database.transaction((tx) => clearSuppression(tx, hashOf(email), { now: clock() })),
  };
}
