import type { MediaJob, MediaResult } from '@wmory/contract';

/**
 * Carries media jobs to the processor and their results back, at least once each way. The row in
 * `media_jobs` is the truth: what a queue loses, the sweeper sends again.
 */
export interface JobQueue {
  /** How many jobs may be sent and unanswered at a time; signed URLs in a longer queue would expire. */
  readonly maxInFlight: number;
  /** Resolves once the queue has taken the job; rejects when it could not. */
  send(job: MediaJob): Promise<void>;
  /**
   * Starts delivering results. The handler is idempotent; when it rejects, the result is delivered
   * again or the job's lease runs out.
   */
  consume(handler: (result: MediaResult) => Promise<void>): void;
  /** Stops taking jobs, lets what runs finish or die within the time, and frees all processes. */
  close(options: { graceMs: number }): Promise<void>;
}
