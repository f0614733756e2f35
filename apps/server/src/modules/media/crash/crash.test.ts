import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { currentColumn } from '../../../../../../tools/column.ts';
import { HOUR } from '../../../clock.ts';
import { checkInvariants } from '../invariants.fixture.ts';
import { add } from '../media.fixture.ts';
import { type CrashWorld, multipartIn, openCrashWorld } from './crash-world.fixture.ts';
import { exitLives } from './exit-lives.fixture.ts';
import { createFuse, type Fuse, kindOf, type Step } from './fuse.fixture.ts';
import { type Life, photoLives, uploadLives } from './lives.fixture.ts';
import { type Stage, setStage } from './stage.fixture.ts';
import { sweepLives } from './sweep-lives.fixture.ts';

const column = currentColumn();

/** Plays a life until its end, or until the process dies of the step. */
async function play(life: Life, stage: Stage, at?: Step | 'start', ahead = 0): Promise<Fuse> {
  const live = await life(stage);
  const fuse = createFuse(at);
  const process = stage.world.start(fuse);
  const whole = async (): Promise<void> => {
    await live(process);
    // What was to follow soon has begun by then, and is waited for.
    await setImmediate();
    await process.media.stop();
  };
  await stage.world.later(ahead, () => Promise.race([whole(), fuse.died]));
  return fuse;
}

/** Once two rounds of sweeps have gone over what the dead have left. */
async function assertWhole({ world, safe, doomed }: Stage): Promise<void> {
  await world.recover();
  await checkInvariants(world);
  const photos = await world.database.sql.selectFrom('photos').select(['sha256', 'state']).execute();
  const states = new Map(photos.map(({ sha256, state }) => [sha256, state]));
  for (const digest of safe)
    if (!doomed.has(digest)) assert.equal(states.get(digest), 'ready', 'an acknowledged photo was lost');
  for (const [digest, state] of states)
    if (!doomed.has(digest)) assert.equal(state, 'ready', 'a photo is stuck');
}

/** Whatever had happened, sending the same files again ends with all of them there once. */
async function assertRepeatable({ world, ada, groupId, tried, alive }: Stage): Promise<void> {
  await alive(async ({ media }) => {
    for (let left = [...tried]; left.length > 0; left = left.slice(50)) {
      const items = left.slice(0, 50).map(({ item }) => item);
      const answers = await media.authoriseUploads(ada, { groupId, items });
      const missing = left.filter((_, index) => answers[index]?.outcome === 'authorised');
      if (missing.length > 0) await add(media, ada, groupId, missing);
    }
  });
  const digests = tried.map(({ item }) => item.sha256);
  const { sql } = world.database;
  const rows = await sql.selectFrom('photos').select('sha256').where('group_id', '=', groupId).execute();
  assert.deepEqual(rows.map(({ sha256 }) => sha256).sort(), digests.sort());
}

/**
 * Plays a life once to learn its steps, and then once for each of them, with a process that dies there: all in one
 * world, whose sweeps then have to put it all right at once.
 */
async function dieEverywhere(world: CrashWorld, life: Life, ahead = 0): Promise<number> {
  const stage = await setStage(world);
  const { steps } = await play(life, stage, undefined, ahead);
  await assertWhole(stage);
  const deadly = new Set<string>();
  for (const at of ['start', ...steps] as const) {
    const { dead } = await play(life, stage, at, ahead);
    if (dead) deadly.add(kindOf(at));
    await world.restart();
  }
  // What runs beside the rest may come once less another time; but of each kind of step some have died.
  for (const at of steps) assert.ok(deadly.has(kindOf(at)), `no process came to ${at}`);
  await assertWhole(stage);
  if (stage.tried.length > 0) {
    await assertRepeatable(stage);
    await assertWhole(stage);
  }
  return steps.length;
}

describe('a process that dies at whatever step leaves what two sweeps put right', {
  timeout: 500_000,
}, () => {
  let world: CrashWorld;
  before(async () => {
    world = await openCrashWorld(multipartIn(column));
  });
  after(() => world[Symbol.asyncDispose]());

  for (const [name, life] of Object.entries({ ...uploadLives(column), ...photoLives, ...exitLives })) {
    test(`dying of ${name}`, async (context) => {
      const steps = await dieEverywhere(world, life);
      context.diagnostic(`${steps} steps`);
    });
  }

  for (const [name, life] of Object.entries(sweepLives(column))) {
    test(`dying of ${name}`, async (context) => {
      // Which goes over all there is, and so has a world of its own.
      await using swept = await openCrashWorld(multipartIn(column));
      const steps = await dieEverywhere(swept, life, 13 * HOUR);
      context.diagnostic(`${steps} steps`);
    });
  }
});
