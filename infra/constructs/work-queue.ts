import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** A queue of SQS, and beside it the one for what could not be handled. Both are encrypted and want TLS. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly dead: Queue;

  constructor(
    scope: Construct,
    id: string,
    { visibility, retention, tries }: { visibility: Duration; retention: Duration; tries: number },
  ) {
    super(scope, id);
    const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    this.dead = new Queue(this, 'Dead', { ...common, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      visibilityTimeout: visibility,
      retentionPeriod: retention,
      deadLetterQueue: { queue: this.dead, maxReceiveCount: tries },
    });
  }
}
