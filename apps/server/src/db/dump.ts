import { type Kysely, sql } from 'kysely';
import type { Database, Queryable, Tx } from './database.ts';
import { dialectOf } from './portable.ts';
import type { Tables } from './tables.ts';

/** A row as it is moved between databases: what both of them can hold. */
export type Row = Record<string, string | number | null>;

/**
 * The primary key of every table that belongs to an installation, in an order in which rows find those that they
 * refer to. Null: belongs to one database server, and stays there.
 */
const keys = {
  users: ['id'],
  avatars: ['id'],
  sessions: ['id'],
  email_tokens: ['id'],
  email_changes: ['id'],
  letters: ['id'],
  quota_days: ['user_id', 'day'],
  quota_reservations: ['id'],
  groups: ['id'],
  group_members: ['group_id', 'user_id'],
  group_invites: ['id'],
  group_exits: ['group_id', 'user_id'],
  group_bans: ['group_id', 'user_id'],
  join_requests: ['id'],
  photos: ['id'],
  motions: ['id'],
  uploads: ['id'],
  media_jobs: ['id'],
  object_deletions: ['object_key'],
  audit_logs: ['id'],
  audit_checkpoints: ['through_seq'],
  idempotency_keys: ['user_id', 'key_hash'],
  signing_keys: ['generation'],
  commit_marks: null,
  mail_suppressions: ['address_hash'],
  passkeys: ['id'],
  passkey_challenges: ['challenge_hash'],
  photo_holds: ['photo_id', 'source'],
  content_blocks: ['sha256', 'source'],
  evidence_objects: ['object_key'],
  moderation_cases: ['id'],
  reports: ['id'],
  moderation_decisions: ['id'],
  moderation_actions: ['decision_id', 'kind'],
  moderation_appeals: ['decision_id'],
  spent_challenges: ['challenge_id'],
  person_blocks: ['blocker_id', 'blocked_id'],
  letter_choices: ['user_id', 'kind'],
  digests: ['user_id'],
  digest_groups: ['group_id', 'user_id'],
  group_news: ['group_id'],
  account_deletions: ['id'],
} as const satisfies { [T in keyof Tables]: readonly (keyof Tables[T])[] | null };

type Loose = Kysely<Record<string, Row>>;
const loose = (db: Queryable): Loose => db.sql as unknown as Loose;

/** Names of the tables that make an installation, those that others refer to first. */
export const movedTables: readonly string[] = Object.entries(keys)
  .filter(([, key]) => key !== null)
  .map(([name]) => name);

function keyOf(table: string): readonly string[] {
  const key = (keys as Record<string, readonly string[] | null>)[table];
  if (!key) throw new Error(`${table} is no table that is moved`);
  return key;
}

/** A page of a table's rows after the last one of the page before, in the order of its key. */
export function readRows(db: Queryable, table: string, after: Row | null, limit: number): Promise<Row[]> {
  const key = keyOf(table);
  let query = loose(db).selectFrom(table).selectAll().limit(limit);
  for (const column of key) query = query.orderBy(column);
  if (after) {
    // Written out rather than compared as tuples, which MySQL answers by reading the whole table.
    query = query.where(({ eb, and, or }) =>
      or(
        key.map((column, i) =>
          and([
            ...key.slice(0, i).map((equal) => eb(equal, '=', after[equal] ?? null)),
            eb(column, '>', after[column] ?? null),
          ]),
        ),
      ),
    );
  }
  return query.execute();
}

/** Rejects when one of them is there, or cannot be kept exactly. */
export async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0)
    await loose(tx)
      .insertInto(table)
      .values([...rows])
      .execute();
}

export async function countRows(db: Queryable, table: string): Promise<number> {
  const { count } = await loose(db)
    .selectFrom(table)
    .select((each) => each.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Runs reads that all see the database at one moment, whatever is written meanwhile: SQLite in WAL mode and MySQL at
 * `repeatable read` both fix it at the first read. A MySQL that already reads so is not told to: behind RDS Proxy a
 * `set` ties the client to one connection.
 */
export async function readAtOneMoment<T>(
  database: Database,
  work: (db: Queryable) => Promise<T>,
): Promise<T> {
  if (dialectOf(database.sql) === 'mysql') {
    const transaction = database.sql.transaction();
    const repeatable = (await readIsolationLevel(database)) === 'REPEATABLE-READ';
    return (repeatable ? transaction : transaction.setIsolationLevel('repeatable read')).execute((trx) =>
      work({ sql: trx }),
    );
  }
  return database.sql.connection().execute(async (connection) => {
    await sql`begin`.execute(connection);
    try {
      return await work({ sql: connection });
    } finally {
      await sql`rollback`.execute(connection);
    }
  });
}

/** What a transaction starts with; MariaDB before 11.1 knows the variable by its older name only. */
async function readIsolationLevel(database: Database): Promise<string | undefined> {
  const { rows } = await sql<{ Value: string }>`
    show variables where Variable_name in ('transaction_isolation', 'tx_isolation')`.execute(database.sql);
  return rows[0]?.Value;
}
