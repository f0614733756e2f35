import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { dialectOf } from './portable.ts';
import type { Tables } from './tables.ts';
import { DatabaseUnavailable } from './unavailable.ts';

/** Written by a transaction as its last act, to be found if the answer to its COMMIT is lost. */
export interface CommitMark {
  slot: string;
  mark: string;
}

export interface CommitMarks {
  write(trx: Transaction<Tables>): Promise<CommitMark>;
  /**
   * Whether the transaction that wrote the mark was committed, for certain: waits while it may still be. Throws
   * `DatabaseUnavailable` when the database does not come back in time to tell.
   */
  isCommitted(mark: CommitMark): Promise<boolean>;
  /** For the next transaction to use, once the mark's own has ended. */
  free(mark: CommitMark): void;
}

const TRIES = 12;
const LONGEST_WAIT = 1_000;

/**
 * A connection that is lost during COMMIT leaves open whether the server did it. Each transaction therefore
 * writes its name into a row of its own slot, which it alone holds: the row, read with a lock from another
 * connection, cannot be had before the server has ended the transaction in one way or the other.
 */
export function createCommitMarks(sql: Kysely<Tables>): CommitMarks {
  const slots: string[] = [];
  return {
    async write(trx) {
      const slot = slots.pop() ?? uuidv7();
      const mark = uuidv7();
      const written_at = Date.now();
      await trx
        .insertInto('commit_marks')
        .values({ slot, mark, written_at })
        .onDuplicateKeyUpdate({ mark, written_at })
        .execute();
      return { slot, mark };
    },
    async isCommitted({ slot, mark }) {
      for (let attempt = 1; ; attempt++) {
        try {
          const row = await sql
            .transaction()
            .execute((trx) =>
              trx
                .selectFrom('commit_marks')
                .select('mark')
                .where('slot', '=', slot)
                .forUpdate()
                .executeTakeFirst(),
            );
          return row?.mark === mark;
        } catch (error) {
          if (attempt >= TRIES)
            throw new DatabaseUnavailable('whether a change was made is not known', { cause: error });
          await sleep(Math.min(LONGEST_WAIT, 20 * 2 ** attempt));
        }
      }
    },
    free: ({ slot }) => void slots.push(slot),
  };
}

const MARK_LIFE = 86_400_000;

/** Forgets a batch of slots of processes that are long gone; answers how many. */
export async function sweepCommitMarks(sql: Kysely<Tables>, limit: number): Promise<number> {
  if (dialectOf(sql) === 'sqlite') return 0;
  const found = await sql
    .selectFrom('commit_marks')
    .select('slot')
    .where('written_at', '<', Date.now() - MARK_LIFE)
    .limit(limit)
    .execute();
  if (found.length === 0) return 0;
  const old = found.map(({ slot }) => slot);
  await sql
    .deleteFrom('commit_marks')
    .where('slot', 'in', old)
    .where('written_at', '<', Date.now() - MARK_LIFE)
    .execute();
  return found.length;
}
