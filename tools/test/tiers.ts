import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { type Column, columns } from '../column.ts';
import { reaches } from './reaches.ts';

/** A body of tests that one runner runs. */
export interface Tier {
  name: string;
  runner: 'node' | 'jest';
  /** Globs from the root of the checkout. */
  files: readonly string[];
  /** Test files run at once. */
  concurrency: number;
  /** Whether a built web app must be there first. */
  needsWebApp?: true;
}

/** A tier, those of its files that run, and whether these are all. */
export type ChosenTier = Tier & { paths: readonly string[]; whole: boolean };

/** A test file, and what its server stands on; null where it has none to choose. */
export interface ChosenFile {
  path: string;
  column: Column | null;
}

/** Each file once, or once in each column if what it tests can stand on either. */
export function spreadOverColumns(paths: readonly string[]): ChosenFile[] {
  return paths.flatMap((path): ChosenFile[] => {
    if (basename(path).startsWith('mysql-')) return [{ path, column: 'cloud' }];
    if (reaches(path, 'tools/column.ts')) return columns.map((column) => ({ path, column }));
    return [{ path, column: null }];
  });
}

const tiers: readonly Tier[] = [
  { name: 'packages', runner: 'node', files: ['packages/*/src/**/*.test.ts'], concurrency: 2 },
  { name: 'server', runner: 'node', files: ['apps/server/src/**/*.test.ts'], concurrency: 2 },
  { name: 'processor', runner: 'node', files: ['apps/processor/src/**/*.test.ts'], concurrency: 2 },
  { name: 'cli', runner: 'node', files: ['apps/cli/src/**/*.test.ts'], concurrency: 2 },
  { name: 'infra', runner: 'node', files: ['infra/*.test.ts', 'infra/*/*.test.ts'], concurrency: 2 },
  { name: 'tools', runner: 'node', files: ['tools/**/*.test.{ts,mjs}'], concurrency: 2 },
  { name: 'app', runner: 'jest', files: ['apps/app/src/**/*.test.{ts,tsx}'], concurrency: 2 },
  { name: 'e2e', runner: 'node', files: ['e2e/**/*.e2e.ts'], concurrency: 2, needsWebApp: true },
];

/** Those that take a minute or more. */
const slow = [
  'apps/server/src/modules/crash/crash.test.ts',
  'tools/native-bundles.test.ts',
  'infra/rollout/rollout.test.ts',
  'apps/server/src/http/fuzz.test.ts',
  'apps/server/src/http/authorisation.test.ts',
  'e2e/crash.e2e.ts',
  'e2e/a11y.e2e.ts',
];

/** The slowest first, so that none of them is still under way when there is nothing left to run beside it. */
function slowFirst(paths: readonly string[]): string[] {
  const rank = (path: string) => (slow.includes(path) ? slow.indexOf(path) : slow.length);
  return paths.toSorted((a, b) => rank(a) - rank(b));
}

/** Neighbours that one runner runs in the same way become one, so that no core waits for the last file of each. */
export function poolTiers(tiers: readonly ChosenTier[]): ChosenTier[] {
  const pooled: ChosenTier[] = [];
  for (const tier of tiers) {
    const last = pooled.at(-1);
    if (last?.runner === 'node' && tier.runner === 'node' && !last.needsWebApp && !tier.needsWebApp)
      pooled.splice(-1, 1, {
        ...last,
        name: `${last.name}, ${tier.name}`,
        paths: slowFirst([...last.paths, ...tier.paths]),
        concurrency: Math.max(last.concurrency, tier.concurrency),
        whole: last.whole && tier.whole,
      });
    else pooled.push({ ...tier, paths: slowFirst(tier.paths) });
  }
  return pooled;
}

/**
 * All tiers, or what the filters name: a tier by its name, or files by a part of their path. A tier of which no
 * file is named is left out; with no filters every tier is kept, so that one without tests is noticed.
 */
export function chooseTiers(filters: readonly string[]): ChosenTier[] {
  const everything = tiers.map((tier) => ({
    ...tier,
    paths: globSync(tier.files as string[]).sort(),
    whole: true,
  }));
  if (filters.length === 0) return everything;
  return everything
    .map((tier) => {
      const paths = tier.paths.filter((path) =>
        filters.some((filter) => filter === tier.name || (!isTier(filter) && path.includes(filter))),
      );
      return { ...tier, paths, whole: paths.length === tier.paths.length };
    })
    .filter((tier) => tier.paths.length > 0);
}

function isTier(filter: string): boolean {
  return tiers.some((tier) => tier.name === filter);
}
