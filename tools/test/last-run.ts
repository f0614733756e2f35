import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestObserver } from './run-node-tests.ts';

/** A test of Node's runner that ran; in two columns it ran twice. */
export type RanTest = Parameters<TestObserver>[0];

const root = join(import.meta.dirname, '../..');
const file = join(root, 'node_modules/.cache/last-run.json');

/** What was tried: the commit, and null where something is changed that is not committed. */
function state(): string | null {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  const { stdout, status } = git('rev-parse', 'HEAD');
  return status === 0 && git('status', '--porcelain').stdout === '' ? stdout.trim() : null;
}

/** Keeps what became of the tests of a whole run, for who wants to know later. */
export function keepRun(tests: readonly RanTest[]): void {
  const of = state();
  rmSync(file, { force: true });
  if (of === null) return;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, JSON.stringify({ of, tests }));
}

/** The tests of the last whole run; null unless it was of what is checked out now, with nothing changed. */
export function readRun(): RanTest[] | null {
  if (!existsSync(file)) return null;
  const { of, tests } = JSON.parse(readFileSync(file, 'utf8')) as { of: string; tests: RanTest[] };
  return of === state() ? tests : null;
}
