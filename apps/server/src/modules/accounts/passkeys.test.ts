import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  createAuthenticator,
  type Deviation,
  type SoftwareAuthenticator,
} from '../../../../../tools/software-authenticator.ts';
import type { Actor } from '../../caller.ts';
import { MINUTE } from '../../clock.ts';
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
import { UNUSABLE_PASSWORD } from './policy.ts';

const email = 'ada@example.org';
let world: World;
let actor: Actor;
let phone: SoftwareAuthenticator;

const logIn = async () => actorOf(world, await world.accounts.logIn(caller, { email, password: PASSWORD }));
const options = () => world.accounts.preparePasskey(actor);
const add = async (by: Actor = actor, authenticator = phone) =>
  world.accounts.addPasskey(by, { passkey: authenticator.create(await world.accounts.preparePasskey(by)) });

beforeEach(async () => {
  world = await makeWorld();
  await world.enter(email);
  actor = await logIn();
  phone = createAuthenticator(PUBLIC_URL);
});
afterEach(() => world.close());

describe('adding a passkey', () => {
  it('asks for one that is discoverable and looks at the person, bound to the configured site', async () => {
    const { rp, user, authenticatorSelection, attestation, challenge } = await options();
    assert.deepEqual(rp, { id: 'photos.example', name: 'WMORY' });
    assert.deepEqual(authenticatorSelection, {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    });
    assert.equal(attestation, 'none');
    assert.equal(Buffer.from(challenge, 'base64url').length, 32);
    assert.ok(!user.id.includes(actor.userId) && Buffer.from(user.id, 'base64url').length === 32);
    assert.deepEqual([user.name, user.displayName], [email, 'Ada']);
  });

  it('lists it, tells by letter, and names it after its keeper or the device', async () => {
    const passkey = await add({
      ...actor,
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    });
    assert.deepEqual([passkey.name, passkey.synced, passkey.lastUsedAt], ['Firefox on Linux', true, null]);
    assert.match((await world.newestLetter(email)).subject, /passkey was added/);
    const aaguid = Buffer.from('fbfc3007154e4ecc8c0b6e020557d7bd', 'hex');
    world.advance(1);
    assert.equal((await add(actor, createAuthenticator(PUBLIC_URL, { aaguid }))).name, 'iCloud Keychain');
    assert.deepEqual(
      (await world.accounts.listPasskeys(actor)).map(({ name }) => name),
      ['Firefox on Linux', 'iCloud Keychain'],
    );
    assert.equal((await audited(world)).filter((action) => action === 'passkey.added').length, 2);
    assert.equal((await options()).excludeCredentials.length, 2);
  });

  it('needs a password or passkey that was shown within ten minutes, in this session', async () => {
    const verified = await actorOf(world, await world.enter('ben@example.org'));
    await refuses(world.accounts.preparePasskey(verified), 'confirmation-required');
    await world.accounts.confirmIdentity(verified, { password: PASSWORD });
    await world.accounts.preparePasskey(verified);
    world.advance(10 * MINUTE);
    await refuses(options(), 'confirmation-required');
    const other = await logIn();
    await refuses(options(), 'confirmation-required');
    await world.accounts.preparePasskey(other);
  });

  const bad: Record<string, Deviation> = {
    'on a page of another site': { origin: 'https://evil.example' },
    'on the site without TLS': { origin: 'http://photos.example' },
    'for another site': { rpId: 'evil.example' },
    'without looking at the person': { userVerified: false },
    'without the person': { userPresent: false },
    'for a challenge that nobody gave out': { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    'as the answer to something else': { type: 'webauthn.get' },
    'of an algorithm that was not asked for': { alg: -47 },
  };
  for (const [how, deviation] of Object.entries(bad)) {
    it(`refuses one that was made ${how}`, async () => {
      const passkey = phone.create(await options(), deviation);
      await refuses(world.accounts.addPasskey(actor, { passkey }), 'passkey-unfit');
      assert.deepEqual(await world.accounts.listPasskeys(actor), []);
    });
  }

  it('takes a challenge once, for five minutes, from whom it was given to, for what it was given for', async () => {
    const first = phone.create(await options());
    await world.accounts.addPasskey(actor, { passkey: first });
    await refuses(world.accounts.addPasskey(actor, { passkey: first }), 'passkey-unfit');
    const late = phone.create(await options());
    world.advance(5 * MINUTE);
    await refuses(world.accounts.addPasskey(actor, { passkey: late }), 'passkey-unfit');
    const ben = await actorOf(world, await world.enter('ben@example.org'));
    const stolen = phone.create(await options());
    await refuses(world.accounts.addPasskey(ben, { passkey: stolen }), 'passkey-unfit');
    for (const other of [world.accounts.preparePasskeyLogIn, world.accounts.prepareConfirmation]) {
      const { challenge } = await other(actor);
      const crossed = phone.create(await options(), { challenge });
      await refuses(world.accounts.addPasskey(actor, { passkey: crossed }), 'passkey-unfit');
    }
  });

  it('takes the answer once when it comes many times at once', async () => {
    const passkey = phone.create(await options());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => world.accounts.addPasskey(actor, { passkey })),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('gives nobody a credential that an account has already', async () => {
    await add();
    const ben = await actorOf(world, await world.enter('ben@example.org'));
    await world.accounts.confirmIdentity(ben, { password: PASSWORD });
    const wanted = await world.accounts.preparePasskey(ben);
    const known = phone.get(await world.accounts.preparePasskeyLogIn());
    const passkey = phone.create(wanted, { credentialId: known.id });
    await refuses(world.accounts.addPasskey(ben, { passkey }), 'passkey-unfit');
  });

  it('ends at twenty, for those that are added side by side too', async () => {
    for (let number = 0; number < 18; number++) await add();
    const many = await Promise.all(Array.from({ length: 5 }, async () => phone.create(await options())));
    const outcomes = await Promise.allSettled(
      many.map((passkey) => world.accounts.addPasskey(actor, { passkey })),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 2);
    await refuses(options(), 'too-many-passkeys');
  });
});

describe('a passkey', () => {
  it('is renamed and removed by its owner alone', async () => {
    const { id } = await add();
    const ben = await actorOf(world, await world.enter('ben@example.org'));
    await world.accounts.confirmIdentity(ben, { password: PASSWORD });
    await refuses(world.accounts.renamePasskey(ben, id, { name: 'Mine' }), 'not-found');
    await refuses(world.accounts.removePasskey(ben, id), 'not-found');
    assert.equal((await world.accounts.renamePasskey(actor, id, { name: 'My phone' })).name, 'My phone');
    await world.accounts.removePasskey(actor, id);
    await refuses(world.accounts.removePasskey(actor, id), 'not-found');
    assert.match((await world.newestLetter(email)).subject, /passkey was removed/);
    assert.deepEqual(
      (await audited(world)).filter((action) => action.startsWith('passkey.')),
      ['passkey.added', 'passkey.renamed', 'passkey.removed'],
    );
  });

  it('is removed only by who has shown a short while ago to be its owner', async () => {
    const { id } = await add();
    world.advance(10 * MINUTE);
    await refuses(world.accounts.removePasskey(actor, id), 'confirmation-required');
    await world.accounts.confirmIdentity(actor, { password: PASSWORD });
    await world.accounts.removePasskey(actor, id);
  });

  it('stays when it is the last way in, however many are removed at once', async () => {
    const ids = [(await add()).id, (await add()).id];
    await world.database.sql.updateTable('users').set({ password_hash: UNUSABLE_PASSWORD }).execute();
    const outcomes = await Promise.allSettled(ids.map((id) => world.accounts.removePasskey(actor, id)));
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    const [left] = await world.accounts.listPasskeys(actor);
    await refuses(world.accounts.removePasskey(actor, left?.id ?? ''), 'last-way-in');
    await refuses(world.accounts.removePasskey(actor, actor.userId), 'not-found');
  });
});

describe('showing to be it', () => {
  it('by the password has five guesses, together with those at changing it', async () => {
    const guess = (password: string) => world.accounts.confirmIdentity(actor, { password });
    for (let time = 0; time < 4; time++) await refuses(guess('a wrong password'), 'wrong-credentials');
    const change = { currentPassword: 'a wrong password', newPassword: 'eight red trains' };
    await refuses(world.accounts.changePassword(actor, change), 'wrong-credentials');
    await refuses(guess(PASSWORD), 'too-many-attempts');
    world.advance(15 * MINUTE);
    await guess(PASSWORD);
  });

  it('by a passkey takes one of the account itself, and a challenge for just that', async () => {
    await add();
    world.advance(10 * MINUTE);
    const ben = await actorOf(world, await world.enter('ben@example.org'));
    const wanted = await world.accounts.prepareConfirmation(actor);
    assert.equal(wanted.allowCredentials.length, 1);
    const confirm = (by: Actor, passkey: ReturnType<SoftwareAuthenticator['get']>) =>
      world.accounts.confirmIdentity(by, { passkey });
    await refuses(confirm(ben, phone.get(wanted)), 'passkey-refused');
    await refuses(confirm(ben, phone.get(await world.accounts.prepareConfirmation(ben))), 'passkey-refused');
    await refuses(confirm(actor, phone.get(await world.accounts.preparePasskeyLogIn())), 'passkey-refused');
    const unseen = phone.get(await world.accounts.prepareConfirmation(actor), { userVerified: false });
    await refuses(confirm(actor, unseen), 'passkey-refused');
    await refuses(options(), 'confirmation-required');
    const good = phone.get(await world.accounts.prepareConfirmation(actor));
    await confirm(actor, good);
    await options();
    await refuses(confirm(actor, good), 'passkey-refused');
  });
});
