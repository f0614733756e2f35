/** What a run of tests came to. */
export interface Tally {
  passed: number;
  /** A line for each test that failed or was skipped. */
  failures: string[];
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failures: tallies.flatMap((tally) => tally.failures),
  };
}
