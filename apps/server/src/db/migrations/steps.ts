import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isDoneBefore } from '../portable.ts';

interface Statement {
  execute(): Promise<unknown>;
}

/**
 * Turns named statements into migrations whose names keep their order. MySQL commits each statement by itself, before
 * the step is written down: one that finds its work done was cut off in between, and counts as done.
 */
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
      {
        async up(db: Kysely<unknown>) {
          try {
            await step(db).execute(db);
          } catch (error) {
            if (!isDoneBefore(error)) throw error;
          }
        },
      },
    ]),
  );
}
