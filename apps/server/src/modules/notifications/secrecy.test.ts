import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import { openScene, type Scene } from './notifications.fixture.ts';

const WEEK = 8 * DAY;

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

/** Owes what is due, and sends it once this has happened. */
async function between(work: () => Promise<unknown>): Promise<void> {
  scene.mail.down = true;
  await scene.pass(26 * HOUR);
  await work();
  scene.mail.down = false;
  await scene.pass(5 * MINUTE);
}

describe('no letter tells', () => {
  it('who was removed after it was owed, nor who left, nor of a group that is gone', async () => {
    const { ada, ben, cleo, groupId, share, world } = scene;
    await share(ada);
    await between(async () => {
      await world.groups.removeMember(ada, { groupId, userId: ben.userId });
      await world.leave(groupId, cleo);
    });
    assert.deepEqual(scene.news(ben), []);
    assert.deepEqual(scene.news(cleo), []);
    await world.join(groupId, ben, 'viewer');
    await scene.pass(WEEK);
    assert.deepEqual(scene.news(ben), [], 'what was added before they came back');
    await share(ada);
    await between(() => world.groups.delete(ada, groupId));
    assert.deepEqual(scene.news(ben), []);
  });

  it('of those whom somebody blocks, nor of what a block keeps from them', async () => {
    const { ada, ben, cleo, share, world } = scene;
    await share(ben, 2);
    await share(cleo);
    await between(() => world.groups.blockPerson(ada, { userId: ben.userId, hidesAll: false }));
    assert.deepEqual(scene.news(ada), ['Alps', '1 new photo: Cleo (1)']);
    assert.deepEqual(scene.news(cleo), ['Alps', '2 new photos: Ben (2)']);
    scene.read(ben);
    await share(ada);
    await share(cleo);
    await scene.pass(WEEK);
    assert.deepEqual(scene.news(ben), ['Alps', '1 new photo: Cleo (1)'], 'the blocked one');
    await world.groups.unblockPerson(ada, { userId: ben.userId });
  });

  it('of what was taken away or hidden meanwhile', async () => {
    const { ada, ben, groupId, share, world } = scene;
    const [trashed = '', hidden = '', held = ''] = await share(ben, 4);
    await between(async () => {
      await world.media.trashPhotos(ben, { groupId, photoIds: [trashed] });
      for (const [id, level] of [
        [hidden, 1],
        [held, 4],
      ] as const)
        await world.database.sql
          .updateTable('photos')
          .set({ hidden_level: level })
          .where('id', '=', id)
          .execute();
    });
    assert.deepEqual(scene.news(ada), ['Alps', '1 new photo: Ben (1)'], 'an admin no more than others');
  });

  it('contributors of a drop box about each other', async () => {
    const { ada, ben, cleo, groupId, share, world } = scene;
    await share(ben);
    await between(() => world.groups.changeRules(ada, groupId, { photos: 'drop-box' }));
    assert.deepEqual(scene.news(cleo), []);
    assert.deepEqual(scene.news(ada), ['Alps', '1 new photo: Ben (1)']);
  });

  it('those who are suspended, who turned it off, or muted the group, also after it was owed', async () => {
    const { ada, ben, cleo, groupId, notifications, share, world } = scene;
    const dora = await world.makeUser('Dora');
    await world.join(groupId, dora, 'viewer');
    world.pass(1_000);
    await share(ada);
    await between(async () => {
      await world.database.sql
        .updateTable('users')
        .set({ suspended_at: world.now() })
        .where('id', '=', ben.userId)
        .execute();
      await notifications.update(cleo, { photos: 'off' });
      await notifications.mute(dora, { groupId, muted: true });
    });
    for (const member of [ben, cleo, dora]) assert.deepEqual(scene.news(member), []);
    await share(ada);
    await scene.pass(WEEK);
    for (const member of [ben, cleo, dora]) assert.deepEqual(scene.news(member), []);
  });

  it('what a name says that is a message or an address', async () => {
    const { ada, groupId, share, world } = scene;
    const mallory = await world.makeUser('Win at https://evil.example');
    await world.join(groupId, mallory, 'contributor');
    await world.groups.change(ada, groupId, { name: 'www.evil.example' });
    await share(mallory);
    await scene.pass(WEEK);
    const [letter] = scene.read(ada);
    assert.ok(letter);
    assert.doesNotMatch(`${letter.subject}${letter.text}${letter.html}`, /evil/);
    assert.match(letter.text, /^One of your groups\n\n1 new photo: a member \(1\)$/m);
  });
});

it('a group that is heard again tells of what is new, and one that was muted never held others back', async () => {
  const { ada, ben, groupId, notifications, share, world } = scene;
  await notifications.update(ada, { photos: 'daily' });
  await share(ben);
  await scene.pass(2 * DAY);
  assert.deepEqual(scene.news(ada), ['Alps', '1 new photo: Ben (1)']);
  const other = await world.makeGroup(ada);
  await world.join(other, ben, 'contributor');
  world.pass(1_000);
  await notifications.mute(ada, { groupId, muted: true });
  await share(ben);
  await share(ben, 2, other);
  await scene.pass(2 * DAY);
  assert.deepEqual(scene.news(ada), ['Alps', '2 new photos: Ben (2)']);
  assert.deepEqual((await notifications.get(ada)).mutedGroups, [groupId]);
  await notifications.mute(ada, { groupId, muted: false });
  await share(ben);
  await scene.pass(2 * DAY);
  assert.deepEqual(scene.news(ada), ['Alps', '2 new photos: Ben (2)'], 'one is from while it was muted');
});
