import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CALLS_FILE, findUntriedCalls } from './app-calls.ts';
import { startCloudServices } from './cloud-services.ts';
import { runJest } from './run-jest.ts';
import { runNodeTests, type TestObserver } from './run-node-tests.ts';
import { requireSystemPackages } from './system-packages.ts';
import { addTallies, type Tally } from './tally.ts';
import { type ChosenTier, poolTiers, spreadOverColumns } from './tiers.ts';

/** Brings what the tiers need, and runs them: those that can share the cores at once, the others one after the other. */
export async function runTiers(tiers: readonly ChosenTier[], onTest?: TestObserver): Promise<Tally> {
  requireSystemPackages(tiers.map((tier) => tier.name));
  if (tiers.some((tier) => tier.needsWebApp)) {
    const { status } = spawnSync(process.execPath, ['tools/prepare.mjs', 'web'], { stdio: 'inherit' });
    if (status !== 0) process.exit(1);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
  const needsCloud = tiers.some(({ paths }) =>
    spreadOverColumns(paths).some(({ column }) => column === 'cloud'),
  );
  const cloud = needsCloud ? await startCloudServices() : null;
  const tallies: Tally[] = tiers
    .filter(({ paths }) => paths.length === 0)
    .map(({ name }) => ({ passed: 0, failures: [`${name}: has no file of tests`] }));
  for (const tier of poolTiers(tiers)) {
    const run = tier.name === 'e2e' ? runBrowserTier : runTier;
    tallies.push(await run(tier, cloud?.env ?? {}, onTest));
  }
  if (cloud) tallies.push({ passed: 0, failures: await cloud.complaints() });
  await cloud?.stop();
  const { columns, ...sum } = addTallies(tallies);
  return cloud && columns ? { ...sum, columns } : sum;
}

async function runTier(tier: ChosenTier, env: Record<string, string>, onTest?: TestObserver): Promise<Tally> {
  console.log(`\n— ${tier.name} —`);
  const tally =
    tier.runner === 'jest' ? runJest(tier) : await runNodeTests(tier, { env, ...(onTest && { onTest }) });
  if (tally.passed + tally.failures.length > 0) return tally;
  return { passed: 0, failures: [`${tier.name}: ran no test`] };
}

/** The whole of it also fails for what the app offers and no test in a browser has done. */
async function runBrowserTier(...[tier, env, onTest]: Parameters<typeof runTier>): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'wmory-calls-'));
  try {
    const file = join(folder, 'calls');
    const tally = await runTier(tier, { ...env, [CALLS_FILE]: file }, onTest);
    return tier.whole ? addTallies([tally, { passed: 0, failures: findUntriedCalls(file) }]) : tally;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
