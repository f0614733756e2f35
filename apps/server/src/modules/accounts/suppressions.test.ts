import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { DAY, MINUTE } from '../../clock.ts';
import { actorOf, caller, codeIn, makeWorld, PASSWORD, START, type World } from './accounts.fixture.ts';
import type { MailReport } from './suppressions.ts';

const email = 'ada@example.org';
let world: World;

beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const report = (outcome: MailReport['outcome'], at = Date.now(), addresses = [email]) =>
  world.accounts.noteMail({ outcome, addresses, at });
const rows = () => world.database.sql.selectFrom('mail_suppressions').selectAll().execute();

/** How many letters go out when somebody forgets the password, `after` a while. */
async function lettersAsked(after = 0): Promise<number> {
  world.advance(after);
  const before = world.letters.length;
  await world.accounts.forgotPassword({ email });
  await world.accounts.sweeps.sendLetters();
  assert.deepEqual(await world.database.sql.selectFrom('letters').selectAll().execute(), []);
  return world.letters.length - before;
}

describe('an address that letters come back from', () => {
  it('gets none for a day, then one, and waits twice as long each time it comes back', async () => {
    const actor = await actorOf(world, await world.enter(email));
    assert.equal((await world.accounts.getMe(actor)).mailTrouble, null);
    for (const days of [1, 2, 4, 8, 16, 32, 32]) {
      await report('bounce');
      assert.equal(await lettersAsked(days * DAY - 1), 0, `${days} days`);
      assert.equal(await lettersAsked(1), 1, `${days} days`);
      world.advance(MINUTE);
    }
    await report('bounce');
  });

  it('is told so, and gets letters again once one was delivered', async () => {
    const actor = await actorOf(world, await world.enter(email));
    await report('bounce', START);
    const { mailTrouble } = await world.accounts.getMe(actor);
    assert.deepEqual(mailTrouble, {
      reason: 'bounce',
      since: '2026-05-03T12:00:00.000Z',
      retryAt: '2026-05-04T12:00:00.000Z',
    });
    await report('delivery', START);
    assert.notEqual((await world.accounts.getMe(actor)).mailTrouble, null, 'accepted first, returned later');
    await report('delivery', START + 1);
    assert.equal((await world.accounts.getMe(actor)).mailTrouble, null);
    assert.equal(await lettersAsked(), 1);
  });

  it('is kept as a hash alone, whatever its case, and stays when its account is gone', async () => {
    await report('bounce', START, ['ADA@example.org', 'bo@example.org']);
    const kept = await rows();
    assert.equal(kept.length, 2);
    assert.doesNotMatch(JSON.stringify(kept), /example|ada/i);
    await world.accounts.signUp(caller, { email, password: PASSWORD, name: 'Ada' });
    await world.accounts.sweeps.sendLetters();
    assert.equal(world.letters.length, 0);
    world.advance(DAY);
    await world.accounts.resendVerification({ email });
    await world.accounts.verifyEmail(caller, { email, code: codeIn(await world.newestLetter(email)) });
  });
});

describe('an address whose owner complained', () => {
  it('gets none until it is cleared, also when letters come back or arrive', async () => {
    const actor = await actorOf(world, await world.enter(email));
    await report('complaint', START);
    await report('bounce', START + 1);
    await report('delivery', START + 2);
    assert.equal((await world.accounts.getMe(actor)).mailTrouble?.reason, 'complaint');
    assert.equal((await world.accounts.getMe(actor)).mailTrouble?.retryAt, null);
    assert.equal(await lettersAsked(80 * DAY), 0);
  });

  it('is worse than one that letters come back from', async () => {
    await report('bounce', START);
    await report('complaint', START + 1);
    assert.deepEqual(
      (await rows()).map(({ reason, times }) => [reason, times]),
      [['complaint', 2]],
    );
  });
});

describe('reports', () => {
  it('that come again, or late, or all at once, change nothing', async () => {
    await Promise.all(Array.from({ length: 20 }, () => report('bounce', START)));
    await report('bounce', START - DAY);
    await report('complaint', START - DAY);
    const [row, ...others] = await rows();
    assert.deepEqual(others, []);
    assert.deepEqual([row?.reason, row?.times, row?.noted_at], ['bounce', 1, START]);
  });

  it('that come again do not undo what cleared them', async () => {
    await world.enter(email);
    await report('bounce', START);
    await report('delivery', START + MINUTE);
    await report('bounce', START);
    assert.equal(await lettersAsked(2 * MINUTE), 1);
    await report('bounce', START + 2 * MINUTE);
    assert.deepEqual(
      (await rows()).map(({ times, cleared_at }) => [times, cleared_at]),
      [[1, null]],
    );
  });
});

describe('the language of letters', () => {
  it('is the one that the reader of the sign-up page prefers, and stays', async () => {
    const german = { ...caller, acceptLanguage: 'de-AT,de;q=0.9,en;q=0.8' };
    await world.accounts.signUp(german, { email, password: PASSWORD, name: 'Ada' });
    assert.equal((await world.newestLetter(email)).subject, 'Bestätige deine E-Mail-Adresse');
    world.advance(MINUTE);
    await world.accounts.forgotPassword({ email });
    assert.equal((await world.newestLetter(email)).subject, 'Setze dein Passwort zurück');
    await world.accounts.signUp(caller, { email: 'bo@example.org', password: PASSWORD, name: 'Bo' });
    assert.equal((await world.newestLetter('bo@example.org')).subject, 'Confirm your e-mail address');
  });

  it('is another once its reader chooses so, without a record that others could read', async () => {
    const start = await world.enter(email);
    const actor = await actorOf(world, start);
    const entries = async () =>
      (await world.database.sql.selectFrom('audit_logs').select('id').execute()).length;
    const before = await entries();
    assert.deepEqual(await world.accounts.updateMe(actor, { language: 'ar' }), start.me);
    assert.equal(await entries(), before);
    world.advance(MINUTE);
    await world.accounts.forgotPassword({ email });
    const letter = await world.newestLetter(email);
    assert.equal(letter.subject, 'أعد تعيين كلمة مرورك');
    assert.match(letter.html, /<html lang="ar" dir="rtl">/);
  });
});
