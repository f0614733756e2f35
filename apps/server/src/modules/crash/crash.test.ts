import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { currentColumn } from '../../../../../tools/column.ts';
import { HOUR } from '../../clock.ts';
import { checkInvariants } from '../media/invariants.fixture.ts';
import { add } from '../media/media.fixture.ts';
import { type CrashWorld, multipartIn, openCrashWorld } from './crash-world.fixture.ts';
import { exitLives } from './exit-lives.fixture.ts';
import { createFuse, type Fuse, kindOf, type Step } from './fuse.fixture.ts';
import { checkJudging } from './judging-invariants.fixture.ts';
import { judgingLives } from './judging-lives.fixture.ts';
import { type Life, photoLives, uploadLives } from './lives.fixture.ts';
import { type Stage, setStage } from './stage.fixture.ts';
import { sweepLives } from './sweep-lives.fixture.ts';

const column = currentColumn();

/** Files that are sent again at once. */
const BATCH = 10;

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
  await checkJudging(world);
  const files = [];
  for (const table of ['photos', 'motions'] as const)
    files.push(...(await world.database.sql.selectFrom(table).select(['sha256', 'state']).execute()));
  const states = new Map(files.map(({ sha256, state }) => [sha256, state]));
  for (const digest of safe)
    if (!doomed.has(digest)) assert.equal(states.get(digest), 'ready', 'an acknowledged photo was lost');
  for (const [digest, state] of states)
    if (!doomed.has(digest)) assert.equal(state, 'ready', 'a photo is stuck');
}

/** Whatever had happened, sending the same files again ends with all of them there once. */
async function assertRepeatable({ world, ada, groupId, tried, alive }: Stage): Promise<void> {
  await alive(async ({ media }) => {
    // Few at a time: large ones are hashed in this process, whose calls wait for the database meanwhile.
    for (let left = [...tried]; left.length > 0; left = left.slice(BATCH)) {
      const items = left.slice(0, BATCH).map(({ item }) => item);
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

/**
 * Each in a world of its own: sweeps and checks go over all that is in it, and would go over what the lives before have
 * left with each of those after.
 *
 * @param ahead milliseconds after what was prepared in which the life is played
 */
function tryLives(lives: Record<string, Life>, ahead = 0): void {
  for (const [name, life] of Object.entries(lives)) {
    test(`dying of ${name}`, async (context) => {
      await using world = await openCrashWorld(multipartIn(column));
      const steps = await dieEverywhere(world, life, ahead);
      context.diagnostic(`${steps} steps`);
    });
  }
}

describe('a process that dies at whatever step leaves what two sweeps put right', {
  timeout: 500_000,
}, () => {
  tryLives({ ...uploadLives(column), ...photoLives, ...exitLives });
  tryLives(sweepLives(column), 13 * HOUR);
});

describe('so does one that dies while people report and judge', { timeout: 500_000 }, () => {
  tryLives(judgingLives);
});
