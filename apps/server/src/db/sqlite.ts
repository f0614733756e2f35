import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteAdapter, SqliteDialect, type SqliteStatement } from 'kysely';

/** Prepared statements kept at most; list queries with `in (…)` make many texts. */
const CACHE = 500;
/** Up to so many columns, objects are made faster of arrays here than by Node. */
const FEW = 8;

type Prepared = Pick<SqliteStatement, 'reader' | 'all' | 'run' | 'iterate'>;

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
  const cache = new Map<string, Prepared>();
  return new TransactionalDialect({
    database: {
      close: () => connection.close(),
      prepare(sql) {
        let prepared = cache.get(sql);
        if (!prepared) {
          prepared = prepareStatement(connection, sql);
          const oldest = cache.size >= CACHE ? cache.keys().next().value : undefined;
          if (oldest !== undefined) cache.delete(oldest);
          cache.set(sql, prepared);
        }
        return prepared;
      },
    },
  });
}

type Value = SQLInputValue;

function prepareStatement(connection: DatabaseSync, sql: string): Prepared {
  const statement = connection.prepare(sql);
  const names = statement.columns().map(({ name }) => name);
  const reader = names.length > 0;
  const run: Prepared['run'] = (parameters) => statement.run(...(parameters as Value[]));
  // `*` may stand for other columns by the next time.
  const isFew = reader && names.length <= FEW && !sql.includes('*');
  if (!isFew) {
    return {
      reader,
      run,
      all: (parameters) => statement.all(...(parameters as Value[])),
      iterate: (parameters) => statement.iterate(...(parameters as Value[])),
    };
  }
  statement.setReturnArrays(true);
  const toRow = (values: unknown): Record<string, unknown> => {
    const row: Record<string, unknown> = {};
    // Not by an iterator, which takes longer than all the rest.
    for (let i = 0; i < names.length; i++) row[names[i] as string] = (values as unknown[])[i];
    return row;
  };
  return {
    reader,
    run,
    all: (parameters) => statement.all(...(parameters as Value[])).map(toRow),
    *iterate(parameters) {
      for (const values of statement.iterate(...(parameters as Value[]))) yield toRow(values);
    },
  };
}
