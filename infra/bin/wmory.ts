// The cloud of one stage: `cdk synth|diff|deploy --context stage=small --context domain=… …`; docs/aws.md has them all.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, createCloud } from '../cloud.ts';
import { readInputs } from '../inputs.ts';

const app = createApp();
createCloud(
  app,
  readInputs(
    (name) => app.node.tryGetContext(name),
    (folder) => existsSync(join(folder, 'lambda.mjs')),
  ),
);
app.synth();
