import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { addTallies, type Tally } from './tally.ts';
import type { ChosenTier } from './tiers.ts';

/** The part of `jest --json` that is counted. */
interface JestReport {
  testResults: {
    name: string;
    status: 'passed' | 'failed' | 'pending';
    assertionResults: { fullName: string; status: 'passed' | 'failed' | 'pending' | 'todo' | 'skipped' }[];
  }[];
}

/** Runs the app's tests with Jest, which prints failures itself. */
export function runJest(tier: ChosenTier): Tally {
  const folder = mkdtempSync(join(tmpdir(), 'wmory-jest-'));
  try {
    const outputFile = join(folder, 'report.json');
    const jest = resolve('node_modules/jest/bin/jest.js');
    const paths = tier.paths.map((path) => resolve(path));
    const options = ['--ci', `--maxWorkers=${tier.concurrency}`, '--json', `--outputFile=${outputFile}`];
    const { status } = spawnSync(process.execPath, [jest, ...options, '--runTestsByPath', ...paths], {
      cwd: resolve('apps/app'),
      // The report on standard output is dropped: the same is in the file.
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (!existsSync(outputFile)) return { passed: 0, failures: ['apps/app: Jest did not end well'] };
    const { testResults } = JSON.parse(readFileSync(outputFile, 'utf8')) as JestReport;
    const tallies = testResults.map(tallyFile);
    const { passed, failures } = addTallies(tallies);
    const unexplained = status !== 0 && failures.length === 0;
    return { passed, failures: unexplained ? [`apps/app: Jest ended with code ${status}`] : failures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tallyFile({ name, status, assertionResults }: JestReport['testResults'][number]): Tally {
  const path = relative('.', name);
  const failed = assertionResults.filter((result) => result.status !== 'passed');
  const failures = failed.map((result) => `${path}: ${result.fullName}`);
  if (status === 'failed' && failures.length === 0) failures.push(`${path}: did not load`);
  return { passed: assertionResults.length - failed.length, failures };
}
