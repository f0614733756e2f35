import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '../../caller.ts';
import { HOUR, MINUTE } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { answerAll, choose, send } from './avatars.fixture.ts';
import { failedResult, type MediaWorld, openWorld, work } from './media.fixture.ts';

const coded =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof AppError && error.code === code;

const keysIn = async ({ storage }: MediaWorld) => (await storage.list('')).map(({ key }) => key);

/** What others in the group are shown of somebody. */
async function seenOf({ groups }: MediaWorld, viewer: Actor, groupId: string, { userId }: Actor) {
  const members = await groups.listMembers(viewer, groupId);
  return members.find((member) => member.userId === userId)?.avatarUrl;
}

async function openAlps() {
  const world = await openWorld();
  const [anna, ben] = [await world.makeUser('Anna'), await world.makeUser('Ben')];
  const groupId = await world.makeGroup(anna);
  await world.join(groupId, ben, 'viewer');
  return { world, anna, ben, groupId };
}

test('a picture is shown to the group once it is ready, and nothing else is kept of it', async () => {
  const { world, anna, ben, groupId } = await openAlps();
  await using _ = world;
  const avatarId = await send(world, anna);
  assert.deepEqual(await world.media.confirmAvatar(anna, { avatarId }), {
    state: 'processing',
    failure: null,
    url: null,
  });
  assert.equal(await seenOf(world, ben, groupId, anna), null);
  await world.media.sweeps['resendAvatars']?.();
  const [job] = world.queue.sent;
  assert.deepEqual(
    job?.variants.map(({ name }) => name),
    ['thumb'],
  );
  await answerAll(world);
  const { state, url } = await world.media.confirmAvatar(anna, { avatarId });
  assert.equal(state, 'ready');
  assert.equal(await seenOf(world, ben, groupId, anna), url);
  assert.equal((await fetch(url ?? '')).status, 200);
  // As long as the address that it was sent to works, what is there keeps others out.
  world.pass(16 * MINUTE);
  await world.sweep();
  assert.deepEqual(await keysIn(world), [`media/avatars/${avatarId}/thumb`]);
  world.pass(3 * HOUR);
  await world.sweep();
  assert.deepEqual(await keysIn(world), [`media/avatars/${avatarId}/thumb`]);
  const { used } = await world.quota.get(anna.userId);
  assert.equal(used, 0);
});

test('who is not in a group with somebody, or has left it, is told of no picture', async () => {
  const { world, anna, ben, groupId } = await openAlps();
  await using _ = world;
  await choose(world, anna);
  await choose(world, ben);
  const stranger = await world.makeUser('Cleo');
  await assert.rejects(world.groups.listMembers(stranger, groupId), coded('not-found'));
  await world.leave(groupId, ben);
  await assert.rejects(world.groups.listMembers(ben, groupId), coded('not-found'));
  assert.equal(await seenOf(world, anna, groupId, ben), undefined);
});

test('a picture that nobody confirmed is none, and neither is one of somebody else', async () => {
  const { world, anna, ben } = await openAlps();
  await using _ = world;
  const sha256 = 'a'.repeat(64);
  const { avatarId } = await world.media.prepareAvatar(anna, { size: 9, sha256 });
  await assert.rejects(world.media.confirmAvatar(anna, { avatarId }), coded('upload-missing'));
  await assert.rejects(world.media.confirmAvatar(ben, { avatarId }), coded('not-found'));
  const sent = await send(world, anna);
  await assert.rejects(world.media.confirmAvatar(anna, { avatarId }), coded('not-found'));
  await world.database.sql.updateTable('avatars').set({ size: 1 }).where('id', '=', sent).execute();
  await assert.rejects(world.media.confirmAvatar(anna, { avatarId: sent }), coded('upload-mismatch'));
  await assert.rejects(world.media.confirmAvatar(anna, { avatarId: sent }), coded('not-found'));
  await send(world, anna);
  world.pass(HOUR);
  await world.sweep();
  assert.deepEqual(await keysIn(world), []);
  assert.deepEqual(await world.database.sql.selectFrom('avatars').selectAll().execute(), []);
});

test('another picture takes the place of the one before, which is deleted', async () => {
  const { world, anna, ben, groupId } = await openAlps();
  await using _ = world;
  await choose(world, anna);
  const second = await choose(world, anna);
  assert.equal(await seenOf(world, ben, groupId, anna), second.url);
  world.pass(16 * MINUTE);
  await world.sweep();
  assert.deepEqual(await keysIn(world), [`media/avatars/${second.avatarId}/thumb`]);
});

test('of two that are prepared at once the later one is shown, whichever is ready first', async () => {
  const { world, anna, ben, groupId } = await openAlps();
  await using _ = world;
  const first = await send(world, anna);
  await world.media.confirmAvatar(anna, { avatarId: first });
  const second = await send(world, anna);
  await world.media.confirmAvatar(anna, { avatarId: second });
  await world.media.sweeps['resendAvatars']?.();
  const jobs = world.queue.sent.splice(0);
  assert.deepEqual(jobs.map(({ photoId }) => photoId).sort(), [first, second].sort());
  jobs.sort((a, b) => (a.photoId < b.photoId ? 1 : -1));
  const results = await Promise.all(jobs.map((job) => work(job)));
  for (const result of [...results, ...results]) await world.queue.deliver(result);
  assert.match((await seenOf(world, ben, groupId, anna)) ?? '', new RegExp(second));
  world.pass(16 * MINUTE);
  await world.sweep();
  assert.deepEqual(await keysIn(world), [`media/avatars/${second}/thumb`]);
});

test('a picture is removed with all there is of it, also one that is on its way', async () => {
  const { world, anna, ben, groupId } = await openAlps();
  await using _ = world;
  await choose(world, anna);
  const second = await send(world, anna);
  await world.media.confirmAvatar(anna, { avatarId: second });
  await world.media.sweeps['resendAvatars']?.();
  const [job] = world.queue.sent.splice(0);
  assert.ok(job);
  await world.media.removeAvatar(anna);
  assert.equal(await seenOf(world, ben, groupId, anna), null);
  await world.queue.deliver(await work(job));
  assert.equal(await seenOf(world, ben, groupId, anna), null);
  world.pass(16 * MINUTE);
  await world.sweep();
  assert.deepEqual(await keysIn(world), []);
  await world.media.removeAvatar(anna);
  const entries = await world.database.sql
    .selectFrom('audit_logs')
    .select(['action', 'details'])
    .where('actor_id', '=', anna.userId)
    .where('action', '=', 'account.updated')
    .orderBy('id')
    .execute();
  assert.deepEqual(
    entries.map(({ details }) => JSON.parse(details ?? '').picture),
    ['chosen', 'chosen', 'removed'],
  );
});

test('what cannot be made ready is refused with its reason, and the picture before stays', async () => {
  const { world, anna, ben, groupId } = await openAlps();
  await using _ = world;
  const before = await choose(world, anna);
  const avatarId = await send(world, anna);
  await world.media.confirmAvatar(anna, { avatarId });
  for (let tries = 0; tries < 3; tries++) {
    await world.media.sweeps['resendAvatars']?.();
    const [job] = world.queue.sent.splice(0);
    assert.ok(job, `try ${tries}`);
    await world.queue.deliver(failedResult({ ...job, jobId: anna.userId }));
    await world.queue.deliver(failedResult(job));
    world.pass(2 * MINUTE);
  }
  const { state, failure } = await world.media.confirmAvatar(anna, { avatarId });
  assert.deepEqual({ state, failure }, { state: 'failed', failure: 'crashed' });
  assert.match((await seenOf(world, ben, groupId, anna)) ?? '', new RegExp(before.avatarId));
  world.pass(2 * HOUR);
  await world.sweep();
  assert.deepEqual(await keysIn(world), [`media/avatars/${before.avatarId}/thumb`]);
});

test('a job that was lost is sent again, by another process too', async () => {
  const { world, anna } = await openAlps();
  await using _ = world;
  const avatarId = await send(world, anna);
  await world.media.confirmAvatar(anna, { avatarId });
  await world.media.sweeps['resendAvatars']?.();
  assert.equal(world.queue.sent.splice(0).length, 1);
  assert.equal(await world.media.sweeps['resendAvatars']?.(), 0);
  const next = world.restart();
  await next.start({ queueIsNew: true });
  assert.equal(await next.sweeps['resendAvatars']?.(), 1);
  world.queue.sent.splice(0);
  world.pass(11 * MINUTE);
  await answerAll(world);
  assert.equal((await world.media.confirmAvatar(anna, { avatarId })).state, 'ready');
  await next.stop();
});

test('with the account, the row goes at once and the object with the next look through the store', async () => {
  const { world, ben, groupId } = await openAlps();
  await using _ = world;
  await choose(world, ben);
  await world.leave(groupId, ben);
  const { sql } = world.database;
  await sql.deleteFrom('group_exits').where('user_id', '=', ben.userId).execute();
  await sql.deleteFrom('users').where('id', '=', ben.userId).execute();
  assert.deepEqual(await sql.selectFrom('avatars').select('id').execute(), []);
  world.pass(3 * HOUR);
  await world.sweep();
  await world.sweep();
  assert.deepEqual(await keysIn(world), []);
});
