import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import { actorOf, caller, makeWorld, PASSWORD, tokenIn, type World } from './accounts.fixture.ts';

const email = 'ada@example.org';
let world: World;

const send = () => world.accounts.sweeps.sendLetters();
const signUp = () => world.accounts.signUp(caller, { email, password: PASSWORD, name: 'Ada' });

beforeEach(async () => {
  world = await makeWorld();
});

afterEach(() => world.close());

describe('what is of no use any more', () => {
  const count = async (table: 'users' | 'sessions' | 'email_tokens') =>
    (await world.database.sql.selectFrom(table).select('id').execute()).length;
  const expire = () => world.accounts.sweeps.expireAccounts();

  it('goes: accounts that nobody confirmed for a week, with all that is theirs', async () => {
    await world.enter('ben@example.org');
    await signUp();
    await send();
    world.advance(7 * DAY);
    assert.equal(await expire(), 0);
    world.advance(1);
    assert.equal(await expire(), 1);
    assert.equal(await expire(), 0);
    assert.deepEqual([await count('users'), await count('email_tokens')], [1, 1]);
    await signUp();
    await world.newestLetter(email);
  });

  it('stays while a letter that could still confirm it is on its way or was sent', async () => {
    await signUp();
    await send();
    world.advance(7 * DAY);
    world.mail.down = true;
    await world.accounts.resendVerification({ email });
    world.advance(MINUTE);
    assert.equal(await expire(), 0);
    world.mail.down = false;
    world.advance(2 * MINUTE);
    const letter = await world.newestLetter(email);
    world.advance(23 * HOUR);
    assert.equal(await expire(), 0);
    await world.accounts.verifyEmail(caller, { token: tokenIn(letter, 'verify') });
  });

  it('goes: sessions and tokens, 30 days after they ended', async () => {
    const start = await world.enter(email);
    await world.accounts.logOut(await actorOf(world, start));
    await world.accounts.logIn(caller, { email, password: PASSWORD });
    world.advance(30 * DAY);
    await expire();
    assert.equal(await count('sessions'), 2);
    world.advance(DAY + 1);
    assert.equal(await expire(), 2);
    assert.deepEqual([await count('users'), await count('sessions'), await count('email_tokens')], [1, 1, 0]);
    world.advance(90 * DAY);
    assert.equal(await expire(), 1);
  });
});
