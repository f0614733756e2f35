import { type MediaJob, VariantName } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { MediaDeps } from './deps.ts';
import { MAX_VARIANT_SIZE, sharedKey, VARIANT_TYPE, variantKey } from './keys.ts';
import { JOB_LIFE, JOB_URL_LIFE, jobLease, MAX_LEASES, retryDelay } from './policy.ts';
import { failPhoto } from './results.ts';
import { countInFlight, endLeases, moveJob, type PhotoJobRow, selectDueJobs } from './store-jobs.ts';

export interface Dispatcher {
  /** Sends what is queued, soon, if the queue has run half empty; calls that come meanwhile are one. */
  nudge(): void;
  /** Sends what is queued or was lost, as far as the queue holds it; answers how many. */
  dispatch(): Promise<number>;
  /** Takes every job back that was sent: for a queue that did not outlive the last process. */
  takeBack(): Promise<void>;
  /** Sends no more; resolves once nothing is being sent. */
  stop(): Promise<void>;
}

/** Carries the rows of `media_jobs` to the queue. */
export function createDispatcher(deps: MediaDeps): Dispatcher {
  const { database, queue, clock, log } = deps;
  let last: Promise<unknown> = Promise.resolve();
  let nudged = false;
  let stopped = false;

  async function sendDue(states: readonly ('sent' | 'queued')[], atLeast: number): Promise<number> {
    if (stopped) return 0;
    const now = clock();
    const free = queue.maxInFlight - (await countInFlight(database, now));
    if (free < atLeast) return 0;
    const due: PhotoJobRow[] = [];
    for (const state of states) {
      if (due.length < free) due.push(...(await selectDueJobs(database, state, now, free - due.length)));
    }
    const leased = due.length > 0 ? await leaseAll(deps, due, now) : [];
    let count = 0;
    for (const job of leased) if (await send(deps, job, now)) count++;
    return count;
  }

  /** One at a time, so that no two count the same free places. */
  function dispatch(states: readonly ('sent' | 'queued')[], atLeast: number): Promise<number> {
    const next = last.then(() => sendDue(states, atLeast));
    last = next.catch(() => undefined);
    return next;
  }

  return {
    dispatch: () => dispatch(['sent', 'queued'], 1),
    nudge() {
      if (nudged || stopped) return;
      nudged = true;
      setImmediate(() => {
        nudged = false;
        // Not before half of the queue is free: several leases then cost one commit.
        dispatch(['queued'], queue.maxInFlight / 2).catch((error: unknown) =>
          log.error({ err: error }, 'jobs could not be sent'),
        );
      });
    },
    takeBack: () => endLeases(database, clock()),
    async stop() {
      stopped = true;
      await last;
    },
  };
}

/**
 * Each sending has an id of its own, so that a late answer to an earlier one does not count against this.
 * Answers the jobs as they are sent; those that nobody ever answers are given up.
 */
function leaseAll({ database }: MediaDeps, due: readonly PhotoJobRow[], now: number): Promise<PhotoJobRow[]> {
  return database.transaction(async (tx) => {
    const leased: PhotoJobRow[] = [];
    for (const job of due) {
      if (job.attempt >= MAX_LEASES && now - job.created_at >= JOB_LIFE) {
        await failPhoto(tx, job.photo_id, 'timed-out');
        continue;
      }
      const lease = {
        id: uuidv7(),
        state: 'sent',
        attempt: job.attempt + 1,
        due_at: now + jobLease(job.attempt + 1),
      } as const;
      if (await moveJob(tx, job, lease)) leased.push({ ...job, ...lease });
    }
    return leased;
  });
}

/** A job that the queue does not take stays queued, and this costs it no try. */
async function send(deps: MediaDeps, job: PhotoJobRow, now: number): Promise<boolean> {
  try {
    await deps.queue.send(await describeJob(deps, job, now));
    return true;
  } catch (error) {
    deps.log.warn({ err: error, photoId: job.photo_id }, 'a job could not be sent; it stays queued');
    const again = { state: 'queued', attempt: job.attempt - 1, due_at: now + retryDelay(1) } as const;
    await moveJob(deps.database, job, again);
    return false;
  }
}

/** The message to the processor: one signed GET and a signed PUT for each thing to make, and nothing else to go by. */
async function describeJob(
  { storage }: Pick<MediaDeps, 'storage'>,
  job: PhotoJobRow,
  now: number,
): Promise<MediaJob> {
  const { id: jobId, photo_id: photoId, attempt, sha256, size, mime_type: mimeType } = job;
  const expiresAt = now + JOB_URL_LIFE;
  const photo = { group_id: job.group_id, id: photoId };
  const request = storage.signRead({
    key: job.storage_key,
    contentType: mimeType,
    expiresAt,
    audience: 'processor',
  });
  const sign = (key: string, contentType: string, maxSize: number) =>
    storage.signVariantPut({ key, contentType, maxSize, expiresAt });
  const signVariant = async (name: VariantName) => ({
    name,
    request: await sign(variantKey(photo, name), VARIANT_TYPE, MAX_VARIANT_SIZE),
  });
  const [shared, ...variants] = await Promise.all([
    sign(sharedKey(photo), mimeType, size),
    ...VariantName.options.map(signVariant),
  ]);
  const source = { request, sha256, size, mimeType };
  return { version: 1, jobId, photoId, attempt, expiresAt, source, variants, shared };
}
