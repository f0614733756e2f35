import { fileURLToPath } from 'node:url';
import type { App } from 'aws-cdk-lib';
import { createApp, createCloud } from './cloud.ts';
import type { Stage } from './config.ts';
import { readInputs } from './inputs.ts';

/** Public half of a key pair whose other half nobody has. */
const readsKey = fileURLToPath(new URL('./reads-key.fixture.pem', import.meta.url));

/**
 * The cloud of a stage with made-up names and without the media function: to be looked at, not deployed. Production
 * reads through CloudFront, so that both ways of reading are looked at.
 *
 * @param outdir folder for the templates
 */
export function createExample(stage: Stage, outdir: string): App {
  const app = createApp(outdir);
  const context: Record<string, string> = {
    stage,
    example: 'true',
    ...(stage === 'production' && { readsPublicKeyFile: readsKey }),
  };
  createCloud(
    app,
    readInputs(
      (name) => context[name],
      () => false,
    ),
  );
  return app;
}
