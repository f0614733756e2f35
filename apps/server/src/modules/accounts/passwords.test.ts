import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Actor } from '../../caller.ts';
import { HOUR, MINUTE } from '../../clock.ts';
import {
  actorOf,
  audited,
  caller,
  codeIn,
  makeWorld,
  PASSWORD,
  refuses,
  tokenIn,
  type World,
} from './accounts.fixture.ts';
import type { SessionStart } from './session-start.ts';

const email = 'ada@example.org';
const next = 'eight red trains';
let world: World;
let here: SessionStart;
let elsewhere: SessionStart;
let actor: Actor;

const logIn = (password: string) => world.accounts.logIn(caller, { email, password });
const change = (currentPassword: string, newPassword = next) =>
  world.accounts.changePassword(actor, { currentPassword, newPassword });
const reset = (token: string, password = next) => world.accounts.resetPassword(caller, { token, password });

async function resetToken(): Promise<string> {
  await world.accounts.forgotPassword({ email });
  return tokenIn(await world.newestLetter(email), 'reset');
}

async function isEnded({ tokens }: SessionStart): Promise<void> {
  await refuses(world.accounts.authenticate(tokens.accessToken), 'session-ended');
  await refuses(world.accounts.refreshSession(caller, tokens.refreshToken), 'session-ended');
}

beforeEach(async () => {
  world = await makeWorld();
  here = await world.enter(email);
  elsewhere = await logIn(PASSWORD);
  actor = await actorOf(world, here);
});

afterEach(() => world.close());

describe('changing the password', () => {
  it('ends every other session at once and tells by letter', async () => {
    await change(PASSWORD);
    await isEnded(elsewhere);
    await world.accounts.authenticate(here.tokens.accessToken);
    await world.accounts.refreshSession(caller, here.tokens.refreshToken);
    await refuses(logIn(PASSWORD), 'wrong-credentials');
    await logIn(next);
    assert.match((await world.newestLetter(email)).subject, /password was changed/i);
    assert.ok((await audited(world)).includes('account.password-changed'));
  });

  it('needs the current one, which can be guessed at five times', async () => {
    for (let time = 0; time < 5; time++) await refuses(change('a wrong password'), 'wrong-credentials');
    await refuses(change(PASSWORD), 'too-many-attempts');
    await logIn(PASSWORD);
    world.advance(15 * MINUTE);
    await change(PASSWORD);
  });

  it('refuses those that are guessed first', async () => {
    await refuses(change(PASSWORD, 'qwerty123456'), 'password-common');
    await logIn(PASSWORD);
  });

  it('spends links to set another', async () => {
    const token = await resetToken();
    await change(PASSWORD);
    await refuses(reset(token), 'code-invalid');
  });

  it('twice at once changes it once', async () => {
    const outcomes = await Promise.allSettled([change(PASSWORD, next), change(PASSWORD, 'nine blue boats')]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });
});

describe('a link to set a new password', () => {
  it('works once and ends every session at once', async () => {
    const token = await resetToken();
    await reset(token);
    for (const session of [here, elsewhere]) await isEnded(session);
    await refuses(logIn(PASSWORD), 'wrong-credentials');
    await logIn(next);
    await refuses(reset(token), 'code-invalid');
    assert.match((await world.newestLetter(email)).subject, /password was changed/i);
  });

  it('lives an hour', async () => {
    const token = await resetToken();
    world.advance(HOUR);
    await refuses(reset(token), 'code-invalid');
    await logIn(PASSWORD);
  });

  it('is followed once by many at once', async () => {
    const token = await resetToken();
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => reset(token)));
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('is not spent by a password that is refused', async () => {
    const token = await resetToken();
    await refuses(reset(token, 'qwerty123456'), 'password-common');
    await reset(token);
  });

  it('dies when the next is sent', async () => {
    const first = await resetToken();
    world.advance(MINUTE);
    const second = await resetToken();
    assert.notEqual(first, second);
    await refuses(reset(first), 'code-invalid');
    await reset(second);
  });

  it('confirms the address as well', async () => {
    const pending = { email: 'ben@example.org', password: PASSWORD, name: 'Ben' };
    await world.accounts.signUp(caller, pending);
    const code = codeIn(await world.newestLetter(pending.email));
    await world.accounts.forgotPassword(pending);
    await reset(tokenIn(await world.newestLetter(pending.email), 'reset'));
    await world.accounts.logIn(caller, { email: pending.email, password: next });
    await refuses(world.accounts.verifyEmail(caller, { email: pending.email, code }), 'code-invalid');
  });

  it('goes to nobody who has no account, and made-up ones do no work', async () => {
    await world.accounts.forgotPassword({ email: 'nobody@example.org' });
    await world.accounts.sweeps.sendLetters();
    assert.equal(world.letters.length, 1);
    const before = world.hashes();
    await refuses(reset('A'.repeat(43)), 'code-invalid');
    assert.equal(world.hashes(), before);
  });
});

describe('the profile', () => {
  it('is read and renamed by its owner', async () => {
    assert.deepEqual(await world.accounts.getMe(actor), here.me);
    assert.equal((await world.accounts.updateMe(actor, { name: 'Ada L.' })).name, 'Ada L.');
    assert.equal((await world.accounts.getMe(actor)).name, 'Ada L.');
  });
});
