import { ArnFormat, Stack } from 'aws-cdk-lib';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnSubnetGroup, CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { REDIS_ACCESS } from '../../apps/server/src/limits/redis-access.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../config.ts';
import { LIMITS_PORT, type NetworkStack } from '../stacks/network.ts';

/** A Valkey in which the hosts count together, reached by TLS and tokens of IAM alone. Nothing in it has to be kept. */
export class LimitsCache extends Construct {
  /** Its id, which tokens are made for. */
  readonly cache: string;
  /** `rediss://` with the user and no password. */
  readonly url: string;
  /** What a host has to be allowed to connect to, and as whom. */
  readonly arns: string[];

  constructor(
    scope: Construct,
    id: string,
    { nodeType, stage, network }: { nodeType: string; stage: Stage; network: NetworkStack },
  ) {
    super(scope, id);
    const name = `wmory-${stage}`;
    if (!network.limits) throw new Error('The network has no place for the cache.');
    // With IAM, a user has to be called what its id is.
    const user = new CfnUser(this, 'User', {
      engine: 'valkey',
      userId: name,
      userName: name,
      authenticationMode: { Type: 'iam' },
      accessString: REDIS_ACCESS,
    });
    const users = new CfnUserGroup(this, 'Users', {
      engine: 'valkey',
      userGroupId: name,
      userIds: [user.ref],
    });
    const subnets = new CfnSubnetGroup(this, 'Subnets', {
      description: 'Without a way out or in',
      subnetIds: network.vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_ISOLATED }).subnetIds,
    });
    const group = new CfnReplicationGroup(this, 'Group', {
      replicationGroupId: name,
      replicationGroupDescription: 'Counts of who asks and guesses how often',
      engine: 'valkey',
      engineVersion: '8.0',
      cacheNodeType: nodeType,
      numCacheClusters: 1,
      automaticFailoverEnabled: false,
      port: LIMITS_PORT,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [network.limits.securityGroupId],
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      atRestEncryptionEnabled: true,
      userGroupIds: [users.ref],
      snapshotRetentionLimit: 0,
      autoMinorVersionUpgrade: true,
    });
    acknowledge(
      group,
      'While it is away each host counts for itself, and it comes back empty: neither a second node nor a copy is worth its price.',
      'AwsSolutions-AEC4',
    );
    acknowledge(
      group,
      'Hosts log in with tokens of IAM, which expire; a password would not.',
      'AwsSolutions-AEC6',
    );

    this.cache = name;
    this.url = `rediss://${name}@${group.attrPrimaryEndPointAddress}:${LIMITS_PORT}`;
    const arn = (resource: string) =>
      Stack.of(this).formatArn({
        service: 'elasticache',
        resource,
        resourceName: name,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    this.arns = [arn('replicationgroup'), arn('user')];
  }
}
