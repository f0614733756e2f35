import { resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { addTallies, type Tally } from './tally.ts';
import { type ChosenTier, spreadOverColumns } from './tiers.ts';

/** A file that takes longer hangs, and is failed and ended for it; milliseconds. */
const fileLimit = 600_000;

/** Where Node keeps what it has made of the sources, as `npm start` has it: each file here, and each server, starts anew. */
const NODE_COMPILE_CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/compile');

/** Hears of each test how it ended; a test that runs in two columns ends twice. */
export type TestObserver = (test: { file: string; name: string; passed: boolean }) => void;

interface RunOptions {
  limit?: number;
  env?: Record<string, string>;
  onTest?: TestObserver;
}

/**
 * Runs test files with Node's own runner, each in a process of its own, those that can stand on either column once
 * in each; shows all that a failing file printed.
 *
 * @param env what the files find in their environment besides
 */
export async function runNodeTests(
  tier: ChosenTier,
  { limit = fileLimit, env = {}, onTest = () => {} }: RunOptions = {},
): Promise<Tally> {
  const tallies: Tally[] = [];
  const left = spreadOverColumns(tier.paths);
  const work = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      const { path, column } = file;
      const started = performance.now();
      const name = column ? `${path} [${column}]` : path;
      const { tally, output } = await runFile(resolve(path), name, {
        limit,
        env: { ...env, ...(column && { WMORY_TEST_COLUMN: column }) },
        onTest: (test) => onTest({ ...test, file: path }),
      });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const failed = tally.failures.length > 0;
      console.log(`${failed ? 'FAIL' : 'ok  '} ${name} (${tally.passed} passed, ${seconds} s)`);
      if (failed) console.log(`\n${output}\n`);
      tallies.push(column ? { ...tally, columns: { [column]: tally.passed } } : tally);
    }
  };
  await Promise.all(Array.from({ length: tier.concurrency }, work));
  return addTallies(tallies);
}

async function runFile(
  file: string,
  name: string,
  { limit, env, onTest }: Required<RunOptions>,
): Promise<{ tally: Tally; output: string }> {
  const tally: Tally = { passed: 0, failures: [] };
  const fail = (what: string) => tally.failures.push(`${name}: ${what}`);
  // The signal ends a file that waits for what never comes, or whose output is held open by a process it left.
  const stream = run({
    files: [file],
    signal: AbortSignal.timeout(limit),
    env: { NODE_COMPILE_CACHE, ...process.env, ...env },
  });
  stream.on('test:pass', ({ name, details, skip, todo }) => {
    if (isSuite(details)) return;
    // The runner passes a file under its own name when there is no test in it.
    if (name === file) fail('has no test');
    else if ((skip ?? todo) !== undefined) fail(`${name} (skipped, so it shows nothing)`);
    else {
      tally.passed += 1;
      onTest({ file, name, passed: true });
    }
  });
  stream.on('test:fail', ({ name, details }) => {
    // A suite fails because a test in it did, which is counted already, unless a hook of its own threw.
    if (isSuite(details) && failedThroughSubtests(details.error)) return;
    fail(name === file ? 'did not end well' : name);
    onTest({ file, name, passed: false });
  });
  let output = '';
  for await (const text of stream.compose(new spec())) output += text;
  return { tally, output };
}

function isSuite(details: { type?: string | undefined }): boolean {
  return details.type === 'suite';
}

function failedThroughSubtests(error: Error & { failureType?: unknown }): boolean {
  return error.failureType === 'subtestsFailed';
}
