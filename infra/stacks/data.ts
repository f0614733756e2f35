import { Duration, RemovalPolicy, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { StageConfig } from '../config.ts';
import { LimitsCache } from '../constructs/limits-cache.ts';
import { createLogBucket } from '../constructs/log-bucket.ts';
import { MysqlDatabase } from '../constructs/mysql-database.ts';
import { createPhotoBucket } from '../constructs/photo-bucket.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Inputs } from '../inputs.ts';
import type { NetworkStack } from './network.ts';

/** Seconds that the media function has for one job: twice the minute that decoding may take, and some for fetching. */
export const JOB_SECONDS = 150;

/** All that is kept: the database, the photos, the queues and the secrets. */
export class DataStack extends Stack {
  readonly database: MysqlDatabase;
  /** Where hosts count together; null: each for itself. */
  readonly limits: LimitsCache | null;
  readonly photos: IBucket;
  readonly logs: IBucket;
  readonly jobs: WorkQueue;
  readonly results: WorkQueue;
  /** What every key is derived from. */
  readonly secret: Secret;
  /** URL of the mail server, with user and password; filled in by hand. */
  readonly smtp: Secret;
  /** Private half of the key that CloudFront trusts, in base64; filled in by hand. Null: reads go to the bucket. */
  readonly readsKey: Secret | null;
  /** Where Amazon SES says what became of letters. */
  readonly mailReports: Topic;

  constructor(
    scope: Construct,
    id: string,
    props: StackProps & { config: StageConfig; inputs: Inputs; network: NetworkStack },
  ) {
    super(scope, id, { ...props, terminationProtection: true });
    const { config, inputs, network } = props;
    const logs = createLogBucket(this, 'Logs', { days: config.logDays });
    this.logs = logs;
    this.photos = createPhotoBucket(this, 'Photos', {
      config,
      domain: inputs.domain,
      logs,
      readByCdn: inputs.readsPublicKey !== null,
    });
    this.database = new MysqlDatabase(this, 'Database', { config, network });
    this.limits =
      config.limits &&
      new LimitsCache(this, 'Limits', {
        nodeType: `cache.${config.limits.type}`,
        stage: config.stage,
        network,
      });

    // A job is signed and sent anew when its lease ends, so an old message is worth nothing.
    this.jobs = new WorkQueue(this, 'Jobs', {
      visibility: Duration.seconds(6 * JOB_SECONDS),
      retention: Duration.hours(6),
      tries: 3,
    });
    this.results = new WorkQueue(this, 'Results', {
      visibility: Duration.seconds(60),
      retention: Duration.days(4),
      tries: 10,
    });

    this.secret = new Secret(this, 'Secret', {
      secretName: `wmory/${config.stage}/secret`,
      description: 'WMORY_SECRET: every key of the installation is derived from it. Never change it.',
      // Letters and digits are base64url too; 64 of them are 48 bytes.
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.secret,
      'It seals the signing keys in the database; a new one would open none of them.',
      'AwsSolutions-SMG4',
    );
    this.smtp = new Secret(this, 'Smtp', {
      secretName: `wmory/${config.stage}/smtp-url`,
      description: 'SMTP_URL, such as smtps://user:password@email-smtp.eu-central-1.amazonaws.com:465',
      secretStringValue: SecretValue.unsafePlainText('to be filled in'),
    });
    acknowledge(
      this.smtp,
      'Whoever runs the mail server makes its password; nothing here could renew it.',
      'AwsSolutions-SMG4',
    );
    this.readsKey = inputs.readsPublicKey === null ? null : this.createReadsKey(config);
    this.mailReports = new Topic(this, 'MailReports', { enforceSSL: true });
    this.mailReports.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ReportsOfSes',
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.mailReports.topicArn],
        conditions: { StringEquals: { 'AWS:SourceAccount': this.account } },
      }),
    );
  }

  private createReadsKey({ stage }: StageConfig): Secret {
    const secret = new Secret(this, 'ReadsKey', {
      secretName: `wmory/${stage}/reads-private-key`,
      description: 'CDN_PRIVATE_KEY, the PEM of the private key in base64 without line breaks',
      secretStringValue: SecretValue.unsafePlainText('to be filled in'),
    });
    acknowledge(
      secret,
      'Its public half is an input of the stage; a new pair is brought in by a deployment.',
      'AwsSolutions-SMG4',
    );
    return secret;
  }
}
