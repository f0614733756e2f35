import { App, CfnRule, Fn, Stack, Tags, Validations } from 'aws-cdk-lib';
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks } from 'cdk-nag';
import { stages } from './config.ts';
import type { Inputs } from './inputs.ts';
import { ComputeStack } from './stacks/compute.ts';
import { DataStack } from './stacks/data.ts';
import { DeliveryStack } from './stacks/delivery.ts';
import { EdgeStack } from './stacks/edge.ts';
import { NetworkStack } from './stacks/network.ts';
import { ObservabilityStack } from './stacks/observability.ts';
import { ProcessorStack } from './stacks/processor.ts';

const context = {
  ...flags,
  // What another stack relies on cannot be removed.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
};

/**
 * A CDK app in which every finding of cdk-nag that was not acknowledged ends the synthesis.
 *
 * @param outdir where the templates go; unset: where the CDK says
 */
export function createApp(outdir?: string): App {
  const app = new App({ context, analyticsReporting: false, ...(outdir && { outdir }) });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

/** Puts the stacks of one stage together; the only place that knows them all. */
export function createCloud(app: App, inputs: Inputs): void {
  const config = stages[inputs.stage];
  const name = (part: string) => `Wmory-${inputs.stage}-${part}`;
  const props = { config, inputs, env: { region: inputs.region } };
  const delivery = new DeliveryStack(app, name('Delivery'), props);
  const network = new NetworkStack(app, name('Network'), props);
  const data = new DataStack(app, name('Data'), { ...props, network });
  const processor = new ProcessorStack(app, name('Processor'), { ...props, data });
  const edge = new EdgeStack(app, name('Edge'), { ...props, data });
  const compute = new ComputeStack(app, name('Compute'), { ...props, network, data, delivery, edge });
  new ObservabilityStack(app, name('Observability'), { ...props, data, compute, processor });

  Tags.of(app).add('app', 'wmory');
  Tags.of(app).add('stage', inputs.stage);
  if (inputs.example)
    for (const stack of app.node.children) if (Stack.isStack(stack)) refuseDeployment(stack);
}

/** A rule that nothing meets: CloudFormation refuses the template before it makes anything. */
function refuseDeployment(stack: Stack): void {
  new CfnRule(stack, 'Example', {
    assertions: [
      {
        assert: Fn.conditionEquals('this', 'deployable'),
        assertDescription: 'This is an example, without the media function and with made-up names.',
      },
    ],
  });
}
