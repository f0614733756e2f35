import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '../../caller.ts';
import { HOUR } from '../../clock.ts';
import { Crash, createFuse, type Fuse, fragileParts } from './crash.fixture.ts';
import { checkInvariants } from './invariants.fixture.ts';
import {
  add,
  type MediaWorld,
  makeFile,
  openWorld,
  processAll,
  send,
  type TestFile,
  work,
} from './media.fixture.ts';

interface Acknowledged {
  /** Files the server has said are safe. */
  safe: Set<string>;
  /** Files that their owner asked to be deleted for good. */
  doomed: Set<string>;
}

/** The life of a few photos, from announcement to purge. */
async function live(
  world: MediaWorld,
  fuse: Fuse,
  { ada, groupId, files }: { ada: Actor; groupId: string; files: TestFile[] },
): Promise<Acknowledged> {
  const safe = new Set<string>();
  const doomed = new Set<string>();
  const { queue, parts } = fragileParts(world, fuse);
  const media = world.restart(parts);
  try {
    await media.start({ queueIsNew: true });
    const [kept = '', gone = ''] = await add(media, ada, groupId, files.slice(0, 2));
    for (const { item } of files.slice(0, 2)) safe.add(item.sha256);
    await media.sweeps['resendJobs']?.();
    for (const job of queue.sent.splice(0)) {
      const result = await work(job, { latitude: 41.2, longitude: -96.1 });
      await queue.deliver(result);
      await queue.deliver(result);
    }
    const items = files.slice(2, 3).map(({ item }) => item);
    const [dropped] = await media.authoriseUploads(ada, { groupId, items });
    if (dropped?.outcome === 'authorised')
      await media.cancelUploads(ada, { groupId, uploadIds: [dropped.uploadId] });
    await media.trashPhotos(ada, { groupId, photoIds: [kept, gone] });
    await media.restorePhotos(ada, { groupId, photoIds: [kept] });
    doomed.add(files[1]?.item.sha256 ?? '');
    await media.purgePhotos(ada, { groupId, photoIds: [gone] });
    // One upload is left to expire, and a group goes with what is in it.
    await send(media, ada, groupId, files.slice(3));
    const doomedGroup = await world.makeGroup(ada);
    await add(media, ada, doomedGroup, [makeFile()]);
    await send(media, ada, doomedGroup, [makeFile()]);
    await world.groups.delete(ada, doomedGroup);
    world.pass(3 * HOUR);
    await world.sweep(media);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  } finally {
    await media.stop();
  }
  return { safe, doomed };
}

/** A new process comes up, and two rounds of sweeps go by. */
async function recover(world: MediaWorld): Promise<void> {
  await world.media.start({ queueIsNew: true });
  for (let round = 0; round < 2; round++) {
    world.pass(3 * HOUR);
    await processAll(world);
    await world.sweep();
    await processAll(world);
  }
}

async function liveAndDie(at: number): Promise<{ steps: number }> {
  await using world = await openWorld();
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const files = [makeFile(), makeFile(), makeFile(), makeFile()];
  const fuse = createFuse(at);
  const { safe, doomed } = await live(world, fuse, { ada, groupId, files });
  await recover(world);
  try {
    await checkInvariants(world);
    const photos = await world.database.sql.selectFrom('photos').selectAll().execute();
    for (const digest of safe) {
      const photo = photos.find(({ sha256 }) => sha256 === digest);
      if (!doomed.has(digest)) assert.equal(photo?.state, 'ready', 'an acknowledged photo was lost');
    }
    for (const { state } of photos) assert.equal(state, 'ready');
    await sendAgain(world, ada, groupId, files);
  } catch (error) {
    throw new Error(`after a crash at step ${at}`, { cause: error });
  }
  return { steps: fuse.steps };
}

/** Whatever had happened, sending the same files again ends with all of them there once. */
async function sendAgain(world: MediaWorld, ada: Actor, groupId: string, files: TestFile[]): Promise<void> {
  const items = files.map(({ item }) => item);
  const answers = await world.media.authoriseUploads(ada, { groupId, items });
  const missing = files.filter((_, index) => answers[index]?.outcome === 'authorised');
  await add(world.media, ada, groupId, missing);
  await processAll(world);
  const { photos } = await world.media.listPhotos(ada, { groupId, order: 'added', limit: 100 });
  assert.equal(photos.length, files.length);
  world.pass(3 * HOUR);
  await world.sweep();
  await checkInvariants(world);
}

test('a process that dies at whatever step leaves what two sweeps put right', {
  timeout: 600_000,
}, async (context) => {
  const { steps } = await liveAndDie(Number.POSITIVE_INFINITY);
  assert.ok(steps > 150, `the life has ${steps} steps`);
  context.diagnostic(`${steps} steps to die at`);
  const places = Array.from({ length: steps }, (_, index) => index + 1).values();
  const lane = async (): Promise<void> => {
    for (const at of places) await liveAndDie(at);
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
});
