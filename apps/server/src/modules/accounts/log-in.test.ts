import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { MINUTE } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { caller, makeWorld, PASSWORD, refuses, tokenIn, type World } from './accounts.fixture.ts';

const email = 'ada@example.org';
const nobody = 'nobody@example.org';
let world: World;

const logIn = (password: string, address = email) =>
  world.accounts.logIn(caller, { email: address, password });

async function failTimes(times: number, address = email): Promise<void> {
  for (let time = 0; time < times; time++)
    await refuses(logIn('a wrong password', address), 'wrong-credentials');
}

beforeEach(async () => {
  world = await makeWorld();
  await world.enter(email);
});

afterEach(() => world.close());

describe('logging in', () => {
  it('takes the same work and gives the same answer whether or not there is an account', async () => {
    for (const address of [email, nobody]) {
      const before = world.hashes();
      await refuses(logIn('a wrong password', address), 'wrong-credentials');
      assert.equal(world.hashes() - before, 1, address);
    }
  });

  it('hears five wrong guesses in 15 minutes, and then not even the right one', async () => {
    for (const address of [email, nobody]) {
      await failTimes(5, address);
      const before = world.hashes();
      await assert.rejects(logIn(PASSWORD, address), (error) => {
        assert.ok(error instanceof AppError);
        assert.equal(error.code, 'too-many-attempts');
        assert.equal(error.details.retryAfter, 900);
        return true;
      });
      assert.equal(world.hashes(), before, 'a refused guess costs no work');
    }
  });

  it('hears it again after 15 minutes, however often it was tried in between', async () => {
    await failTimes(5);
    for (let minute = 0; minute < 15; minute++) {
      await refuses(logIn(PASSWORD), 'too-many-attempts');
      world.advance(MINUTE);
    }
    await logIn(PASSWORD);
  });

  it('counts within any 15 minutes, not within those of a calendar', async () => {
    await failTimes(1);
    world.advance(14 * MINUTE);
    await failTimes(4);
    world.advance(2 * MINUTE);
    await refuses(logIn(PASSWORD), 'too-many-attempts');
  });

  it('counts guesses that are made side by side', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => logIn('a wrong password')));
    const codes = outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.code);
    assert.equal(codes.filter((code) => code === 'wrong-credentials').length, 5);
  });

  it('forgets wrong guesses after a right one', async () => {
    await failTimes(4);
    await logIn(PASSWORD);
    await failTimes(4);
    await logIn(PASSWORD);
  });

  it('keeps guesses at one account from holding up another', async () => {
    await world.enter('eve@example.org');
    await failTimes(5);
    await logIn(PASSWORD, 'eve@example.org');
  });

  it('opens to its owner again once the password was reset', async () => {
    await failTimes(5);
    await world.accounts.forgotPassword({ email });
    const token = tokenIn(await world.newestLetter(email), 'reset');
    await world.accounts.resetPassword(caller, { token, password: 'eight red trains' });
    await logIn('eight red trains');
  });

  it('starts no session when the password changes while it is being checked', async () => {
    await world.accounts.forgotPassword({ email });
    const token = tokenIn(await world.newestLetter(email), 'reset');
    world.interrupt(() => world.accounts.resetPassword(caller, { token, password: 'eight red trains' }));
    await refuses(logIn(PASSWORD), 'wrong-credentials');
    const sessions = world.database.sql.selectFrom('sessions').select('id').where('ended_at', 'is', null);
    assert.deepEqual(await sessions.execute(), []);
  });
});
