// Runs every test there is, or those that the arguments name: a tier (`server`, `app`, `e2e` …) or a part of a path.
// The last line counts them all: `N passed, N failed`. A test that is skipped counts as failed: it shows nothing.
import { spawnSync } from 'node:child_process';
import { startCloudServices } from './test/cloud-services.ts';
import { runJest } from './test/run-jest.ts';
import { runNodeTests } from './test/run-node-tests.ts';
import { requireSystemPackages } from './test/system-packages.ts';
import { addTallies, type Tally } from './test/tally.ts';
import { type ChosenTier, chooseTiers, spreadOverColumns } from './test/tiers.ts';

const tiers = chooseTiers(process.argv.slice(2));
if (tiers.length === 0) {
  console.error(`No test matches: ${process.argv.slice(2).join(' ')}`);
  process.exit(1);
}
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
const tallies: Tally[] = [];
for (const tier of tiers) tallies.push(await runTier(tier));
if (cloud) tallies.push({ passed: 0, failures: await cloud.complaints() });
await cloud?.stop();
const { passed, columns = {}, failures } = addTallies(tallies);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
if (cloud)
  console.log(
    `\n${Object.entries(columns)
      .map(([name, count]) => `${name}: ${count} passed`)
      .join(' · ')}`,
  );
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);

async function runTier(tier: ChosenTier): Promise<Tally> {
  console.log(`\n— ${tier.name} —`);
  const tally = tier.runner === 'jest' ? runJest(tier) : await runNodeTests(tier, { env: cloud?.env ?? {} });
  if (tally.passed + tally.failures.length > 0) return tally;
  return { passed: 0, failures: [`${tier.name}: ran no test`] };
}
