import { ArnFormat, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { InstanceType, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  ClientPasswordAuthType,
  Credentials,
  DatabaseInstance,
  DatabaseInstanceEngine,
  DatabaseProxy,
  MysqlEngineVersion,
  ParameterGroup,
  ProxyTarget,
  StorageType,
} from 'aws-cdk-lib/aws-rds';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { StageConfig } from '../config.ts';
import type { NetworkStack } from '../stacks/network.ts';
import { createLogGroup } from './log-group.ts';

export const DATABASE_NAME = 'wmory';
export const DATABASE_USER = 'wmory';

/** How a host proves who it is: by a token of IAM to the proxy, or by the password. */
export type DatabaseAccess = { kind: 'iam'; userArn: string } | { kind: 'password'; secret: ISecret };

/** MySQL 8.4 on RDS, reached by TLS alone, with its proxy where the stage has one. */
export class MysqlDatabase extends Construct {
  readonly instance: DatabaseInstance;
  readonly proxy: DatabaseProxy | null = null;
  /** Name that the hosts connect to. */
  readonly host: string;
  readonly access: DatabaseAccess;

  constructor(
    scope: Construct,
    id: string,
    { config, network }: { config: StageConfig; network: NetworkStack },
  ) {
    super(scope, id);
    const { database, stage, logDays } = config;
    const engine = DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_8 });
    const instanceIdentifier = `wmory-${stage}`;
    const logs = ['error', 'slowquery'];
    const logGroups = logs.map((log) =>
      createLogGroup(this, `Log-${log}`, `/aws/rds/instance/${instanceIdentifier}/${log}`, logDays),
    );
    // Who may connect to whom is said in the network's stack; nothing here adds to it.
    const fixed = (name: string, { securityGroupId }: SecurityGroup) =>
      SecurityGroup.fromSecurityGroupId(this, name, securityGroupId, { mutable: false });
    const subnets = { vpc: network.vpc, vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } };
    this.instance = new DatabaseInstance(this, 'Instance', {
      ...subnets,
      engine,
      instanceIdentifier,
      instanceType: new InstanceType(database.type),
      securityGroups: [fixed('Group', network.database)],
      publiclyAccessible: false,
      databaseName: DATABASE_NAME,
      // With a proxy, RDS keeps the password itself and renews it every week, and only the proxy ever reads it.
      ...(database.proxy
        ? { credentials: Credentials.fromUsername(DATABASE_USER), manageMasterUserPassword: true }
        : { credentials: Credentials.fromGeneratedSecret(DATABASE_USER) }),
      parameterGroup: new ParameterGroup(this, 'Parameters', {
        engine,
        description: 'WMORY: TLS alone, triggers with binary logging on, slow queries written down',
        parameters: {
          require_secure_transport: '1',
          log_bin_trust_function_creators: '1',
          slow_query_log: '1',
          long_query_time: '1',
          log_output: 'FILE',
        },
      }),
      storageType: StorageType.GP3,
      allocatedStorage: database.storageGb,
      maxAllocatedStorage: database.maxStorageGb,
      storageEncrypted: true,
      multiAz: database.multiAz,
      backupRetention: Duration.days(database.backupDays),
      copyTagsToSnapshot: true,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      autoMinorVersionUpgrade: true,
      cloudwatchLogsExports: logs,
    });
    this.instance.node.addDependency(...logGroups);
    acknowledge(
      this.instance,
      'The port is no secret: the network lets only the hosts, or the proxy, open a connection to it.',
      'AwsSolutions-RDS11',
    );
    if (!database.multiAz)
      acknowledge(
        this.instance,
        'A second instance doubles what a hobby pays; the backups reach back to any second of a week.',
        'AwsSolutions-RDS3',
      );

    const secret = this.instance.secret;
    if (!secret) throw new Error('The password of the database was to be a secret.');
    if (network.proxy) {
      this.proxy = new DatabaseProxy(this, 'Proxy', {
        ...subnets,
        proxyTarget: ProxyTarget.fromInstance(this.instance),
        securityGroups: [fixed('ProxyGroup', network.proxy)],
        secrets: [secret],
        clientPasswordAuthType: ClientPasswordAuthType.MYSQL_CACHING_SHA2_PASSWORD,
        requireTLS: true,
        iamAuth: true,
        // Longer than the ten minutes after which the server replaces its connections.
        idleClientTimeout: Duration.minutes(15),
        maxConnectionsPercent: 80,
      });
      this.host = this.proxy.endpoint;
      const userArn = Stack.of(this).formatArn({
        service: 'rds-db',
        resource: 'dbuser',
        resourceName: `${Fn.select(6, Fn.split(':', this.proxy.dbProxyArn))}/${DATABASE_USER}`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
      this.access = { kind: 'iam', userArn };
    } else {
      acknowledge(
        this.instance,
        'The server reads the password when it starts; it opens nothing without a way into the network.',
        'AwsSolutions-SMG4',
      );
      this.host = this.instance.dbInstanceEndpointAddress;
      this.access = { kind: 'password', secret };
    }
  }
}
