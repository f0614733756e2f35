import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { handleBatch, type JobMessage } from './handle-batch.ts';
import { createProcessorPool } from './processor-pool.ts';

/** Set by the deployment; `SQS_ENDPOINT` only where the queue is not one of AWS. */
const { SQS_RESULTS_URL = '', SQS_ENDPOINT } = process.env;

const sqs = new SQSClient(SQS_ENDPOINT ? { endpoint: SQS_ENDPOINT, useQueueUrlAsEndpoint: false } : {});
/**
 * The function may write to one queue and nothing else. Photos are decoded in a process below this one, which starts
 * with an empty environment: whoever takes that over holds the signed requests of one job, not even the function's
 * credentials. It stays for the next event.
 */
const pool = createProcessorPool({
  processes: 1,
  idleMs: 10 * 60_000,
  // A bundle has its modules side by side, under the names they have here.
  script: new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './child.mjs', import.meta.url),
  limits: { jobTimeoutMs: 60_000, memoryLimit: 512 * 1024 * 1024 },
});

/**
 * Lambda's entry: a batch of SQS messages, each a media job. Expects `ReportBatchItemFailures` on the event source
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
 */
export async function handler(event: {
  Records: JobMessage[];
}): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> {
  const failed = await handleBatch(event.Records, {
    run: async (job) => (await pool.run(job))?.result,
    answer: async (result) => {
      await sqs.send(
        new SendMessageCommand({ QueueUrl: SQS_RESULTS_URL, MessageBody: JSON.stringify(result) }),
      );
    },
    warn: (fields, message) => console.warn(JSON.stringify({ message, ...fields })),
  });
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Ends the decoding process; for what calls the handler outside of Lambda. */
export const shutDown = (): Promise<void> => pool.close();
