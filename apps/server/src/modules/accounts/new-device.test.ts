import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createAuthenticator } from '../../../../../tools/software-authenticator.ts';
import { DAY } from '../../clock.ts';
import { actorOf, caller, makeWorld, PASSWORD, PUBLIC_URL, type World } from './accounts.fixture.ts';
import { KEEP_SPENT, SESSION_MAX } from './policy.ts';

const email = 'ada@example.org';
const firefox = (version: number) => ({
  ...caller,
  userAgent: `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`,
});
let world: World;

const logIn = (from = caller) => world.accounts.logIn(from, { email, password: PASSWORD });
/** The letters about new devices, after all that are owed are sent. */
async function notices() {
  await world.accounts.sweeps.sendLetters();
  return world.letters.filter(({ subject }) => /new device/.test(subject));
}

beforeEach(async () => {
  world = await makeWorld();
  await world.enter(email);
});
afterEach(() => world.close());

describe('a session on a device never seen before', () => {
  it('is told to the owner, with what it is, when, and where to end it', async () => {
    await logIn(firefox(140));
    const [letter, ...more] = await notices();
    assert.ok(letter && more.length === 0);
    assert.equal(letter.to, email);
    for (const body of [letter.text, letter.html]) {
      assert.match(body, /Firefox on Linux/);
      assert.match(body, /May 3, 2026/);
      assert.ok(body.includes(`${PUBLIC_URL}/account`));
    }
    assert.doesNotMatch(letter.text, /Mozilla/);
  });

  it('is told once, not at each log-in and not after an update', async () => {
    await logIn(firefox(140));
    await logIn(firefox(140));
    await logIn(firefox(141));
    assert.equal((await notices()).length, 1);
  });

  it('is told once when the log-ins come side by side', async () => {
    await Promise.all(Array.from({ length: 5 }, () => logIn(firefox(140))));
    assert.equal((await notices()).length, 1);
  });

  it('is told when it was opened by passkey as well', async () => {
    const actor = await actorOf(world, await logIn());
    const phone = createAuthenticator(PUBLIC_URL);
    const passkey = phone.create(await world.accounts.preparePasskey(actor));
    await world.accounts.addPasskey(actor, { passkey });
    await world.accounts.logInWithPasskey(
      firefox(140),
      phone.get(await world.accounts.preparePasskeyLogIn()),
    );
    assert.equal((await notices()).length, 1);
  });

  it('is told although whoever it was has logged out again', async () => {
    world.mail.down = true;
    const actor = await actorOf(world, await logIn(firefox(140)));
    await world.accounts.logOut(actor);
    world.mail.down = false;
    world.advance(DAY);
    assert.equal((await notices()).length, 1);
  });

  it('is told of an account that slept for so long that nothing is known of it', async () => {
    world.advance(SESSION_MAX + KEEP_SPENT + DAY);
    await world.accounts.sweeps.expireAccounts();
    await logIn();
    assert.equal((await notices()).length, 1);
  });
});

it('the device that one signed up on is no news', async () => {
  await logIn();
  assert.deepEqual(await notices(), []);
});

it('nor is the first one when the address was confirmed elsewhere', async () => {
  await world.database.sql.deleteFrom('sessions').execute();
  await logIn(firefox(140));
  assert.deepEqual(await notices(), []);
});
