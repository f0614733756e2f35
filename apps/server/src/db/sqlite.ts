import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteAdapter, SqliteDialect } from 'kysely';

/** Prepared statements kept at most; list queries with `in (…)` make many texts. */
const CACHE = 500;

/** All steps of a migration are one transaction: cut off in the middle, nothing of it was. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class TransactionalDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/**
 * Kysely's SQLite dialect on Node's own SQLite. Acknowledged writes survive a power cut:
 * WAL with `synchronous=FULL` (https://www.sqlite.org/pragma.html#pragma_synchronous).
 *
 * @param file path of the database, or `:memory:`
 */
export function sqliteDialect(file: string): SqliteDialect {
  const connection = new DatabaseSync(file, { timeout: 10_000, enableForeignKeyConstraints: true });
  connection.exec(
    'pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-16000; pragma temp_store=memory',
  );
  const cache = new Map<string, StatementSync>();
  return new TransactionalDialect({
    database: {
      close: () => connection.close(),
      prepare(sql) {
        let statement = cache.get(sql);
        if (!statement) {
          statement = connection.prepare(sql);
          const oldest = cache.size >= CACHE ? cache.keys().next().value : undefined;
          if (oldest !== undefined) cache.delete(oldest);
          cache.set(sql, statement);
        }
        const ready = statement;
        return {
          reader: ready.columns().length > 0,
          all: (parameters) => ready.all(...(parameters as SQLInputValue[])),
          run: (parameters) => ready.run(...(parameters as SQLInputValue[])),
          iterate: (parameters) => ready.iterate(...(parameters as SQLInputValue[])),
        };
      },
    },
  });
}
