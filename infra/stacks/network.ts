import { Stack, type StackProps } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { StageConfig } from '../config.ts';
import { createLogGroup } from '../constructs/log-group.ts';

/** Port at which a host takes requests of the load balancer. */
export const HOST_PORT = 3000;
export const MYSQL_PORT = 3306;
/** Of the cache; one above the usual. */
export const LIMITS_PORT = 6380;

/** The private network, and who in it may open a connection to whom. */
export class NetworkStack extends Stack {
  readonly vpc: Vpc;
  readonly balancer: SecurityGroup;
  readonly host: SecurityGroup;
  readonly database: SecurityGroup;
  /** Null: the hosts reach the database itself. */
  readonly proxy: SecurityGroup | null;
  /** Null: each host counts for itself. */
  readonly limits: SecurityGroup | null;

  constructor(scope: Construct, id: string, { config, ...props }: StackProps & { config: StageConfig }) {
    super(scope, id, props);
    const isPrivate = config.natGateways > 0;
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.40.0.0/16'),
      maxAzs: config.zones,
      natGateways: config.natGateways,
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24 },
        ...(isPrivate ? [{ name: 'hosts', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 22 }] : []),
        { name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      restrictDefaultSecurityGroup: false,
      // Costs nothing, and keeps the bytes of photos off the NAT gateways.
      gatewayEndpoints: { S3: { service: GatewayVpcEndpointAwsService.S3 } },
      flowLogs: {
        Rejected: {
          destination: FlowLogDestination.toCloudWatchLogs(
            createLogGroup(this, 'FlowLog', `/wmory/${config.stage}/flow`, config.logDays),
          ),
          trafficType: FlowLogTrafficType[config.flowLog],
        },
      },
    });

    const group = (name: string, description: string) =>
      new SecurityGroup(this, name, { vpc: this.vpc, description, allowAllOutbound: false });
    this.balancer = group('Balancer', 'The load balancer: anyone in by HTTP and HTTPS, out to the hosts');
    this.host = group('Host', 'Hosts of the API: in from the load balancer alone');
    this.database = group('Database', 'MySQL: in from its proxy, or from the hosts where there is none');
    this.proxy = config.database.proxy ? group('Proxy', 'RDS Proxy: in from the hosts, out to MySQL') : null;

    this.limits = config.limits ? group('Limits', 'Shared limits: in from the hosts alone') : null;

    for (const anyone of [Peer.anyIpv4(), Peer.anyIpv6()])
      for (const port of [80, 443]) this.balancer.addIngressRule(anyone, Port.tcp(port), 'Web');
    acknowledge(this.balancer, 'The load balancer is what the public talks to.', 'AwsSolutions-EC23');
    this.balancer.addEgressRule(this.host, Port.tcp(HOST_PORT), 'Requests');
    this.host.addIngressRule(this.balancer, Port.tcp(HOST_PORT), 'Requests');

    const [entrance, note] = this.proxy ? [this.proxy, 'Proxy'] : [this.database, 'Database'];
    this.host.addEgressRule(entrance, Port.tcp(MYSQL_PORT), note);
    entrance.addIngressRule(this.host, Port.tcp(MYSQL_PORT), 'Hosts');
    if (this.proxy) {
      this.proxy.addEgressRule(this.database, Port.tcp(MYSQL_PORT), 'Database');
      this.database.addIngressRule(this.proxy, Port.tcp(MYSQL_PORT), 'Proxy');
    }
    if (this.limits) {
      this.host.addEgressRule(this.limits, Port.tcp(LIMITS_PORT), 'Limits');
      this.limits.addIngressRule(this.host, Port.tcp(LIMITS_PORT), 'Hosts');
    }
    // AWS, the registry and the mail server; names and time come from the VPC itself.
    for (const port of [443, 465, 587])
      this.host.addEgressRule(Peer.anyIpv4(), Port.tcp(port), 'AWS and mail, by TLS');
  }
}
