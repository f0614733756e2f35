import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createAuthenticator } from '../../../../../tools/software-authenticator.ts';
import type { Actor } from '../../caller.ts';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import {
  actorOf,
  audited,
  caller,
  codeIn,
  makeWorld,
  PASSWORD,
  PUBLIC_URL,
  refuses,
  tokenIn,
  type World,
} from './accounts.fixture.ts';
import type { SessionStart } from './session-start.ts';

const email = 'ada@example.org';
const next = 'ada@example.net';
let world: World;
let here: SessionStart;
let elsewhere: SessionStart;
let actor: Actor;

const logIn = (address: string, password = PASSWORD) =>
  world.accounts.logIn(caller, { email: address, password });
const ask = (address = next, by = actor) => world.accounts.requestEmailChange(by, { email: address });
const confirm = (token: string) => world.accounts.confirmEmailChange(caller, { token });
const giveBack = (token: string) => world.accounts.returnEmail(caller, { token });
const changeToken = async (to = next) => tokenIn(await world.newestLetter(to), 'new-email');
const returnToken = async (to = email) => tokenIn(await world.newestLetter(to), 'keep-email');

async function showIdentity(by: Actor): Promise<void> {
  await world.accounts.confirmIdentity(by, { password: PASSWORD });
}

async function isEnded({ tokens }: SessionStart): Promise<void> {
  await refuses(world.accounts.refreshSession(caller, tokens.refreshToken), 'session-ended');
}

beforeEach(async () => {
  world = await makeWorld();
  here = await world.enter(email);
  elsewhere = await logIn(email);
  actor = await actorOf(world, here);
  await showIdentity(actor);
});

afterEach(() => world.close());

describe('asking for another address', () => {
  it('changes nothing before the link in its letter is used', async () => {
    const change = await ask();
    assert.equal(change.email, next);
    assert.deepEqual(await world.accounts.getEmailChange(actor), change);
    await changeToken();
    assert.equal((await world.accounts.getMe(actor)).email, email);
    await logIn(email);
  });

  it('is for who has just shown to be the owner; wrong passwords count', async () => {
    const other = await actorOf(world, await logIn(email));
    world.advance(10 * MINUTE);
    await refuses(ask(next, other), 'confirmation-required');
    for (let time = 0; time < 5; time++)
      await refuses(world.accounts.confirmIdentity(other, { password: 'a wrong one' }), 'wrong-credentials');
    await refuses(showIdentity(other), 'too-many-attempts');
    await refuses(ask(next, other), 'confirmation-required');
  });

  it('answers alike whether or not the address has an account, whose owner alone is told', async () => {
    const free = await ask('free@example.net');
    await world.enter('ben@example.org', 'nine blue boats sail');
    const taken = await ask('ben@example.org');
    assert.deepEqual(Object.keys(taken), Object.keys(free));
    const letter = await world.newestLetter('ben@example.org');
    assert.match(letter.subject, /has an account already/);
    assert.doesNotMatch(letter.text, /token=/);
    await refuses(ask('third@example.net'), 'rate-limited');
    assert.equal((await world.accounts.getEmailChange(actor))?.email, 'ben@example.org');
  });

  it('refuses the address that the account has', () => refuses(ask(email), 'email-unchanged'));

  it('may be done again after gaps that grow, and resending counts with it', async () => {
    await ask();
    await world.accounts.resendEmailChange(actor);
    await refuses(world.accounts.resendEmailChange(actor), 'rate-limited');
    await refuses(ask('other@example.net'), 'rate-limited');
    world.advance(MINUTE);
    await ask('other@example.net');
  });

  it('again takes the place of what waited', async () => {
    await ask();
    const first = await changeToken();
    await ask('other@example.net');
    await refuses(confirm(first), 'code-invalid');
    await confirm(await changeToken('other@example.net'));
  });

  it('can be given up', async () => {
    await ask();
    const token = await changeToken();
    await world.accounts.cancelEmailChange(actor);
    assert.equal(await world.accounts.getEmailChange(actor), null);
    await refuses(confirm(token), 'code-invalid');
    await refuses(world.accounts.cancelEmailChange(actor), 'not-found');
    await refuses(world.accounts.resendEmailChange(actor), 'not-found');
  });
});

describe('the link to the new address', () => {
  it('changes it once, ends every other session, and is on record', async () => {
    await ask();
    const token = await changeToken();
    assert.deepEqual(await confirm(token), { email: next });
    await refuses(confirm(token), 'code-invalid');
    assert.equal((await world.accounts.getMe(actor)).email, next);
    await isEnded(elsewhere);
    await logIn(next);
    await refuses(logIn(email), 'wrong-credentials');
    const actions = await audited(world);
    for (const action of ['account.email-change-asked', 'account.email-changed'])
      assert.ok(actions.includes(action), action);
  });

  it('is followed once by many at once', async () => {
    await ask();
    const token = await changeToken();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => confirm(token)));
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('of two accounts that ask for one address goes through for one', async () => {
    const ben = await actorOf(world, await world.enter('ben@example.org'));
    await showIdentity(ben);
    await ask();
    const first = await changeToken();
    await ask(next, ben);
    const second = await changeToken();
    const outcomes = await Promise.allSettled([confirm(first), confirm(second)]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const [refused] = outcomes.filter((outcome) => outcome.status === 'rejected');
    await refuses(Promise.reject(refused?.reason), 'email-taken');
  });

  it('outweighs an account that nobody confirmed', async () => {
    await world.accounts.signUp(caller, { email: next, password: PASSWORD, name: 'Squatter' });
    const code = codeIn(await world.newestLetter(next));
    await ask();
    await confirm(await changeToken());
    await refuses(world.accounts.verifyEmail(caller, { email: next, code }), 'code-invalid');
  });

  it('lives a day, however often its letter is sent again', async () => {
    await ask();
    world.advance(DAY - MINUTE);
    await world.accounts.resendEmailChange(actor);
    const token = await changeToken();
    world.advance(MINUTE);
    await refuses(confirm(token), 'code-invalid');
    assert.equal(await world.accounts.getEmailChange(actor), null);
  });

  it('falls with the session that asked, and with a password that is reset', async () => {
    const thief = await actorOf(world, elsewhere);
    await showIdentity(thief);
    await ask(next, thief);
    const first = await changeToken();
    await world.accounts.endSession(actor, thief.sessionId);
    await refuses(confirm(first), 'code-invalid');
    await ask();
    const second = await changeToken();
    await world.accounts.forgotPassword({ email });
    const token = tokenIn(await world.newestLetter(email), 'reset');
    await world.accounts.resetPassword(caller, { token, password: 'nine blue boats sail' });
    await refuses(confirm(second), 'code-invalid');
  });

  it('spends links to set a password that went to the old address', async () => {
    await world.accounts.forgotPassword({ email });
    const token = tokenIn(await world.newestLetter(email), 'reset');
    await ask();
    await confirm(await changeToken());
    await refuses(
      world.accounts.resetPassword(caller, { token, password: 'nine blue boats' }),
      'code-invalid',
    );
  });
});

describe('the way back to the old address', () => {
  it('gives a change up that waits, and lets a new password be set', async () => {
    await ask();
    const token = await changeToken();
    const back = await giveBack(await returnToken());
    assert.equal(back.outcome, 'cancelled');
    await refuses(confirm(token), 'code-invalid');
    await world.accounts.resetPassword(caller, { token: back.resetToken, password: 'nine blue boats sail' });
    await isEnded(here);
  });

  it('works seven days after the change: every session ends and no password opens the account', async () => {
    await ask();
    const back = await returnToken();
    const token = await changeToken();
    world.advance(DAY - 1);
    await confirm(token);
    world.advance(7 * DAY);
    const fresh = await logIn(next);
    const { outcome, resetToken } = await giveBack(back);
    assert.equal(outcome, 'restored');
    for (const session of [here, fresh]) await isEnded(session);
    await refuses(logIn(next), 'wrong-credentials');
    await refuses(logIn(email), 'wrong-credentials');
    await world.accounts.resetPassword(caller, { token: resetToken, password: 'nine blue boats sail' });
    assert.equal((await logIn(email, 'nine blue boats sail')).me.email, email);
    await refuses(giveBack(back), 'code-invalid');
    assert.ok((await audited(world)).includes('account.email-restored'));
  });

  it('takes away the passkeys that came since, and leaves those from before', async () => {
    const add = async (): Promise<string> => {
      const passkey = createAuthenticator(PUBLIC_URL).create(await world.accounts.preparePasskey(actor));
      return (await world.accounts.addPasskey(actor, { passkey })).id;
    };
    const before = await add();
    world.advance(MINUTE);
    await ask();
    const back = await returnToken();
    await confirm(await changeToken());
    await add();
    const { resetToken } = await giveBack(back);
    await world.accounts.resetPassword(caller, { token: resetToken, password: 'nine blue boats sail' });
    const owner = await actorOf(world, await logIn(email, 'nine blue boats sail'));
    const passkeys = await world.accounts.listPasskeys(owner);
    assert.deepEqual(
      passkeys.map(({ id }) => id),
      [before],
    );
  });

  it('is closed after that', async () => {
    await ask();
    const back = await returnToken();
    await confirm(await changeToken());
    world.advance(8 * DAY);
    await refuses(giveBack(back), 'code-invalid');
    await logIn(next);
  });

  it('from the first of two changes outlives that from the second', async () => {
    await ask();
    const first = await returnToken();
    await confirm(await changeToken());
    const last = 'ada@example.com';
    world.advance(MINUTE);
    await ask(last);
    const second = await returnToken(next);
    await confirm(await changeToken(last));
    await giveBack(second);
    assert.equal((await giveBack(first)).outcome, 'restored');
    await refuses(giveBack(second), 'code-invalid');
    assert.equal(await logIn(email).catch(() => null), null);
  });

  it('is kept as long as it works, and swept then', async () => {
    await ask();
    await confirm(await changeToken());
    const count = async () =>
      (await world.database.sql.selectFrom('email_changes').select('id').execute()).length;
    world.advance(8 * DAY);
    await world.accounts.sweeps.expireAccounts();
    assert.equal(await count(), 1);
    world.advance(2 * DAY + HOUR);
    await world.accounts.sweeps.expireAccounts();
    assert.equal(await count(), 0);
  });
});
