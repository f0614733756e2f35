import { type Column, columns } from '../column.ts';

/** What a run of tests came to. */
export interface Tally {
  passed: number;
  /** Those of them that ran in each column. */
  columns?: Partial<Record<Column, number>>;
  /** A line for each test that failed or was skipped. */
  failures: string[];
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    columns: Object.fromEntries(
      columns.map((column) => [
        column,
        tallies.reduce((sum, tally) => sum + (tally.columns?.[column] ?? 0), 0),
      ]),
    ),
    failures: tallies.flatMap((tally) => tally.failures),
  };
}
