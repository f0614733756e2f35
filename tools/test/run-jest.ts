import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Tally } from './tally.ts';
import type { ChosenTier } from './tiers.ts';

/** The part of `jest --json` that is counted. */
interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
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
    if (!existsSync(outputFile)) return { passed: 0, failed: 1 };
    const report = JSON.parse(readFileSync(outputFile, 'utf8')) as JestReport;
    const failed =
      report.numFailedTests + report.numPendingTests + report.numTodoTests + report.numRuntimeErrorTestSuites;
    return { passed: report.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
