import { MediaJob, type MediaResult } from '@wmory/contract';

/** A message of a queue, as Lambda hands it over. */
export interface JobMessage {
  readonly messageId: string;
  readonly body: string;
}

export interface BatchParts {
  /** Does one job; answers undefined when it has to be done again, through no fault of its own. */
  readonly run: (job: MediaJob) => Promise<MediaResult | undefined>;
  /** Resolves once the result is on its way for good. */
  readonly answer: (result: MediaResult) => Promise<void>;
  readonly warn: (fields: object, message: string) => void;
}

/**
 * Does the jobs of a batch one after the other, since memory is for one photo at a time. Answers the ids of the
 * messages that are to be delivered again: what is no job, and jobs whose result could not be sent. After some
 * deliveries the queue puts them aside, where a person can look at them. Never rejects.
 */
export async function handleBatch(messages: readonly JobMessage[], parts: BatchParts): Promise<string[]> {
  const failed: string[] = [];
  for (const { messageId, body } of messages) {
    try {
      await handle(body, parts);
    } catch (error) {
      parts.warn({ messageId, error: String(error) }, 'a message was not handled');
      failed.push(messageId);
    }
  }
  return failed;
}

async function handle(body: string, { run, answer }: BatchParts): Promise<void> {
  const job = MediaJob.parse(JSON.parse(body));
  // It has waited too long. An answer would count against it; without one, it is sent with fresh requests.
  if (job.expiresAt <= Date.now()) return;
  const result = (await run(job)) ?? (await run(job));
  if (!result) throw new Error('the job was not done');
  await answer(result);
}
