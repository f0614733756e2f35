import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'wmory-commands-'));
after(() => rmSync(folder, { recursive: true }));

// The command line and the library have releases of their own, and one may not read what the other writes.
test('the command of the CDK makes and reads what is deployed, with the function, knowing no account', () => {
  const functionFolder = join(folder, 'function');
  const outdir = join(folder, 'out');
  mkdirSync(functionFolder);
  writeFileSync(join(functionFolder, 'lambda.mjs'), 'export const handler = () => {};\n');
  const context = {
    stage: 'small',
    region: 'eu-central-1',
    domain: 'photos.example.org',
    certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
    alarmEmail: 'owner@example.org',
    repository: 'owner/wmory',
    mailFrom: 'WMORY <photos@example.org>',
    processorFolder: functionFolder,
  };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      // Where deploy.yml has it from.
      join(import.meta.dirname, '../node_modules/.bin/cdk'),
      'list',
      '--output',
      outdir,
      ...Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]),
    ],
    {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      // Neither account nor network: whoever asked for either would fail.
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        AWS_EC2_METADATA_DISABLED: 'true',
        HTTPS_PROXY: 'http://127.0.0.1:9',
      },
    },
  );
  assert.equal(status, 0, stderr);
  assert.deepEqual(
    stdout.trim().split('\n').sort(),
    ['Compute', 'Data', 'Delivery', 'Edge', 'Network', 'Observability', 'Processor'].map(
      (name) => `Wmory-small-${name}`,
    ),
  );

  const read = (name: string) => JSON.parse(readFileSync(join(outdir, name), 'utf8'));
  const template = read('Wmory-small-Processor.template.json');
  // What may be deployed carries no rule that refuses it, and takes the function from where it was put.
  assert.equal(template.Rules?.Example, undefined);
  const resources = Object.values(template.Resources) as { Type: string; Properties: { Code?: object } }[];
  const handler = resources.find(({ Type }) => Type === 'AWS::Lambda::Function');
  assert.deepEqual(Object.keys(handler?.Properties.Code ?? {}), ['S3Bucket', 'S3Key']);
  const files = Object.values(read('Wmory-small-Processor.assets.json').files) as {
    source: { path: string; packaging: string };
  }[];
  const zipped = files.find(({ source }) => source.packaging === 'zip');
  assert.equal(
    readFileSync(join(outdir, zipped?.source.path ?? '', 'lambda.mjs'), 'utf8'),
    'export const handler = () => {};\n',
  );
});
