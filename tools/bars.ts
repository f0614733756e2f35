// Runs the tests that stand for each row of bars/rows.ts and prints the rows with what became of them; arguments choose
// rows by number. `--last-run` takes what became of them in the last run of all tests instead, and runs commands alone.
// Ends with 0 when every row holds.
import { spawnSync } from 'node:child_process';
import { isNamed } from './bars/named-tests.ts';
import { bars } from './bars/rows.ts';
import { type RanTest, readRun } from './test/last-run.ts';
import { runTiers } from './test/run-tiers.ts';
import { chooseTiers } from './test/tiers.ts';

const words = process.argv.slice(2);
const fromLastRun = words.includes('--last-run');
const asked = words.filter((word) => word !== '--last-run').map(Number);
const rows = bars.filter(({ number }) => asked.length === 0 || asked.includes(number));
if (rows.length < asked.length || rows.length === 0) {
  console.error(`There are rows 1 to ${bars.length}.`);
  process.exit(1);
}

const files = new Set(rows.flatMap(({ tests }) => Object.keys(tests)));
const commands = new Set(
  rows.flatMap(({ tests }) => Object.keys(tests).filter((file) => tests[file] === 'command')),
);
const ran = fromLastRun ? readRun() : await runNow();
if (!ran) {
  console.error('All tests have to be run first: `npm test`, of just what is checked out.');
  process.exit(1);
}
const ended = new Map(
  [...commands].map((file) => [file, spawnSync(process.execPath, [file], { stdio: 'inherit' }).status === 0]),
);

async function runNow(): Promise<RanTest[]> {
  const tests: RanTest[] = [];
  const tiers = chooseTiers([...files].filter((file) => !commands.has(file)));
  await runTiers(tiers, (test) => void tests.push(test));
  return tests;
}

/** Null: it did not run. */
function outcomeOf(tests: readonly RanTest[], file: string, name: string): boolean | null {
  const found = tests.filter((test) => test.file === file && isNamed(name, test.name));
  return found.length === 0 ? null : found.every(({ passed }) => passed);
}

const word = (outcome: boolean | null): string =>
  outcome === null ? 'DID NOT RUN' : outcome ? 'ok' : 'FAILED';

let broken = 0;
console.log('');
for (const { number, holds, tests } of rows) {
  const lines = Object.entries(tests).flatMap(([file, names]) =>
    names === 'command'
      ? [{ what: `node ${file}`, outcome: ended.get(file) ?? null }]
      : names.map((name) => ({ what: `${file}: ${name}`, outcome: outcomeOf(ran, file, name) })),
  );
  const good = lines.every(({ outcome }) => outcome === true);
  if (!good) broken += 1;
  console.log(`${String(number).padStart(2)}  ${good ? 'ok    ' : 'FAILED'}  ${holds}`);
  for (const { what, outcome } of lines) console.log(`              ${word(outcome).padEnd(11)} ${what}`);
}
console.log(`\n${rows.length - broken} of ${rows.length} rows hold`);
process.exit(broken > 0 ? 1 : 0);
