import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { createApp } from './cloud.ts';
import { createExample } from './example.ts';
import { stageNames } from './templates.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'wmory-findings-'));
after(() => rmSync(folder, { recursive: true }));

for (const stage of stageNames)
  test(`nothing is found in ${stage} that nobody answers for`, () => {
    const { stacks } = createExample(stage, join(folder, stage)).synth();
    assert.equal(stacks.length, 7);
  });

test('a finding ends the synthesis, and answering for it lets it through', () => {
  const plain = (name: string) => {
    const app = createApp(join(folder, name));
    return { app, bucket: new Bucket(new Stack(app, 'Plain'), 'Bucket') };
  };
  assert.throws(() => plain('refused').app.synth(), /Validation failed/);
  assert.match(readFileSync(join(folder, 'refused/validation-report.json'), 'utf8'), /AwsSolutions-S1"/);
  const { app, bucket } = plain('answered');
  Validations.of(bucket).acknowledge(
    ...['S1', 'S10'].map((rule) => ({ id: `AwsSolutions-${rule}`, reason: 'A bucket of a test.' })),
  );
  app.synth();
});
