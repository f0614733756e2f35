import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { ReadsDistribution } from '../constructs/reads-distribution.ts';
import { createWebAcl } from '../constructs/web-acl.ts';
import type { Inputs } from '../inputs.ts';
import type { DataStack } from './data.ts';

/** What stands between the public and the rest: the firewall of the load balancer, and CloudFront where reads go by it. */
export class EdgeStack extends Stack {
  readonly firewall: CfnWebACL;
  /** Null: clients read from the bucket. */
  readonly reads: ReadsDistribution | null;

  constructor(
    scope: Construct,
    id: string,
    { config, inputs, data, ...props }: StackProps & { config: StageConfig; inputs: Inputs; data: DataStack },
  ) {
    super(scope, id, props);
    this.firewall = createWebAcl(this, 'WebAcl', config);
    this.reads =
      inputs.readsPublicKey === null
        ? null
        : new ReadsDistribution(this, 'Reads', {
            config,
            photos: data.photos,
            publicKey: inputs.readsPublicKey,
            domain: inputs.domain,
          });
    if (this.reads) new CfnOutput(this, 'ReadsName', { value: this.reads.domain });
  }
}
