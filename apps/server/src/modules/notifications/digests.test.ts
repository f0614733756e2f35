import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import { add, failedResult, makeFile, work } from '../media/media.fixture.ts';
import { openScene, PUBLIC_URL, type Scene } from './notifications.fixture.ts';

/** Longer than both a week's period and what is gathered for it. */
const WEEK = 8 * DAY;

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

describe('a letter about new photos', () => {
  it('tells who added how many, group by group, with a way there, and shows nothing of the photos', async () => {
    const { ada, ben, cleo, groupId, share } = scene;
    await share(ben, 3);
    await share(cleo);
    await scene.pass(WEEK);
    const [letter, ...more] = scene.read(ada);
    assert.ok(letter);
    assert.deepEqual(more, []);
    assert.match(letter.text, /^Alps\n\n4 new photos: Ben \(3\), Cleo \(1\)$/m);
    assert.ok(letter.text.includes(`See the photos:\n${PUBLIC_URL}/groups/${groupId}\n`));
    assert.doesNotMatch(letter.html, /<img|X-Amz|sig=|media\//);
    assert.match(letter.unsubscribe ?? '', /^https:\/\/photos\.example\/unsubscribe\?token=/);
    assert.deepEqual(scene.news(ben), ['Alps', '1 new photo: Cleo (1)']);
    assert.deepEqual(scene.news(cleo), ['Alps', '3 new photos: Ben (3)']);
  });

  it('comes once in the chosen time, and tells each photo once', async () => {
    const { ada, ben, notifications, share } = scene;
    await notifications.update(ada, { photos: 'daily' });
    await share(ben);
    await scene.pass(HOUR);
    await share(ben);
    await scene.pass(HOUR);
    assert.deepEqual(scene.news(ada), [], 'it waits for what belongs to it');
    await scene.pass(30 * MINUTE);
    assert.deepEqual(scene.news(ada), ['Alps', '2 new photos: Ben (2)']);
    for (let hours = 0; hours < 22; hours++) {
      await share(ben);
      await scene.pass(HOUR);
      assert.deepEqual(scene.news(ada), [], 'a day has not passed');
    }
    await scene.pass(3 * HOUR);
    assert.deepEqual(scene.news(ada), ['Alps', '22 new photos: Ben (22)']);
    await scene.pass(WEEK);
    assert.deepEqual(scene.news(ada), [], 'nothing is new');
  });

  it('is weekly unless chosen otherwise, and a choice holds for the one that is due', async () => {
    const { ada, ben, cleo, notifications, share } = scene;
    await share(ben);
    await scene.pass(26 * HOUR);
    assert.deepEqual(scene.news(ada), ['Alps', '1 new photo: Ben (1)']);
    assert.deepEqual(scene.news(cleo), ['Alps', '1 new photo: Ben (1)']);
    await share(ben);
    await scene.pass(2 * DAY);
    await notifications.update(cleo, { photos: 'daily' });
    await scene.pass(3 * HOUR);
    assert.deepEqual(scene.news(cleo), ['Alps', '1 new photo: Ben (1)']);
    assert.deepEqual(scene.news(ada), []);
    await scene.pass(5 * DAY);
    assert.deepEqual(scene.news(ada), ['Alps', '1 new photo: Ben (1)']);
  });

  it('costs one note a group and one date a member, however many photos there are', async () => {
    const { ben, share, world } = scene;
    await share(ben, 20);
    const noted = await world.database.sql.selectFrom('group_news').selectAll().execute();
    assert.equal(noted.length, 1);
    assert.deepEqual(await world.database.sql.selectFrom('digests').selectAll().execute(), []);
    await scene.prepare();
    await share(ben, 20);
    await scene.prepare();
    const due = await world.database.sql.selectFrom('digests').selectAll().execute();
    assert.equal(due.length, 3);
    assert.deepEqual(await world.database.sql.selectFrom('group_news').selectAll().execute(), []);
  });

  it('leaves to the next one what was being prepared, and forgets none of it', async () => {
    const { ada, ben, share, world } = scene;
    await scene.notifications.update(ada, { photos: 'daily' });
    await share(ben);
    await add(world.media, ben, scene.groupId, [makeFile(), makeFile()]);
    world.pass(1_000);
    await world.media.sweeps['resendJobs']?.();
    await scene.pass(150 * MINUTE);
    assert.deepEqual(scene.news(ada), ['Alps', '1 new photo: Ben (1)']);
    // The signed requests of the first sending are too old by now.
    world.queue.sent.splice(0);
    await world.media.sweeps['resendJobs']?.();
    const [ready, broken] = world.queue.sent.splice(0);
    assert.ok(ready && broken);
    await world.queue.deliver(await work(ready));
    await world.queue.deliver(failedResult(broken, 'crashed', false));
    await scene.pass(2 * DAY);
    assert.deepEqual(scene.news(ada), ['Alps', '1 new photo: Ben (1)']);
  });
});

describe('what its reader has seen in the app', () => {
  it('is told in no letter, be it seen before one is owed or after', async () => {
    const { ada, ben, cleo, groupId, mail, share, world } = scene;
    const look = (actor: typeof ada) =>
      world.groups.markSeen(actor, { groupId, through: new Date(world.now()).toISOString() });
    await share(ben, 2);
    world.pass(MINUTE);
    await look(ada);
    world.pass(MINUTE);
    await share(ben);
    mail.down = true;
    await scene.pass(26 * HOUR);
    await look(cleo);
    mail.down = false;
    await scene.pass(5 * MINUTE);
    assert.deepEqual(scene.news(ada), ['Alps', '1 new photo: Ben (1)']);
    assert.deepEqual(scene.news(cleo), []);
  });
});

describe('a letter that could not be sent', () => {
  it('tells the same when it is sent again, and the next one what came after it', async () => {
    const { ada, ben, cleo, mail, share } = scene;
    await scene.notifications.update(ada, { photos: 'daily' });
    await share(ben, 2);
    mail.down = true;
    await scene.pass(3 * HOUR);
    await share(cleo);
    mail.down = false;
    await scene.pass(5 * MINUTE);
    assert.deepEqual(scene.news(ada), ['Alps', '2 new photos: Ben (2)']);
    await scene.pass(2 * DAY);
    assert.deepEqual(scene.news(ada), ['Alps', '1 new photo: Cleo (1)']);
  });

  it('is owed once, however many servers prepare it', async () => {
    const { ben, mail, notifications, share, world } = scene;
    await share(ben);
    mail.down = true;
    await scene.prepare();
    world.pass(26 * HOUR);
    const { oweDigests } = notifications.sweeps;
    await Promise.all([oweDigests?.(), oweDigests?.(), oweDigests?.()]);
    const owed = await world.database.sql.selectFrom('letters').select('user_id').execute();
    assert.equal(owed.length, 2);
    assert.equal(new Set(owed.map(({ user_id }) => user_id)).size, 2);
  });

  it('loses nothing when the server is away for days', async () => {
    const { ada, ben, share, world } = scene;
    await scene.notifications.update(ada, { photos: 'daily' });
    await share(ben);
    world.pass(3 * DAY);
    await share(ben);
    await scene.pass(DAY);
    const told = scene.read(ada).map(({ text }) => /(\d+) new photo/.exec(text)?.[1]);
    assert.deepEqual(told, ['2']);
  });
});
