import { type Compilable, CompiledQuery } from 'kysely';
import type { Queryable } from './database.ts';
import { dialectOf } from './portable.ts';

/** Stands for a value while a query is built. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

interface Prepared {
  sql: string;
  /** In the order of the text: what every run has, or a slot for what it brings. */
  parameters: readonly unknown[];
}

/**
 * A query that every request asks: built and compiled once for each kind of database, after which only its values change.
 * Building one takes longer than SQLite does to answer it.
 *
 * @param build must not look at the values, which are not there yet: only put each where one belongs
 */
export function prepare<Values extends Record<string, string | number>, Row>(
  build: (db: Queryable, values: Values) => Compilable<Row>,
): (db: Queryable, values: Values) => Promise<Row[]> {
  const prepared = new Map<string, Prepared>();
  const slots = new Proxy({} as Values, { get: (_, name) => new Slot(String(name)) });
  return async (db, values) => {
    const dialect = dialectOf(db.sql);
    let query = prepared.get(dialect);
    if (!query) {
      query = build(db, slots).compile();
      prepared.set(dialect, query);
    }
    const parameters = query.parameters.map((each) => (each instanceof Slot ? values[each.name] : each));
    return (await db.sql.executeQuery<Row>(CompiledQuery.raw(query.sql, parameters))).rows;
  };
}
