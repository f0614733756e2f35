import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { ReadsDistribution } from '../constructs/reads-distribution.ts';
import { createWebAcl } from '../constructs/web-acl.ts';
import type { Inputs } from '../inputs.ts';
import type { ComputeStack } from './compute.ts';
import type { DataStack } from './data.ts';

/** What stands between the public and the rest: the firewall of the load balancer, and CloudFront where reads go by it. */
export class EdgeStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    {
      config,
      inputs,
      data,
      compute,
      ...props
    }: StackProps & { config: StageConfig; inputs: Inputs; data: DataStack; compute: ComputeStack },
  ) {
    super(scope, id, props);
    new CfnWebACLAssociation(this, 'Guard', {
      resourceArn: compute.balancer.loadBalancerArn,
      webAclArn: createWebAcl(this, 'WebAcl', config).attrArn,
    });
    new CfnOutput(this, 'BalancerName', { value: compute.balancer.loadBalancerDnsName });
    if (inputs.readsPublicKey === null) return;
    const { distribution } = new ReadsDistribution(this, 'Reads', {
      config,
      photos: data.photos,
      publicKey: inputs.readsPublicKey,
      domain: inputs.domain,
    });
    new CfnOutput(this, 'ReadsName', { value: distribution.distributionDomainName });
  }
}
