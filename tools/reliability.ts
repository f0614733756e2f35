// Runs what takes longer than a test may, or more of it than a test does, and writes the figures into docs/reliability.md.
// Arguments choose parts; `--kills=50` asks for fewer kills, `--minutes=20` ends them early. Ends with 0 when every promise was kept.
import { cpus } from 'node:os';
import { keepFile } from './generate/keep-file.ts';
import { readRows, writeRows } from './reliability/figures.ts';
import { killUnderLoad } from './reliability/kill-under-load.ts';
import { runTiers } from './test/run-tiers.ts';
import { chooseTiers } from './test/tiers.ts';

interface Outcome {
  figures: string;
  kept: boolean;
}

const given = process.argv.slice(2);
const option = (name: string, usual: number): number =>
  Number(given.find((each) => each.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const [kills, minutes] = [option('kills', 200), option('minutes', 60)];

/** Runs a test file, in each column if it has them. */
async function runTest(path: string, what: string): Promise<Outcome> {
  const { passed, columns = {}, failures } = await runTiers(chooseTiers([path]));
  const counts = Object.entries(columns).map(([column, count]) => `${column}: ${count}`);
  const passes = counts.length > 0 ? counts.join(', ') : String(passed);
  return { figures: `${what}; passed: ${passes}; failed: ${failures.length}`, kept: failures.length === 0 };
}

const parts: Record<string, () => Promise<Outcome>> = {
  async kills() {
    const found = await killUnderLoad({ kills, minutes }, (count) => {
      if (count % 10 === 0) console.log(`${count} of ${kills} kills`);
    });
    const { acknowledged, lost, broken } = found;
    const figures = `${found.kills} times kill -9 under upload load; ${acknowledged} photos acknowledged, ${lost} lost; integrity_check not ok: ${broken}`;
    return { figures, kept: lost === 0 && broken === 0 };
  },
  crash: () => runTest('modules/crash/crash.test.ts', 'a process dies after every step of every life'),
  results: () => runTest('media/results.test.ts', '10,000 results in any order'),
  fuzz() {
    process.env['WMORY_FUZZ_CASES'] ??= '10000';
    return runTest('http/fuzz.test.ts', `${process.env['WMORY_FUZZ_CASES']} requests in each column`);
  },
  corpus: () => runTest('queue/corpus.test.ts', 'broken and hostile files through the real processors'),
};

const names = given.filter((each) => !each.startsWith('--'));
const unknown = names.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
let kept = true;
for (const [name, run] of Object.entries(parts)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const started = performance.now();
  const outcome = await run();
  const seconds = Math.round((performance.now() - started) / 1000);
  kept &&= outcome.kept;
  console.log(`${name}: ${outcome.figures}`);
  const row = {
    figures: outcome.figures,
    kept: outcome.kept ? 'yes' : '**no**',
    taken: `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores, ${seconds} s`,
  };
  keepFile('docs/reliability.md', (page) => writeRows(page, { ...readRows(page), [name]: row }));
}
process.exit(kept ? 0 : 1);
