import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { HOUR, MINUTE } from '../../clock.ts';
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

const email = 'ada@example.org';
const theirs = 'a stranger knows this';
let world: World;

const signUp = (password = PASSWORD, name = 'Ada') =>
  world.accounts.signUp(caller, { email, password, name });
const logIn = (password: string) => world.accounts.logIn(caller, { email, password });

beforeEach(async () => {
  world = await makeWorld();
});

afterEach(() => world.close());

describe('signing up', () => {
  it('sends a code and a link, and opens nothing before they come back', async () => {
    await signUp();
    await refuses(logIn(PASSWORD), 'email-unverified');
    await refuses(logIn('some other password'), 'wrong-credentials');
    const letter = await world.newestLetter(email);
    assert.equal(letter.to, email);
    assert.ok(letter.html.includes(`${PUBLIC_URL}/verify#token=${tokenIn(letter, 'verify')}`));
    const { me } = await world.accounts.verifyEmail(caller, { email, code: codeIn(letter) });
    assert.deepEqual([me.email, me.name], [email, 'Ada']);
    assert.equal((await logIn(PASSWORD)).me.id, me.id);
    assert.deepEqual(await audited(world), [
      'account.created',
      'account.verified',
      'session.started',
      'session.started',
    ]);
  });

  it('refuses passwords that are guessed first, before anything is written', async () => {
    await refuses(signUp('qwerty123456'), 'password-common');
    await refuses(signUp('ada@example.org'), 'password-common');
    assert.equal(world.hashes(), 0);
    assert.deepEqual(await audited(world), []);
  });

  it('answers alike and works as hard whether or not the address is taken', async () => {
    const cost = async (work: () => Promise<unknown>) => {
      const before = world.hashes();
      return [await work(), world.hashes() - before];
    };
    assert.deepEqual(await cost(() => signUp()), [undefined, 1], 'free');
    assert.deepEqual(await cost(() => signUp()), [undefined, 1], 'pending');
    assert.deepEqual(await cost(() => signUp(theirs)), [undefined, 1], 'pending, another password');
    assert.deepEqual(await cost(() => signUp(theirs)), [undefined, 1], 'contested');
    await world.accounts.verifyEmail(caller, { email, code: codeIn(await world.newestLetter(email)) });
    assert.deepEqual(await cost(() => signUp()), [undefined, 1], 'taken');
    for (const ask of [world.accounts.forgotPassword, world.accounts.resendVerification]) {
      for (const address of [email, 'nobody@example.org']) {
        assert.deepEqual(await cost(() => ask({ email: address })), [undefined, 0]);
      }
    }
  });

  it('for a taken address tells its owner, with links to get in', async () => {
    const { me } = await world.enter(email);
    world.advance(HOUR);
    await signUp(theirs, 'Eve');
    const letter = await world.newestLetter(email);
    assert.match(letter.subject, /have an account/i);
    assert.ok(letter.text.includes(`${PUBLIC_URL}/log-in`));
    assert.equal(letter.text.includes('Eve'), false, 'a stranger has no say in what the owner reads');
    await refuses(logIn(theirs), 'wrong-credentials');
    assert.equal((await logIn(PASSWORD)).me.name, me.name);
    await world.accounts.resetPassword(caller, {
      token: tokenIn(letter, 'reset'),
      password: 'eight red trains',
    });
    await logIn('eight red trains');
  });

  it('twenty times at once makes one account and one letter', async () => {
    await Promise.all(Array.from({ length: 20 }, () => signUp()));
    await world.newestLetter(email);
    assert.equal(world.letters.length, 1);
    assert.equal((await audited(world)).length, 1);
  });
});

describe('signing up for an address that waits for its confirmation', () => {
  it('with the same password sends a letter and changes nothing else', async () => {
    await signUp();
    await world.newestLetter(email);
    world.advance(MINUTE);
    await signUp(PASSWORD, 'Ada L.');
    const letter = await world.newestLetter(email);
    assert.equal(world.letters.length, 2);
    const { me } = await world.accounts.verifyEmail(caller, { token: tokenIn(letter, 'verify') });
    assert.equal(me.name, 'Ada L.');
    await logIn(PASSWORD);
  });

  // Whoever came first, the owner confirms one of the letters; the stranger's password must not open the account.
  for (const [who, passwords] of Object.entries({
    before: [theirs, PASSWORD],
    after: [PASSWORD, theirs],
    'before and after': [theirs, PASSWORD, theirs],
  })) {
    it(`as a stranger did ${who} its owner: neither password opens it, the owner sets a new one`, async () => {
      for (const password of passwords) {
        await signUp(password);
        await world.newestLetter(email);
        world.advance(5 * MINUTE);
      }
      const letter = world.letters.at(-1);
      assert.ok(letter);
      const start = await world.accounts.verifyEmail(caller, { token: tokenIn(letter, 'verify') });
      await actorOf(world, start);
      for (const password of passwords) await refuses(logIn(password), 'wrong-credentials');
      const invitation = await world.newestLetter(email);
      const token = tokenIn(invitation, 'reset');
      await world.accounts.resetPassword(caller, { token, password: 'eight red trains' });
      assert.equal((await logIn('eight red trains')).me.id, start.me.id);
    });
  }
});

describe('asking for another letter', () => {
  it('kills the one before, and a second request within a minute sends none', async () => {
    await signUp();
    const first = await world.newestLetter(email);
    await world.accounts.resendVerification({ email });
    await world.newestLetter(email);
    assert.equal(world.letters.length, 1);
    world.advance(MINUTE);
    await world.accounts.resendVerification({ email });
    const second = await world.newestLetter(email);
    assert.equal(world.letters.length, 2);
    await refuses(world.accounts.verifyEmail(caller, { token: tokenIn(first, 'verify') }), 'code-invalid');
    await world.accounts.verifyEmail(caller, { token: tokenIn(second, 'verify') });
  });

  it('sends some thirty a day at most, whoever asks', async () => {
    await signUp();
    for (let minute = 0; minute < 24 * 60; minute++) {
      await world.accounts.resendVerification({ email });
      await world.accounts.sweeps.sendLetters();
      world.advance(MINUTE);
    }
    assert.equal(world.letters.length, 27);
  });

  it('sends nothing to strangers, nor to those who confirmed', async () => {
    await world.accounts.resendVerification({ email: 'nobody@example.org' });
    await world.enter(email);
    world.advance(HOUR);
    await world.accounts.resendVerification({ email });
    await world.accounts.sweeps.sendLetters();
    assert.equal(world.letters.length, 1);
  });
});
