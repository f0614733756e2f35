import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { HOUR, MINUTE } from '../../clock.ts';
import type { Letter } from '../../mail/port.ts';
import { caller, codeIn, makeWorld, PASSWORD, refuses, tokenIn, type World } from './accounts.fixture.ts';

const email = 'ada@example.org';
let world: World;
let letter: Letter;

const byCode = (code: string) => world.accounts.verifyEmail(caller, { email, code });
const byLink = (token: string) => world.accounts.verifyEmail(caller, { token });

/** A code that is not the one in the letter. */
const wrong = (shift = 1) => String((Number(codeIn(letter)) + shift) % 1_000_000).padStart(6, '0');

beforeEach(async () => {
  world = await makeWorld();
  await world.accounts.signUp(caller, { email, password: PASSWORD, name: 'Ada' });
  letter = await world.newestLetter(email);
});

afterEach(() => world.close());

describe('a code', () => {
  it('starts a session, once', async () => {
    const { tokens } = await byCode(codeIn(letter));
    await world.accounts.authenticate(tokens.accessToken);
    await refuses(byCode(codeIn(letter)), 'code-invalid');
    await refuses(byLink(tokenIn(letter, 'verify')), 'code-invalid');
  });

  it('lives ten minutes', async () => {
    world.advance(10 * MINUTE);
    await refuses(byCode(codeIn(letter)), 'code-invalid');
    await byLink(tokenIn(letter, 'verify'));
  });

  it('is dead after five wrong tries, even once guesses are heard again', async () => {
    for (let shift = 1; shift <= 5; shift++) await refuses(byCode(wrong(shift)), 'code-invalid');
    await refuses(byCode(codeIn(letter)), 'too-many-attempts');
    // Another process, or one that was started anew, knows nothing of those guesses; the row does.
    await world.database.sql
      .updateTable('email_tokens')
      .set({ code_expires_at: Date.now() + HOUR })
      .execute();
    world.advance(15 * MINUTE);
    await refuses(byCode(codeIn(letter)), 'code-invalid');
    await byLink(tokenIn(letter, 'verify'));
  });

  it('is not guessed by many at once', async () => {
    const guesses = Array.from({ length: 40 }, (_, index) => byCode(wrong(index + 1)));
    const codes = (await Promise.allSettled(guesses)).map((outcome) =>
      outcome.status === 'rejected' ? outcome.reason.code : 'verified',
    );
    assert.equal(codes.filter((code) => code === 'code-invalid').length, 5);
    assert.equal(codes.filter((code) => code === 'too-many-attempts').length, 35);
  });

  it('tells strangers nothing of who has an account', async () => {
    const answers = async (address: string) => {
      const codes: string[] = [];
      for (let shift = 1; shift <= 7; shift++) {
        const proof = { email: address, code: wrong(shift) };
        await world.accounts.verifyEmail(caller, proof).catch((error) => codes.push(error.code));
      }
      return codes;
    };
    assert.deepEqual(await answers(email), await answers('nobody@example.org'));
  });

  it('works for the address it went to alone', async () => {
    await world.accounts.signUp(caller, { email: 'eve@example.org', password: PASSWORD, name: 'Eve' });
    await world.newestLetter('eve@example.org');
    const proof = { email: 'eve@example.org', code: codeIn(letter) };
    await refuses(world.accounts.verifyEmail(caller, proof), 'code-invalid');
  });
});

describe('a link', () => {
  it('starts a session, once, also when two follow it at once', async () => {
    const token = tokenIn(letter, 'verify');
    const outcomes = await Promise.allSettled([byLink(token), byLink(token), byLink(token)]);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    await refuses(byLink(token), 'code-invalid');
  });

  it('lives a day', async () => {
    world.advance(24 * HOUR);
    await refuses(byLink(tokenIn(letter, 'verify')), 'code-invalid');
    world.advance(-1);
    await byLink(tokenIn(letter, 'verify'));
  });

  it('holds 256 bits that follow the hash sign', () => {
    const token = tokenIn(letter, 'verify');
    assert.equal(Buffer.from(token, 'base64url').length, 32);
  });

  it('for a new password confirms nothing, and the other way round', async () => {
    await world.accounts.forgotPassword({ email });
    const reset = tokenIn(await world.newestLetter(email), 'reset');
    await refuses(byLink(reset), 'code-invalid');
    const token = tokenIn(letter, 'verify');
    await refuses(world.accounts.resetPassword(caller, { token, password: PASSWORD }), 'code-invalid');
  });

  it('is of no use to a suspended account', async () => {
    await world.database.sql.updateTable('users').set({ suspended_at: Date.now() }).execute();
    await refuses(byLink(tokenIn(letter, 'verify')), 'code-invalid');
  });
});
