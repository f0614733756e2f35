import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const header = "import { describe, it, test, before } from 'node:test';\nimport assert from 'node:assert';\n";
const runner = pathToFileURL(join(import.meta.dirname, 'run-node-tests.ts')).href;

/** Runs one test file in a runner of its own, outside this one. */
function tally(source: string, limit = 60_000): { passed: number; failures: string[]; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'wmory-runner-'));
  try {
    const path = join(folder, 'a.test.mjs');
    writeFileSync(path, header + source);
    const tier = JSON.stringify({ name: 'a', runner: 'node', files: [], concurrency: 1, paths: [path] });
    const script = join(folder, 'run.mjs');
    const body = `import { runNodeTests } from ${JSON.stringify(runner)};
      console.log('\\n' + JSON.stringify(await runNodeTests(${tier}, { limit: ${limit} })));`;
    writeFileSync(script, body);
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
    return { ...JSON.parse(stdout.trim().split('\n').at(-1) ?? ''), output: stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const cases: [what: string, source: string, passed: number, failed: number][] = [
  ['tests that pass', "test('a', () => {}); test('b', () => {});", 2, 0],
  [
    'tests in a suite, not the suite',
    "describe('s', () => { it('a', () => {}); it('b', () => {}); });",
    2,
    0,
  ],
  [
    'a failing test in a suite once',
    "describe('s', () => { it('a', () => {}); it('b', () => assert.fail()); });",
    1,
    1,
  ],
  ['a hook that throws', "describe('s', () => { before(() => assert.fail()); it('a', () => {}); });", 0, 2],
  ['skipped tests as failed', "test.skip('a', () => {}); test.todo('b', () => {});", 0, 2],
  ['a file that throws', "throw new Error('at load');", 0, 1],
  ['a file that ends early', "test('a', () => {}); process.exit(3);", 0, 1],
  ['a file without tests as failed', '', 0, 1],
];

for (const [what, source, passed, failed] of cases) {
  test(`the runner counts ${what}`, () => {
    const result = tally(source);
    assert.deepEqual([result.passed, result.failures.length], [passed, failed], result.output);
  });
}

test('the runner ends a test and a file that never end, and counts them as failed', () => {
  const endless = '{ setInterval(() => {}, 1_000); }';
  assert.deepEqual(tally(`test('a', () => new Promise(() => ${endless}));`, 2_000).failures.length, 1);
  assert.deepEqual(tally(endless, 2_000).failures.length, 1);
});

test('the runner shows why a test failed', () => {
  assert.match(tally("test('a', () => assert.equal(41, 42));").output, /41 == 42/);
});
