// Everything about the code that needs no test run: types, lint, formatting, import rules, dead code, generated files.
// Arguments choose among the steps by name.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findMissing, readNamed } from './bars/named-tests.ts';
import { listTests } from './bars/rows.ts';
import { findForbiddenImports } from './check/import-rules.ts';
import { checkLanguages } from './check/languages.ts';
import { checkLiterals } from './check/literals.ts';

/** Answers what is wrong, empty when nothing is. */
type Step = () => string | Promise<string>;

const root = join(import.meta.dirname, '..');

const steps: Record<string, Step> = {
  types: () => ['tsconfig.json', 'infra/tsconfig.json'].map(checkTypes).filter(Boolean).join('\n'),
  'types-app': () => checkTypes('apps/app/tsconfig.json'),
  lint: () => runBin('biome', 'check', '--error-on-warnings', '--max-diagnostics=100'),
  imports: checkImports,
  'dead-code': () => runBin('knip', '--no-progress', '--no-config-hints'),
  'named-tests': checkNamedTests,
  languages: async () => [...(await checkLanguages(root)), ...checkLiterals(root)].join('\n'),
  generated: () => runNode('tools/generate.ts', '--check'),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}.`);
  process.exit(1);
}

let failed = 0;
for (const [name, step] of Object.entries(steps)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const started = performance.now();
  const complaint = await step();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${complaint === '' ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (complaint === '') continue;
  failed += 1;
  console.log(`\n${complaint}\n`);
}
process.exitCode = failed > 0 ? 1 : 0;

function checkTypes(project: string): string {
  return runBin('tsc', '--project', project, '--pretty', 'false');
}

async function checkImports(): Promise<string> {
  const { violations } = await findForbiddenImports(root);
  return violations
    .map(({ rule, reason, from, to }) => `${rule}: ${from} imports ${to}\n  ${reason}`)
    .join('\n');
}

/** What is said to be tested names tests that are there. */
function checkNamedTests(): string {
  const page = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
  return findMissing([...listTests(), ...readNamed(page)])
    .map(({ file, name }) => `There is no test “${name}” in ${file}.`)
    .join('\n');
}

/** The programs below are scripts that look for `node` on the path, where another version may come first. */
function spawnOptions() {
  const PATH = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  return { cwd: root, encoding: 'utf8', env: { ...process.env, PATH }, maxBuffer: 64 << 20 } as const;
}

function runBin(name: string, ...args: string[]): string {
  return report(spawnSync(join(root, 'node_modules/.bin', name), args, spawnOptions()));
}

function runNode(...args: string[]): string {
  return report(spawnSync(process.execPath, args, spawnOptions()));
}

function report({ status, stdout, stderr, error }: ReturnType<typeof spawnSync>): string {
  if (status === 0) return '';
  return `${stdout ?? ''}${stderr ?? ''}`.trim() || error?.message || `It ended with code ${status}.`;
}
