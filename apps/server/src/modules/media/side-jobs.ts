import type { MediaJob } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Queryable } from '../../db/index.ts';
import type { MediaDeps } from './deps.ts';
import { JOB_LIFE, jobLease, MAX_LEASES, retryDelay } from './policy.ts';

/** What waits for the processor by itself, beside the photos' jobs: few, and small. */
interface Waiting {
  id: string;
  attempt: number;
  job_id: string | null;
  created_at: number;
}

export interface SideJobs<R extends Waiting> {
  /** Moves a row on from exactly how it was seen; answers false when someone else did. */
  move(db: Queryable, row: R, to: { attempt: number; due_at: number; job_id?: string }): Promise<boolean>;
  describe(deps: MediaDeps, row: R & { job_id: string }, now: number): Promise<MediaJob>;
  /** Nobody ever answered. */
  giveUp(deps: MediaDeps, row: R): Promise<void>;
}

/** Sends what waits, or whose job was lost, to the processor; answers how many. What the queue does not take waits on. */
export async function sendAside<R extends Waiting>(
  deps: MediaDeps,
  due: readonly R[],
  jobs: SideJobs<R>,
): Promise<number> {
  const { database, queue, clock, log } = deps;
  const now = clock();
  let count = 0;
  for (const row of due) {
    if (row.attempt >= MAX_LEASES && now - row.created_at >= JOB_LIFE) {
      await jobs.giveUp(deps, row);
      continue;
    }
    const leased = { ...row, attempt: row.attempt + 1, job_id: uuidv7() };
    const { attempt, job_id } = leased;
    if (!(await jobs.move(database, row, { attempt, job_id, due_at: now + jobLease(attempt) }))) continue;
    try {
      await queue.send(await jobs.describe(deps, leased, now));
      count++;
    } catch (error) {
      log.warn({ err: error, id: row.id }, 'a job could not be sent; it stays queued');
      await jobs.move(database, leased, { attempt: row.attempt, due_at: now + retryDelay(1) });
    }
  }
  return count;
}
