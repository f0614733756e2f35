import { setTimeout as wait } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { MediaResult } from '@wmory/contract';
import type { QueueLog } from './embedded.ts';
import type { JobQueue } from './port.ts';

export interface SqsQueueOptions {
  /** Where jobs go; a processor answers to the other. */
  jobsUrl: string;
  resultsUrl: string;
  /** Null: where the URLs say. */
  endpoint: string | null;
  /** Seconds that a result is not given to anyone else while it is applied. */
  visibility?: number;
  /** Seconds that a question for results stays open when there are none. */
  patience?: number;
  /** Seconds before a result that was not taken is delivered again, by how often it was delivered. */
  redeliveryDelay?: (deliveries: number) => number;
  log?: QueueLog;
}

type Handler = (result: MediaResult) => Promise<void>;

/** As many as the processors do within the life of a job's signed requests, by a wide margin. */
const MAX_IN_FLIGHT = 200;
/** Messages that one answer of SQS brings, at most. */
const BATCH = 10;
/** Milliseconds before results are asked for again, after an error. */
const PAUSE = 5000;

/**
 * The queue of AWS: jobs go out by one queue of SQS, results come in by another. Both deliver at least once and in any
 * order, as the port allows for. Credentials and the region come from where the SDK finds them.
 *
 * Whatever wrote to the results' queue is not trusted: a message that is no result is not deleted, so that SQS puts it
 * aside after some deliveries, and does not keep the others waiting.
 */
export function createSqsQueue(options: SqsQueueOptions): JobQueue {
  const { jobsUrl, resultsUrl, endpoint, log, visibility = 60, patience = 20 } = options;
  const { redeliveryDelay = (deliveries) => Math.min(2 ** deliveries, 300) } = options;
  const sqs = new SQSClient(endpoint ? { endpoint, useQueueUrlAsEndpoint: false } : {});
  const closing = new AbortController();
  let consuming: Promise<void> | undefined;
  let closed: Promise<void> | undefined;

  async function receive(): Promise<Message[]> {
    const question = new ReceiveMessageCommand({
      QueueUrl: resultsUrl,
      MaxNumberOfMessages: BATCH,
      WaitTimeSeconds: patience,
      VisibilityTimeout: visibility,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    try {
      return (await sqs.send(question, { abortSignal: closing.signal })).Messages ?? [];
    } catch (error) {
      if (closing.signal.aborted) return [];
      log?.warn({ err: error }, 'results could not be asked for');
      await wait(PAUSE, undefined, { signal: closing.signal }).catch(() => undefined);
      return [];
    }
  }

  async function take(message: Message, handle: Handler): Promise<void> {
    const result = parseResult(message.Body);
    try {
      if (!result) throw new Error('not a result of a media job');
      await handle(result);
    } catch (error) {
      log?.warn({ err: error, messageId: message.MessageId }, 'the result of a media job was not taken');
      const deliveries = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
      await postpone(message, result ? redeliveryDelay(deliveries) : 0);
      return;
    }
    // Lost, it is delivered once more, which changes nothing.
    await sqs
      .send(new DeleteMessageCommand({ QueueUrl: resultsUrl, ReceiptHandle: message.ReceiptHandle }))
      .catch((error: unknown) => log?.warn({ err: error }, 'an applied result could not be deleted'));
  }

  async function postpone({ ReceiptHandle }: Message, seconds: number): Promise<void> {
    const change = { QueueUrl: resultsUrl, ReceiptHandle, VisibilityTimeout: seconds };
    await sqs
      .send(new ChangeMessageVisibilityCommand(change))
      .catch((error: unknown) => log?.warn({ err: error }, 'a result comes again later than it should'));
  }

  async function consume(handle: Handler): Promise<void> {
    while (!closing.signal.aborted) {
      const messages = await receive();
      await Promise.all(messages.map((message) => take(message, handle)));
    }
  }

  async function shutDown(graceMs: number): Promise<void> {
    closing.abort();
    const timeUp = new AbortController();
    await Promise.race([consuming, wait(graceMs, undefined, { signal: timeUp.signal })]);
    timeUp.abort();
    sqs.destroy();
  }

  return {
    maxInFlight: MAX_IN_FLIGHT,
    async send(job) {
      if (closed) throw new Error('the job queue is closed');
      await sqs.send(new SendMessageCommand({ QueueUrl: jobsUrl, MessageBody: JSON.stringify(job) }));
    },
    consume(handle) {
      consuming ??= consume(handle);
    },
    close({ graceMs }) {
      closed ??= shutDown(graceMs);
      return closed;
    },
  };
}

function parseResult(body: string | undefined): MediaResult | null {
  try {
    return MediaResult.parse(JSON.parse(body ?? ''));
  } catch {
    return null;
  }
}
