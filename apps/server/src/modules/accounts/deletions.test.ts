import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { DeletionCertificate, signedText } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import { DAY, HOUR, MINUTE } from '../../clock.ts';
import type { Letter } from '../../mail/port.ts';
import {
  actorOf,
  audited,
  caller,
  makeWorld,
  PASSWORD,
  PUBLIC_URL,
  refuses,
  START,
  tokenIn,
  type World,
} from './accounts.fixture.ts';
import type { SessionStart } from './session-start.ts';

const email = 'ada@example.org';
const everything = { photos: 'go', groups: [] } as const;
let world: World;
let elsewhere: SessionStart;
let actor: Actor;

const logIn = () => world.accounts.logIn(caller, { email, password: PASSWORD });
const ask = (by = actor) => world.accounts.requestDeletion(by, everything);
const keepBy = (token: string) => world.accounts.keepAccountByLink(caller, { token });
const keepToken = async () => tokenIn(await world.newestLetter(email), 'keep-account');
const lettersTo = (address: string): string[] =>
  world.letters.filter(({ to }) => to === address).map(({ subject }) => subject);

/** All that is due, until nothing is. */
async function sweep(): Promise<void> {
  const { eraseAccounts, sendFarewells, sendLetters } = world.accounts.sweeps;
  for (const run of [eraseAccounts, sendFarewells, sendLetters]) while ((await run()) > 0);
}

async function rowsOf(table: 'users' | 'account_deletions'): Promise<string> {
  return JSON.stringify(await world.database.sql.selectFrom(table).selectAll().execute());
}

function certificateIn({ files = [] }: Letter): DeletionCertificate {
  assert.deepEqual([files.length, files[0]?.name], [1, 'certificate.json']);
  return DeletionCertificate.parse(JSON.parse(files[0]?.text ?? ''));
}

const isGenuine = ({ certificate, key, signature }: DeletionCertificate): boolean =>
  verify(
    null,
    Buffer.from(signedText(certificate)),
    createPublicKey({ key, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  );

beforeEach(async () => {
  world = await makeWorld();
  const here = await world.enter(email);
  elsewhere = await logIn();
  actor = await actorOf(world, here);
  await world.accounts.confirmIdentity(actor, { password: PASSWORD });
});
afterEach(() => world.close());

describe('asking for the account to be deleted', () => {
  it('is for who has just shown to be the owner', async () => {
    world.advance(11 * MINUTE);
    await refuses(ask(), 'confirmation-required');
    assert.equal((await world.accounts.getMe(actor)).deletionAt, null);
  });

  it('changes nothing for two weeks, but ends the other sessions', async () => {
    const deletion = await ask();
    assert.deepEqual(deletion, {
      requestedAt: new Date(START).toISOString(),
      finalAt: new Date(START + 14 * DAY).toISOString(),
      photos: 'go',
      groups: [],
    });
    assert.deepEqual(await world.accounts.getDeletion(actor), deletion);
    await refuses(world.accounts.refreshSession(caller, elsewhere.tokens.refreshToken), 'session-ended');
    world.advance(14 * DAY - 1);
    await sweep();
    assert.equal((await logIn()).me.deletionAt, deletion.finalAt);
  });

  it('is done once', async () => {
    await ask();
    await refuses(ask(), 'deletion-pending');
  });

  it('is told by letter at once, and again three days before the end', async () => {
    await ask();
    const letter = await world.newestLetter(email);
    assert.equal(letter.subject, 'Your account will be deleted');
    world.advance(11 * DAY - MINUTE);
    await sweep();
    assert.equal(lettersTo(email).at(-1), 'Your account will be deleted');
    world.advance(MINUTE);
    assert.equal((await world.newestLetter(email)).subject, 'Your account is about to be deleted');
  });
});

describe('keeping the account', () => {
  it('is a matter of one request, after which no letter follows and no link does anything', async () => {
    await ask();
    const token = await keepToken();
    await world.accounts.keepAccount(actor);
    assert.equal(await world.accounts.getDeletion(actor), null);
    assert.equal((await world.accounts.getMe(actor)).deletionAt, null);
    await refuses(world.accounts.keepAccount(actor), 'not-found');
    await refuses(keepBy(token), 'code-invalid');
    const count = lettersTo(email).length;
    world.advance(20 * DAY);
    await sweep();
    assert.equal(lettersTo(email).length, count);
    await logIn();
    assert.deepEqual(
      (await audited(world)).filter((action) => action.startsWith('account.deletion')),
      ['account.deletion-asked', 'account.deletion-cancelled'],
    );
  });

  it('works by the link of either letter, without logging in, once', async () => {
    await ask();
    const first = await keepToken();
    world.advance(11 * DAY);
    const second = await keepToken();
    assert.notEqual(first, second);
    await keepBy(first);
    await refuses(keepBy(first), 'code-invalid');
    await refuses(keepBy(second), 'code-invalid');
    assert.equal((await logIn()).me.deletionAt, null);
  });

  it('keeps nothing that is asked for anew, by an old link', async () => {
    await ask();
    const token = await keepToken();
    await world.accounts.keepAccount(actor);
    await ask();
    await refuses(keepBy(token), 'code-invalid');
    assert.notEqual(await world.accounts.getDeletion(actor), null);
  });

  it('is over once it is final, though no sweep has come yet', async () => {
    await ask();
    const token = await keepToken();
    const still = await actorOf(world, await logIn());
    world.advance(14 * DAY);
    await refuses(keepBy(token), 'code-invalid');
    await refuses(world.accounts.keepAccount(still), 'not-found');
  });

  it('comes with the way back to an old address: a thief deletes nothing', async () => {
    await world.accounts.requestEmailChange(actor, { email: 'thief@example.net' });
    const change = tokenIn(await world.newestLetter('thief@example.net'), 'new-email');
    await world.accounts.confirmEmailChange(caller, { token: change });
    await ask();
    const token = tokenIn(await world.newestLetter(email), 'keep-email');
    await world.accounts.returnEmail(caller, { token });
    world.advance(20 * DAY);
    await sweep();
    assert.match(await rowsOf('users'), /ada@example\.org/);
  });
});

describe('once the two weeks are over', () => {
  it('nothing opens the account, and nobody can tell that there was one', async () => {
    await ask();
    await world.accounts.sweeps.sendLetters();
    world.advance(14 * DAY);
    await sweep();
    await refuses(logIn(), 'wrong-credentials');
    await refuses(world.accounts.refreshSession(caller, elsewhere.tokens.refreshToken), 'session-ended');
    await world.accounts.forgotPassword({ email });
    await sweep();
    assert.equal(lettersTo(email).at(-1), 'Your account is deleted');
  });

  it('it is closed in the first step already, whatever the others have to wait for', async () => {
    await world.close();
    const departures = {
      announce: async () => {},
      takeBack: async () => {},
      list: async () => [],
      steps: [async () => 'wait' as const],
    };
    world = await makeWorld({ departures });
    const start = await world.enter(email);
    actor = await actorOf(world, start);
    await world.accounts.confirmIdentity(actor, { password: PASSWORD });
    await ask();
    world.advance(14 * DAY);
    await sweep();
    await refuses(logIn(), 'wrong-credentials');
    await refuses(
      world.accounts.getMe(actor).then(() => world.accounts.authenticate(start.tokens.accessToken)),
      'unauthenticated',
    );
    for (const table of ['users', 'account_deletions'] as const)
      assert.doesNotMatch(await rowsOf(table), /ada@|"Ada"/, 'in the last letter alone, and sealed');
    assert.equal(lettersTo(email).includes('Your account is deleted'), false);
  });

  it('the last letter brings the certificate, which is genuine, and then the address is nowhere', async () => {
    await ask();
    world.advance(14 * DAY + HOUR);
    await sweep();
    const letter = world.letters.at(-1);
    assert.ok(letter);
    assert.deepEqual([letter.to, letter.subject], [email, 'Your account is deleted']);
    const signed = certificateIn(letter);
    assert.deepEqual(signed.key, await world.accounts.getCertificateKey());
    assert.ok(isGenuine(signed));
    const { account, installation, requestedAt, deletedAt, deleted, kept } = signed.certificate;
    assert.deepEqual([account, installation], [actor.userId, PUBLIC_URL]);
    assert.deepEqual(
      [requestedAt, deletedAt],
      [START, Date.now()].map((time) => new Date(time).toISOString()),
    );
    assert.deepEqual([deleted.sessions, deleted.photos, kept.photos], [2, 0, 0]);
    const altered = { ...signed, certificate: { ...signed.certificate, account: actor.sessionId } };
    assert.equal(isGenuine(altered), false);
    assert.equal(await rowsOf('account_deletions'), '[]');
    assert.doesNotMatch(await rowsOf('users'), /ada@|Ada/);
  });

  it('the letter is tried again for a day while it cannot be sent, and then forgotten', async () => {
    await ask();
    await world.accounts.sweeps.sendLetters();
    world.advance(14 * DAY);
    world.mail.down = true;
    for (let hour = 0; hour < 20; hour++) {
      await sweep();
      world.advance(HOUR);
    }
    assert.notEqual(await rowsOf('account_deletions'), '[]');
    assert.doesNotMatch(world.logged(), /ada@example/);
    for (let hour = 0; hour < 20; hour++) {
      await sweep();
      world.advance(HOUR);
    }
    assert.equal(await rowsOf('account_deletions'), '[]');
  });

  it('who was away can sign up with the same address, as somebody new', async () => {
    await ask();
    world.advance(14 * DAY);
    await sweep();
    const again = await actorOf(world, await world.enter(email));
    assert.notEqual(again.userId, actor.userId);
    assert.equal((await world.accounts.getMe(again)).deletionAt, null);
  });
});
