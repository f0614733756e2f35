// Runs every test there is, or those that the arguments name: a tier (`server`, `app`, `e2e` …) or a part of a path.
// The last line counts them all: `N passed, N failed`. A test that is skipped counts as failed: it shows nothing.
import { keepRun, type RanTest } from './test/last-run.ts';
import { runTiers } from './test/run-tiers.ts';
import { chooseTiers } from './test/tiers.ts';

const asked = process.argv.slice(2);
const tiers = chooseTiers(asked);
if (tiers.length === 0) {
  console.error(`No test matches: ${asked.join(' ')}`);
  process.exit(1);
}
const ran: RanTest[] = [];
const { passed, columns, failures } = await runTiers(tiers, (test) => void ran.push(test));
if (asked.length === 0) keepRun(ran);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
if (columns)
  console.log(
    `\n${Object.entries(columns)
      .map(([name, count]) => `${name}: ${count} passed`)
      .join(' · ')}`,
  );
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);
