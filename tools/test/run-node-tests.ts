import { relative, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import type { Tally } from './tally.ts';
import type { ChosenTier } from './tiers.ts';

/** A file that takes longer hangs, and is failed and ended for it; milliseconds. */
const fileLimit = 600_000;

/** Runs test files with Node's own runner, each in a process of its own; shows all that a failing file printed. */
export async function runNodeTests(tier: ChosenTier, limit = fileLimit): Promise<Tally> {
  const total: Tally = { passed: 0, failures: [] };
  const left = [...tier.paths];
  const work = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      const started = performance.now();
      const { tally, output } = await runFile(resolve(path), limit);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const failed = tally.failures.length > 0;
      console.log(`${failed ? 'FAIL' : 'ok  '} ${path} (${tally.passed} passed, ${seconds} s)`);
      if (failed) console.log(`\n${output}\n`);
      total.passed += tally.passed;
      total.failures.push(...tally.failures);
    }
  };
  await Promise.all(Array.from({ length: tier.concurrency }, work));
  return total;
}

async function runFile(file: string, limit: number): Promise<{ tally: Tally; output: string }> {
  const tally: Tally = { passed: 0, failures: [] };
  const fail = (what: string) => tally.failures.push(`${relative('.', file)}: ${what}`);
  // The signal ends a file that waits for what never comes, or whose output is held open by a process it left.
  const stream = run({ files: [file], signal: AbortSignal.timeout(limit) });
  stream.on('test:pass', ({ name, details, skip, todo }) => {
    if (isSuite(details)) return;
    // The runner passes a file under its own name when there is no test in it.
    if (name === file) fail('has no test');
    else if ((skip ?? todo) !== undefined) fail(`${name} (skipped, so it shows nothing)`);
    else tally.passed += 1;
  });
  stream.on('test:fail', ({ name, details }) => {
    // A suite fails because a test in it did, which is counted already, unless a hook of its own threw.
    if (isSuite(details) && failedThroughSubtests(details.error)) return;
    fail(name === file ? 'did not end well' : name);
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
