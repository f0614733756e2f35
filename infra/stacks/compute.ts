import { CfnOutput, Duration, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import {
  AdditionalHealthCheckType,
  AutoScalingGroup,
  HealthChecks,
  ScalingEvents,
  Signals,
  UpdatePolicy,
} from 'aws-cdk-lib/aws-autoscaling';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AmazonLinuxCpuType,
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  InstanceType,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  MachineImage,
  SubnetType,
} from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  type ApplicationTargetGroup,
  ListenerAction,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { StageConfig } from '../config.ts';
import { createHostRole } from '../constructs/host-role.ts';
import { CA_FILE, createUserData } from '../constructs/host-user-data.ts';
import { createLogGroup } from '../constructs/log-group.ts';
import { DATABASE_NAME, DATABASE_USER } from '../constructs/mysql-database.ts';
import { createRolloutDocument } from '../constructs/rollout-document.ts';
import type { Inputs } from '../inputs.ts';
import type { DataStack } from './data.ts';
import { type DeliveryStack, rolloutDocumentName, STAGE_TAG } from './delivery.ts';
import type { EdgeStack } from './edge.ts';
import { HOST_PORT, MYSQL_PORT, type NetworkStack } from './network.ts';

interface ComputeProps extends StackProps {
  config: StageConfig;
  inputs: Inputs;
  network: NetworkStack;
  data: DataStack;
  delivery: DeliveryStack;
  edge: EdgeStack;
}

/** The API: hosts that run its image, replaced when they fail, behind a load balancer that ends TLS. */
export class ComputeStack extends Stack {
  readonly balancer: ApplicationLoadBalancer;
  readonly targets: ApplicationTargetGroup;
  readonly hosts: AutoScalingGroup;
  readonly logGroup: ILogGroup;

  constructor(scope: Construct, id: string, props: ComputeProps) {
    super(scope, id, props);
    const { config, inputs, network, data, edge } = props;
    this.logGroup = createLogGroup(this, 'Log', `/wmory/${config.stage}/api`, config.logDays);
    this.hosts = this.createHosts(props);
    createRolloutDocument(this, 'Rollout', rolloutDocumentName(config.stage));

    this.balancer = new ApplicationLoadBalancer(this, 'Balancer', {
      vpc: network.vpc,
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      internetFacing: true,
      securityGroup: network.balancer,
      deletionProtection: true,
      dropInvalidHeaderFields: true,
    });
    this.balancer.logAccessLogs(data.logs, 'balancer');
    this.balancer.addListener('Http', {
      port: 80,
      open: false,
      defaultAction: ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
    });
    const listener = this.balancer.addListener('Https', {
      port: 443,
      open: false,
      certificates: [Certificate.fromCertificateArn(this, 'Certificate', inputs.certificateArn)],
      sslPolicy: SslPolicy.RECOMMENDED_TLS,
    });
    this.targets = listener.addTargets('Hosts', {
      targets: [this.hosts],
      port: HOST_PORT,
      protocol: ApplicationProtocol.HTTP,
      deregistrationDelay: Duration.seconds(30),
      healthCheck: {
        path: '/readyz',
        interval: Duration.seconds(10),
        timeout: Duration.seconds(3),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
    });
    new CfnWebACLAssociation(this, 'Guard', {
      resourceArn: this.balancer.loadBalancerArn,
      webAclArn: edge.firewall.attrArn,
    });
    new CfnOutput(this, 'BalancerName', { value: this.balancer.loadBalancerDnsName });
    this.hosts.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60 });
  }

  private createHosts({ config, inputs, network, data, delivery, edge }: ComputeProps): AutoScalingGroup {
    const { host, natGateways, stage } = config;
    const { database } = data;
    const userData = createUserData({
      conf: {
        image: delivery.repository.repositoryUri,
        region: this.region,
        log_group: this.logGroup.logGroupName,
        parameter: delivery.digest.parameterName,
        secret: data.secret.secretArn,
        smtp: data.smtp.secretArn,
        reads_key: data.readsKey?.secretArn ?? '',
        password: database.access.kind === 'password' ? database.access.secret.secretArn : '',
      },
      environment: {
        PUBLIC_URL: `https://${inputs.domain}`,
        TRUST_PROXY: network.vpc.publicSubnets.map(({ ipv4CidrBlock }) => ipv4CidrBlock).join(','),
        DRAIN_SECONDS: '5',
        DB_HOST: database.host,
        DB_PORT: String(MYSQL_PORT),
        DB_NAME: DATABASE_NAME,
        DB_USER: DATABASE_USER,
        DB_TLS: 'true',
        ...(database.access.kind === 'iam' ? { DB_IAM: 'true' } : { DB_CA_FILE: CA_FILE }),
        ...(data.limits && { REDIS_URL: data.limits.url, REDIS_IAM_CACHE: data.limits.cache }),
        AWS_REGION: this.region,
        AWS_BUCKET_NAME: data.photos.bucketName,
        SQS_JOBS_URL: data.jobs.queue.queueUrl,
        SQS_RESULTS_URL: data.results.queue.queueUrl,
        ...(edge.reads && { CDN_DOMAIN: edge.reads.domain, CDN_KEY_PAIR_ID: edge.reads.keyPairId }),
        MAIL_FROM: inputs.mailFrom,
        SES_TOPIC_ARN: data.mailReports.topicArn,
      },
    });
    const template = new LaunchTemplate(this, 'Template', {
      machineImage: MachineImage.latestAmazonLinux2023({ cpuType: AmazonLinuxCpuType.ARM_64 }),
      instanceType: new InstanceType(host.type),
      role: createHostRole(this, 'HostRole', { data, delivery, logGroup: this.logGroup }),
      securityGroup: network.host,
      associatePublicIpAddress: natGateways === 0,
      userData,
      detailedMonitoring: host.detailedMonitoring,
      // The container is on the host's own network, so one hop is enough, and no further network gets credentials.
      httpTokens: LaunchTemplateHttpTokens.REQUIRED,
      httpPutResponseHopLimit: 1,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: BlockDeviceVolume.ebs(host.diskGb, {
            encrypted: true,
            volumeType: EbsDeviceVolumeType.GP3,
          }),
        },
      ],
    });
    const events = new Topic(this, 'HostEvents', { enforceSSL: true });
    const hosts = new AutoScalingGroup(this, 'Hosts', {
      vpc: network.vpc,
      vpcSubnets: {
        subnetType: natGateways > 0 ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PUBLIC,
      },
      launchTemplate: template,
      minCapacity: host.min,
      maxCapacity: host.max,
      healthChecks: HealthChecks.withAdditionalChecks({
        gracePeriod: Duration.minutes(10),
        additionalTypes: [AdditionalHealthCheckType.ELB],
      }),
      notifications: [{ topic: events, scalingEvents: ScalingEvents.ALL }],
      defaultInstanceWarmup: Duration.minutes(3),
      // A new host is ready before an old one goes; one that does not come up takes the change back.
      signals: Signals.waitForMinCapacity({ timeout: Duration.minutes(20) }),
      updatePolicy: UpdatePolicy.rollingUpdate({
        minInstancesInService: host.min,
        maxBatchSize: 1,
        pauseTime: Duration.minutes(20),
      }),
    });
    userData.addSignalOnExitCommand(hosts);
    Tags.of(hosts).add(STAGE_TAG, stage);
    if (!host.detailedMonitoring)
      acknowledge(
        template,
        'Metrics by the minute cost as much as a third of the host; the load balancer has its own.',
        'AwsSolutions-EC28',
      );
    return hosts;
  }
}
