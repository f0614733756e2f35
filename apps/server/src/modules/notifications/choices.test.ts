import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { usualLetters } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import { DAY } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { openScene, type Scene, tokenIn } from './notifications.fixture.ts';
import { optOutOf } from './opt-out.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

const refusesToken = (token: string, choice = 'off') =>
  assert.rejects(
    scene.notifications.chooseByLetter({ token, choice }),
    (error) => error instanceof AppError && error.code === 'code-invalid',
    token,
  );

async function tokenOf(actor: Scene['ada']): Promise<string> {
  await scene.share(actor === scene.ben ? scene.ada : scene.ben);
  await scene.pass(8 * DAY);
  const [letter] = scene.read(actor);
  assert.ok(letter);
  return tokenIn(letter);
}

describe('choices', () => {
  it('are the usual ones until somebody chooses, and each person has their own', async () => {
    const { ada, ben, notifications } = scene;
    assert.deepEqual(await notifications.get(ada), { letters: usualLetters, mutedGroups: [] });
    const changed = await notifications.update(ada, { photos: 'daily', requests: 'off' });
    assert.deepEqual(changed.letters, { photos: 'daily', requests: 'off', answers: 'on' });
    await notifications.update(ada, { photos: 'off' });
    assert.deepEqual((await notifications.get(ada)).letters, {
      photos: 'off',
      requests: 'off',
      answers: 'on',
    });
    assert.deepEqual((await notifications.get(ben)).letters, usualLetters);
  });

  it('of groups are there for members alone, and go with the membership', async () => {
    const { ben, groupId, notifications, world } = scene;
    const stranger = await world.makeUser('Stranger');
    await assert.rejects(
      notifications.mute(stranger, { groupId, muted: true }),
      (error) => error instanceof AppError && error.code === 'not-found',
    );
    for (const muted of [true, true, false, true]) await notifications.mute(ben, { groupId, muted });
    assert.deepEqual((await notifications.get(ben)).mutedGroups, [groupId]);
    await world.leave(groupId, ben);
    assert.deepEqual((await notifications.get(ben)).mutedGroups, []);
    await world.join(groupId, ben, 'viewer');
    assert.deepEqual((await notifications.get(ben)).mutedGroups, []);
  });
});

describe('the link in a letter', () => {
  it('turns its kind off for who got it, again and again, and takes that back', async () => {
    const { ada, ben, notifications } = scene;
    await notifications.update(ada, { photos: 'daily' });
    const token = await tokenOf(ada);
    const off = { kind: 'photos', before: 'daily', now: 'off' };
    assert.deepEqual(await notifications.chooseByLetter({ token, choice: 'off' }), off);
    assert.deepEqual(await notifications.chooseByLetter({ token, choice: 'off' }), { ...off, before: 'off' });
    assert.deepEqual((await notifications.get(ada)).letters, { ...usualLetters, photos: 'off' });
    assert.deepEqual((await notifications.get(ben)).letters, usualLetters);
    await scene.share(ben);
    await scene.pass(8 * DAY);
    assert.deepEqual(scene.read(ada), []);
    await notifications.chooseByLetter({ token, choice: 'daily' });
    assert.equal((await notifications.get(ada)).letters.photos, 'daily');
  });

  it('gives nothing to who changes it, or asks for what its kind has not', async () => {
    const { ada, ben, notifications } = scene;
    const token = await tokenOf(ada);
    const [userId = '', kind = '', signature = ''] = token.split('.');
    await refusesToken(`${ben.userId}.${kind}.${signature}`);
    await refusesToken(`${userId}.requests.${signature}`);
    await refusesToken(`${userId}.passwords.${signature}`);
    await refusesToken(`${userId}.${kind}.${signature.slice(0, -1)}`);
    await refusesToken(`${userId}.${kind}`);
    await refusesToken('x'.repeat(43));
    await refusesToken(token, 'on');
    assert.deepEqual((await notifications.get(ada)).letters, usualLetters);
  });

  it('is none once its account is gone', async () => {
    const { stop } = optOutOf('', Buffer.alloc(32, 4), { userId: uuidv7(), kind: 'photos' });
    await refusesToken(stop.split('token=')[1] ?? '');
  });
});
