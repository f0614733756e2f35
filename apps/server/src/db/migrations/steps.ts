import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

interface Statement {
  execute(): Promise<unknown>;
}

/** Turns named statements into migrations whose names keep their order. */
export function defineSteps(
  prefix: string,
  steps: Record<
    string,
    (db: Kysely<unknown>) => Statement | { execute(db: Kysely<unknown>): Promise<unknown> }
  >,
): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(steps).map(([name, step], index) => [
      `${prefix}-${String(index + 1).padStart(2, '0')}-${name}`,
      { up: async (db: Kysely<unknown>) => void (await step(db).execute(db)) },
    ]),
  );
}
