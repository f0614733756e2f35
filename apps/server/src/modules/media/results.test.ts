import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MediaJob, MediaResult } from '@wmory/contract';
import { MINUTE } from '../../clock.ts';
import {
  createDraw,
  createHeldQueue,
  failedResult,
  type MediaWorld,
  openWorld,
  readyResult,
} from './media.fixture.ts';

/** What the processor would find of a photo, told apart by its number. */
type Fate = 'ready' | 'fails once' | 'fails twice' | 'corrupt' | 'always crashes';
const fates: readonly Fate[] = ['ready', 'fails once', 'fails twice', 'corrupt', 'always crashes'];
const ends = { ready: 'ready', 'fails once': 'ready', 'fails twice': 'ready' } as const;

function answer(job: MediaJob, fate: Fate): MediaResult {
  if (fate === 'corrupt') return failedResult(job, 'corrupt', false);
  const failing = { ready: 0, 'fails once': 1, 'fails twice': 2, 'always crashes': 99 }[fate];
  return job.attempt <= failing ? failedResult(job) : readyResult(job);
}

test('10,000 results in any order, one in 20 twice and one in 100 lost, come to the same end', async () => {
  const draw = createDraw(20260503);
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const fateOf = new Map<string, Fate>();
  const now = world.now();
  for (let index = 0; index < 6000; index++) {
    const photoId = `0198c0de-0000-7000-8000-${String(index).padStart(12, '0')}`;
    fateOf.set(photoId, fates[index % fates.length] ?? 'ready');
  }
  await insertProcessing(world, { photoIds: [...fateOf.keys()], groupId, userId: ada.userId, now });
  const queue = createHeldQueue(2000);
  const object = { size: 1, contentType: 'image/webp', etag: 'x', sha256: null, modifiedAt: now };
  const storage = { ...world.storage, head: async (key: string) => ({ key, ...object }) };
  const media = world.restart({ queue, storage });
  await media.start({ queueIsNew: true });

  let delivered = 0;
  const held: MediaResult[] = [];
  for (let round = 0; round < 40; round++) {
    await media.sweeps['resendJobs']?.();
    for (const job of queue.sent.splice(0)) {
      const result = answer(job, fateOf.get(job.photoId) ?? 'ready');
      if (draw() >= 0.01) held.push(result);
      if (draw() < 0.05) held.push(result);
    }
    // In any order, and some only rounds later.
    const shuffled = held
      .splice(0)
      .map((result) => ({ result, at: draw() }))
      .sort((a, b) => a.at - b.at);
    for (const { result, at } of shuffled) {
      if (at < 0.15) held.push(result);
      else {
        await queue.deliver(result);
        delivered++;
      }
    }
    world.pass(2 * MINUTE);
  }
  await media.stop();
  assert.ok(delivered >= 10_000, `${delivered} results were delivered`);
  const rows = await world.database.sql
    .selectFrom('photos')
    .innerJoin('media_jobs', 'media_jobs.photo_id', 'photos.id')
    .select(['photos.id', 'photos.state', 'photos.failure', 'media_jobs.state as job'])
    .execute();
  assert.equal(rows.length, 6000);
  for (const { id, state, failure: reason, job } of rows) {
    const fate = fateOf.get(id) ?? 'ready';
    const good = fate in ends;
    const end = [state, reason, job];
    const wanted = good
      ? ['ready', null, 'done']
      : ['failed', fate === 'corrupt' ? 'corrupt' : 'crashed', 'failed'];
    assert.deepEqual(end, wanted, fate);
  }
});

async function insertProcessing(
  { database }: MediaWorld,
  { photoIds, groupId, userId, now }: { photoIds: string[]; groupId: string; userId: string; now: number },
): Promise<void> {
  const photoOf = (id: string) => {
    const sha256 = id.replaceAll('-', '').padEnd(64, '0');
    return {
      id,
      group_id: groupId,
      uploader_id: userId,
      kind: 'image' as const,
      state: 'processing' as const,
      sha256,
      live_sha256: sha256,
      size: 1,
      mime_type: 'image/jpeg',
      file_name: 'a.jpg',
      storage_key: `media/${groupId}/${id}/original`,
      caption: '',
      taken_at: now,
      added_at: now,
    };
  };
  const jobOf = (id: string) => ({
    id,
    photo_id: id,
    state: 'queued' as const,
    attempt: 0,
    failures: 0,
    due_at: now,
    created_at: now,
  });
  for (let from = 0; from < photoIds.length; from += 1000) {
    const ids = photoIds.slice(from, from + 1000);
    await database.sql.insertInto('photos').values(ids.map(photoOf)).execute();
    await database.sql.insertInto('media_jobs').values(ids.map(jobOf)).execute();
  }
}
