import { resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import type { Tally } from './tally.ts';
import type { ChosenTier } from './tiers.ts';

/** A test that takes longer hangs, and is failed for it; milliseconds. */
const timeout = 600_000;

/** Runs test files with Node's own runner, each in a process of its own. Failures are shown in full at the end. */
export async function runNodeTests(tier: ChosenTier): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 };
  if (tier.paths.length === 0) return tally;
  const files = tier.paths.map((path) => resolve(path));
  const stream = run({ files, concurrency: tier.concurrency, timeout });
  stream.on('test:pass', ({ name, details, skip, todo }) => {
    if (isSuite(details)) return;
    // The runner passes a file under its own name when there is no test in it.
    const fault = files.includes(name)
      ? 'No test in it'
      : (skip ?? todo) !== undefined
        ? 'Skipped'
        : undefined;
    if (fault) console.error(`${fault}, which counts as failed: ${name}`);
    tally[fault ? 'failed' : 'passed'] += 1;
  });
  stream.on('test:fail', ({ details }) => {
    // A suite fails because a test in it did, which is counted already, unless a hook of its own threw.
    if (isSuite(details) && failedThroughSubtests(details.error)) return;
    tally.failed += 1;
  });
  for await (const text of stream.compose(new spec())) process.stdout.write(String(text));
  return tally;
}

function isSuite(details: { type?: string | undefined }): boolean {
  return details.type === 'suite';
}

function failedThroughSubtests(error: Error & { failureType?: unknown }): boolean {
  return error.failureType === 'subtestsFailed';
}
