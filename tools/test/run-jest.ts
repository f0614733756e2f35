import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { JestFile } from './jest-report.ts';
import { addTallies, type Tally } from './tally.ts';
import type { ChosenTier } from './tiers.ts';

/** Runs the app's tests with Jest, which prints failures itself; a test counts once for each platform it ran on. */
export function runJest(tier: ChosenTier): Tally {
  const folder = mkdtempSync(join(tmpdir(), 'wmory-jest-'));
  try {
    const report = join(folder, 'report.json');
    const jest = resolve('node_modules/jest/bin/jest.js');
    const paths = tier.paths.map((path) => resolve(path));
    const reporters = ['default', join(import.meta.dirname, 'jest-report.ts')];
    const options = [
      '--ci',
      `--maxWorkers=${tier.concurrency}`,
      ...reporters.map((name) => `--reporters=${name}`),
    ];
    const { status } = spawnSync(process.execPath, [jest, ...options, '--runTestsByPath', ...paths], {
      cwd: resolve('apps/app'),
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, JEST_REPORT_FILE: report },
    });
    if (!existsSync(report)) return { passed: 0, failures: ['apps/app: Jest did not end well'] };
    const files = JSON.parse(readFileSync(report, 'utf8')) as JestFile[];
    const { passed, failures } = addTallies(files.map(tallyFile));
    const unexplained = status !== 0 && failures.length === 0;
    return { passed, failures: unexplained ? [`apps/app: Jest ended with code ${status}`] : failures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tallyFile({ path, platform, loaded, tests }: JestFile): Tally {
  const name = `${relative('.', path)} [${platform}]`;
  const failed = tests.filter(({ passed }) => !passed);
  const failures = failed.map((test) => `${name}: ${test.name}`);
  if (!loaded) failures.push(`${name}: did not load`);
  return { passed: tests.length - failed.length, failures };
}
