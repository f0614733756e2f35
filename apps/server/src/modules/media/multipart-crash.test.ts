import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
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
  putParts,
  type TestFile,
} from './media.fixture.ts';

const multipart = { threshold: 1000, partSize: 1000 };
const makeLarge = () => makeFile({ bytes: randomBytes(2500) });

interface Cast {
  ada: Actor;
  groupId: string;
  files: TestFile[];
}

/** One large file is uploaded, one cancelled half-way, one abandoned. Answers whether the first was acknowledged. */
async function live(world: MediaWorld, fuse: Fuse, { ada, groupId, files }: Cast): Promise<boolean> {
  const { parts } = fragileParts(world, fuse);
  const media = world.restart(parts);
  let acknowledged = false;
  try {
    await add(media, ada, groupId, files.slice(0, 1));
    acknowledged = true;
    for (const [index, file] of files.slice(1).entries()) {
      const [answer] = await media.authoriseUploads(ada, { groupId, items: [file.item] });
      assert.ok(answer?.outcome === 'authorised' && answer.kind === 'multipart');
      await putParts(media, ada, { groupId, answer, bytes: file.bytes }, [2]);
      if (index === 0) await media.cancelUploads(ada, { groupId, uploadIds: [answer.uploadId] });
    }
    await world.sweep(media);
    world.pass(13 * HOUR);
    await world.sweep(media);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  } finally {
    await media.stop();
  }
  return acknowledged;
}

async function liveAndDie(at: number): Promise<number> {
  await using world = await openWorld({ multipart });
  const ada = await world.makeUser('Ada');
  const groupId = await world.makeGroup(ada);
  const files = [makeLarge(), makeLarge(), makeLarge()];
  const fuse = createFuse(at);
  const acknowledged = await live(world, fuse, { ada, groupId, files });
  try {
    for (let round = 0; round < 2; round++) {
      world.pass(13 * HOUR);
      await processAll(world);
      await world.sweep();
      await processAll(world);
    }
    await checkInvariants(world);
    assert.deepEqual(await world.storage.listMultiparts(''), [], 'parts were left behind');
    const count = (await world.database.sql.selectFrom('photos').select('id').execute()).length;
    if (acknowledged) assert.equal(count, 1, 'an acknowledged photo was lost');
    const answers = await world.media.authoriseUploads(ada, {
      groupId,
      items: files.map(({ item }) => item),
    });
    const missing = files.filter((_, index) => answers[index]?.outcome === 'authorised');
    await add(world.media, ada, groupId, missing);
    await processAll(world);
    await world.sweep();
    await checkInvariants(world);
    assert.equal((await world.database.sql.selectFrom('photos').select('id').execute()).length, 3);
  } catch (error) {
    throw new Error(`after a crash at step ${at}`, { cause: error });
  }
  return fuse.steps;
}

test('a process that dies at whatever step of an upload in parts leaves what two sweeps put right', {
  timeout: 600_000,
}, async (context) => {
  const steps = await liveAndDie(Number.POSITIVE_INFINITY);
  assert.ok(steps > 80, `the life has ${steps} steps`);
  context.diagnostic(`${steps} steps to die at`);
  const places = Array.from({ length: steps }, (_, index) => index + 1).values();
  const lane = async (): Promise<void> => {
    for (const at of places) await liveAndDie(at);
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
});
