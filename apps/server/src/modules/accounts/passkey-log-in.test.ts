import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  createAuthenticator,
  type Deviation,
  type SoftwareAuthenticator,
} from '../../../../../tools/software-authenticator.ts';
import type { Actor } from '../../caller.ts';
import { DAY, MINUTE } from '../../clock.ts';
import {
  actorOf,
  audited,
  caller,
  makeWorld,
  PASSWORD,
  PUBLIC_URL,
  refuses,
  type World,
} from './accounts.fixture.ts';

const email = 'ada@example.org';
let world: World;
let actor: Actor;
let phone: SoftwareAuthenticator;

const options = () => world.accounts.preparePasskeyLogIn();
const logIn = async (deviation?: Deviation, authenticator = phone) =>
  world.accounts.logInWithPasskey(caller, authenticator.get(await options(), deviation));
const register = async (authenticator: SoftwareAuthenticator) =>
  world.accounts.addPasskey(actor, {
    passkey: authenticator.create(await world.accounts.preparePasskey(actor)),
  });

beforeEach(async () => {
  world = await makeWorld();
  await world.enter(email);
  actor = await actorOf(world, await world.accounts.logIn(caller, { email, password: PASSWORD }));
  phone = createAuthenticator(PUBLIC_URL);
  await register(phone);
});
afterEach(() => world.close());

describe('logging in with a passkey', () => {
  it('needs no name: the passkey says whose it is', async () => {
    const wanted = await options();
    assert.deepEqual(
      [wanted.allowCredentials, wanted.userVerification, wanted.rpId],
      [[], 'required', 'photos.example'],
    );
    const { me, tokens } = await world.accounts.logInWithPasskey(caller, phone.get(wanted));
    assert.equal(me.email, email);
    await world.accounts.authenticate(tokens.accessToken);
    await world.accounts.refreshSession(caller, tokens.refreshToken);
    const [passkey] = await world.accounts.listPasskeys(actor);
    assert.equal(passkey?.lastUsedAt, new Date().toISOString());
    assert.equal((await audited(world)).at(-1), 'session.started');
  });

  it('counts as having shown to be it', async () => {
    await world.accounts.preparePasskey(await actorOf(world, await logIn()));
  });

  const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const bad: Record<string, Deviation> = {
    'signed by another key': { key: foreign },
    'used on a page of another site': { origin: 'https://evil.example' },
    'used on a page below ours': { origin: 'https://photos.example.evil.example' },
    'bound to another site': { rpId: 'evil.example' },
    'used without looking at the person': { userVerified: false },
    'used without the person': { userPresent: false },
    'that answers a challenge nobody gave out': { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    'that answers something else': { type: 'webauthn.create' },
    'with the handle of another': { userHandle: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    'that names nobody': { userHandle: undefined },
  };
  for (const [how, deviation] of Object.entries(bad)) {
    it(`refuses one ${how}`, async () => {
      await refuses(logIn(deviation), 'passkey-refused');
      const sessions = await world.accounts.listSessions(actor);
      assert.equal(sessions.length, 2);
    });
  }

  it('takes a challenge once, for five minutes, and no challenge for anything else', async () => {
    const answer = phone.get(await options());
    await world.accounts.logInWithPasskey(caller, answer);
    await refuses(world.accounts.logInWithPasskey(caller, answer), 'passkey-refused');
    const late = phone.get(await options());
    world.advance(5 * MINUTE);
    await refuses(world.accounts.logInWithPasskey(caller, late), 'passkey-refused');
    const { challenge } = await world.accounts.prepareConfirmation(actor);
    await refuses(logIn({ challenge }), 'passkey-refused');
  });

  it('spends the challenge of an answer that was refused', async () => {
    const wanted = await options();
    await refuses(
      world.accounts.logInWithPasskey(caller, phone.get(wanted, { key: foreign })),
      'passkey-refused',
    );
    await refuses(world.accounts.logInWithPasskey(caller, phone.get(wanted)), 'passkey-refused');
  });

  it('starts one session when the answer comes many times at once', async () => {
    const answer = phone.get(await options());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => world.accounts.logInWithPasskey(caller, answer)),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await world.accounts.listSessions(actor)).length, 3);
  });

  it('is over once the passkey is removed or the account suspended', async () => {
    const [passkey] = await world.accounts.listPasskeys(actor);
    const held = phone.get(await options());
    await world.accounts.removePasskey(actor, passkey?.id ?? '');
    await refuses(world.accounts.logInWithPasskey(caller, held), 'passkey-refused');
    await refuses(logIn(), 'passkey-refused');
    const other = createAuthenticator(PUBLIC_URL);
    await register(other);
    await world.database.sql.updateTable('users').set({ suspended_at: Date.now() }).execute();
    await refuses(logIn({}, other), 'account-suspended');
  });
});

describe('a passkey that counts its uses', () => {
  let key: SoftwareAuthenticator;
  const copies = async () => (await audited(world)).filter((action) => action === 'passkey.copied').length;

  beforeEach(async () => {
    key = createAuthenticator(PUBLIC_URL, { counts: true });
    await register(key);
  });

  it('is refused when its counter does not go forward: one of the two is a copy', async () => {
    const copy = key.copy();
    await logIn({}, key);
    await logIn({}, key);
    await refuses(logIn({}, copy), 'passkey-refused');
    assert.equal(await copies(), 1);
    await logIn({}, key);
    await refuses(logIn({ counter: 0 }, key), 'passkey-refused');
    assert.equal(await copies(), 2);
  });

  it('raises no alarm for who cannot sign with it', async () => {
    await logIn({}, key);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await refuses(logIn({ counter: 1, key: privateKey }, key), 'passkey-refused');
    assert.equal(await copies(), 0);
  });

  it('opens the account once when it and its copy are used side by side', async () => {
    const copy = key.copy();
    const answers = [key.get(await options()), copy.get(await options())];
    const outcomes = await Promise.allSettled(
      answers.map((answer) => world.accounts.logInWithPasskey(caller, answer)),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal(await copies(), 1);
  });
});

it('challenges that nobody answered go', async () => {
  await options();
  await world.accounts.prepareConfirmation(actor);
  const count = async () =>
    (await world.database.sql.selectFrom('passkey_challenges').select('expires_at').execute()).length;
  assert.equal(await count(), 2);
  await world.accounts.sweeps.expireAccounts();
  assert.equal(await count(), 2);
  world.advance(DAY);
  assert.equal(await world.accounts.sweeps.expireAccounts(), 2);
  assert.equal(await count(), 0);
});
