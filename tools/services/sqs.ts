import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';

/** What Lambda's handler of a batch of SQS messages looks like, as far as it is needed. */
export type BatchHandler = (event: {
  Records: { messageId: string; body: string }[];
}) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;

/** Two queues and where each puts aside what nobody could handle, in an emulator: nothing else speaks SQS here. */
export interface TestQueues {
  /** `SQS_JOBS_URL`, `SQS_RESULTS_URL` and `SQS_ENDPOINT`, with credentials and a region that the emulator takes. */
  env: Record<string, string>;
  urls: Record<QueueName, string>;
  send(queue: QueueName, body: string): Promise<void>;
  /** Messages of a queue, those included that someone is handling. */
  count(queue: QueueName): Promise<number>;
  /** Takes all that can be had from a queue at once. */
  drain(queue: QueueName): Promise<string[]>;
  /**
   * Hands jobs to a handler the way Lambda's event source mapping does: in batches, and again what was not handled.
   * Answers what ends it.
   */
  feed(handler: BatchHandler, options?: { batchSize?: number }): () => Promise<void>;
  stop(): Promise<void>;
}

type QueueName = 'jobs' | 'results' | 'deadJobs' | 'deadResults';

const REGION = 'us-east-1';
/** Deliveries of a message before it is put aside. */
export const MAX_DELIVERIES = 3;

export async function startTestQueues(options: { visibility?: number } = {}): Promise<TestQueues> {
  const { visibility = 30 } = options;
  // Its own start would listen on every address.
  const server = buildApp({ logger: false, defaultRegion: REGION });
  const endpoint = await server.listen({ host: '127.0.0.1', port: 0 });
  const names: Record<QueueName, string> = {
    deadJobs: `dead-jobs-${randomUUID()}`,
    deadResults: `dead-results-${randomUUID()}`,
    jobs: `jobs-${randomUUID()}`,
    results: `results-${randomUUID()}`,
  };
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const sqs = new SQSClient({ endpoint, region: REGION, credentials, useQueueUrlAsEndpoint: false });
  const create = async (name: QueueName, redrive?: object): Promise<void> => {
    const Attributes = {
      VisibilityTimeout: String(visibility),
      ...(redrive && { RedrivePolicy: JSON.stringify(redrive) }),
    };
    await sqs.send(new CreateQueueCommand({ QueueName: names[name], Attributes }));
  };
  for (const [name, dead] of [
    ['jobs', 'deadJobs'],
    ['results', 'deadResults'],
  ] as const) {
    await create(dead);
    const deadLetterTargetArn = `arn:aws:sqs:${REGION}:000000000000:${names[dead]}`;
    await create(name, { deadLetterTargetArn, maxReceiveCount: MAX_DELIVERIES });
  }
  const urlOf = (name: QueueName): string => `${endpoint}/000000000000/${names[name]}`;
  const urls = {
    jobs: urlOf('jobs'),
    results: urlOf('results'),
    deadJobs: urlOf('deadJobs'),
    deadResults: urlOf('deadResults'),
  };

  async function receive(queue: QueueName, count: number, seconds: number) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: urls[queue],
        MaxNumberOfMessages: count,
        WaitTimeSeconds: seconds,
      }),
    );
    return Messages;
  }

  const remove = (queue: QueueName, ReceiptHandle: string | undefined) =>
    sqs.send(new DeleteMessageCommand({ QueueUrl: urls[queue], ReceiptHandle }));

  return {
    env: {
      SQS_JOBS_URL: urls.jobs,
      SQS_RESULTS_URL: urls.results,
      SQS_ENDPOINT: endpoint,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    urls,
    async send(queue, MessageBody) {
      await sqs.send(new SendMessageCommand({ QueueUrl: urls[queue], MessageBody }));
    },
    async count(queue) {
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: urls[queue],
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      );
      return Object.values(Attributes).reduce((sum, value) => sum + Number(value), 0);
    },
    async drain(queue) {
      const bodies: string[] = [];
      for (let batch = await receive(queue, 10, 0); batch.length > 0; batch = await receive(queue, 10, 0)) {
        bodies.push(...batch.map(({ Body = '' }) => Body));
        await Promise.all(batch.map(({ ReceiptHandle }) => remove(queue, ReceiptHandle)));
      }
      return bodies;
    },
    feed(handler, { batchSize = 5 } = {}) {
      let ended = false;
      const feeding = (async () => {
        while (!ended) {
          const batch = await receive('jobs', batchSize, 1);
          if (batch.length === 0) continue;
          const Records = batch.map(({ MessageId = '', Body = '' }) => ({
            messageId: MessageId,
            body: Body,
          }));
          const { batchItemFailures } = await handler({ Records });
          const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
          const done = batch.filter(({ MessageId = '' }) => !failed.has(MessageId));
          await Promise.all(done.map(({ ReceiptHandle }) => remove('jobs', ReceiptHandle)));
        }
      })();
      return async () => {
        ended = true;
        await feeding;
      };
    },
    async stop() {
      sqs.destroy();
      await server.close();
    },
  };
}
