import type { Selectable } from 'kysely';
import type { MediaJobsTable, Queryable, Tx } from '../../db/index.ts';

type JobRow = Selectable<MediaJobsTable>;

/** With what it says of its photo. */
export type PhotoJobRow = JobRow & {
  group_id: string;
  storage_key: string;
  sha256: string;
  size: number;
  mime_type: string;
  taken_at: number;
  added_at: number;
  photo_state: 'processing' | 'ready' | 'failed';
};

const selectJobs = (db: Queryable) =>
  db.sql
    .selectFrom('media_jobs')
    .innerJoin('photos', 'photos.id', 'media_jobs.photo_id')
    .selectAll('media_jobs')
    .select([
      'photos.group_id',
      'photos.storage_key',
      'photos.sha256',
      'photos.size',
      'photos.mime_type',
      'photos.taken_at',
      'photos.added_at',
      'photos.state as photo_state',
    ]);

export async function insertJobs(tx: Tx, rows: readonly JobRow[]): Promise<void> {
  await tx.sql.insertInto('media_jobs').values(rows).execute();
}

export function selectJob(db: Queryable, photoId: string): Promise<PhotoJobRow | undefined> {
  return selectJobs(db).where('media_jobs.photo_id', '=', photoId).executeTakeFirst();
}

/** Queued ones whose time has come, or sent ones whose lease has run out; the longest due first. */
export function selectDueJobs(
  db: Queryable,
  state: 'queued' | 'sent',
  now: number,
  limit: number,
): Promise<PhotoJobRow[]> {
  return selectJobs(db)
    .where('media_jobs.state', '=', state)
    .where('media_jobs.due_at', '<=', now)
    .orderBy('media_jobs.due_at')
    .limit(limit)
    .execute();
}

export async function countInFlight(db: Queryable, now: number): Promise<number> {
  const { count } = await db.sql
    .selectFrom('media_jobs')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('state', '=', 'sent')
    .where('due_at', '>', now)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Moves a job on from exactly the lease that was seen; answers false when someone else did. */
export async function moveJob(
  db: Queryable,
  from: Pick<JobRow, 'id' | 'state'>,
  to: Partial<Pick<JobRow, 'id' | 'state' | 'attempt' | 'failures' | 'due_at'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db.sql
    .updateTable('media_jobs')
    .set(to)
    .where('id', '=', from.id)
    .where('state', '=', from.state)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function endJob(tx: Tx, photoId: string, state: 'done' | 'failed'): Promise<void> {
  await tx.sql.updateTable('media_jobs').set({ state }).where('photo_id', '=', photoId).execute();
}

/** Ends every lease now. */
export async function endLeases(db: Queryable, now: number): Promise<void> {
  await db.sql
    .updateTable('media_jobs')
    .set({ due_at: now })
    .where('state', '=', 'sent')
    .where('due_at', '>', now)
    .execute();
}

/** The jobs that wait to be sent and those that were, and when the oldest of each was made. */
export async function countBacklog(
  db: Queryable,
): Promise<Record<'queued' | 'sent', { count: number; oldest: number | null }>> {
  const rows = await db.sql
    .selectFrom('media_jobs')
    .select((select) => [
      'state',
      select.fn.countAll<number>().as('count'),
      select.fn.min('created_at').as('oldest'),
    ])
    .where('state', 'in', ['queued', 'sent'])
    .groupBy('state')
    .execute();
  const stateOf = (state: 'queued' | 'sent') => {
    const row = rows.find((candidate) => candidate.state === state);
    return { count: Number(row?.count ?? 0), oldest: row ? Number(row.oldest) : null };
  };
  return { queued: stateOf('queued'), sent: stateOf('sent') };
}
