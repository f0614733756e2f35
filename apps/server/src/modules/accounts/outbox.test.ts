import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { HOUR, MINUTE } from '../../clock.ts';
import { caller, codeIn, makeWorld, PASSWORD, refuses, tokenIn, type World } from './accounts.fixture.ts';
import { claimLetter } from './store-letters.ts';

const email = 'ada@example.org';
let world: World;

const owed = () => world.database.sql.selectFrom('letters').selectAll().execute();
const send = () => world.accounts.sweeps.sendLetters();
const signUp = (address = email) =>
  world.accounts.signUp(caller, { email: address, password: PASSWORD, name: 'Ada' });

beforeEach(async () => {
  world = await makeWorld();
});

afterEach(() => world.close());

describe('a letter that is owed', () => {
  it('goes without anybody asking, once the transaction has committed', async () => {
    await signUp();
    while (world.letters.length === 0) await new Promise(setImmediate);
    await world.accounts.close();
    assert.deepEqual(await owed(), []);
  });

  it('is tried again, later each time, until the mail server takes it', async () => {
    world.mail.down = true;
    await signUp();
    await send();
    assert.equal(await send(), 0, 'not before its time');
    for (const wait of [MINUTE, 2 * MINUTE, 4 * MINUTE]) {
      world.advance(wait - 1);
      assert.equal(await send(), 0);
      world.advance(1);
      assert.equal(await send(), 1);
    }
    world.mail.down = false;
    world.advance(8 * MINUTE);
    await world.accounts.verifyEmail(caller, { email, code: codeIn(await world.newestLetter(email)) });
    assert.deepEqual(await owed(), []);
  });

  it('is sent again with secrets of its own when the process dies between sending and noting it', async () => {
    world.mail.down = true;
    await signUp();
    await send();
    const [row] = await owed();
    assert.ok(row);
    world.mail.down = false;
    world.advance(MINUTE);
    const first = await world.newestLetter(email);
    await world.database.sql.insertInto('letters').values(row).execute();
    const second = await world.newestLetter(email);
    assert.equal(world.letters.length, 2);
    await refuses(world.accounts.verifyEmail(caller, { token: tokenIn(first, 'verify') }), 'code-invalid');
    await world.accounts.verifyEmail(caller, { token: tokenIn(second, 'verify') });
  });

  it('goes once, however many send at once', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, index) => signUp(`p${index}@example.org`)));
    await Promise.all(Array.from({ length: 10 }, send));
    assert.equal(world.letters.length, 25);
    assert.equal(new Set(world.letters.map(({ to }) => to)).size, 25);
  });

  it('is taken up by one of several processes', async () => {
    world.mail.down = true;
    await signUp();
    await send(); // The try that sign-up set off is over, and the row at rest.
    const [row] = await owed();
    assert.ok(row);
    const claims = await Promise.all(
      [1, 2, 3].map(() => claimLetter(world.database, row, row.due_at + MINUTE)),
    );
    assert.deepEqual(claims.toSorted(), [false, false, true]);
  });

  it('is given up after eight tries, and the log names neither address nor secret', async () => {
    world.mail.down = true;
    await signUp();
    for (let time = 0; time < 12; time++) {
      await send();
      world.advance(HOUR);
    }
    assert.deepEqual(await owed(), []);
    assert.match(world.logged(), /given up/);
    assert.equal(world.logged().match(/"letter":/g)?.length, 8);
    assert.equal(world.logged().includes('ada'), false);
  });

  it('is dropped when it would tell nothing true any more', async () => {
    world.mail.down = true;
    await signUp();
    await send();
    await world.database.sql.updateTable('users').set({ verified_at: Date.now() }).execute();
    world.mail.down = false;
    world.advance(HOUR);
    assert.equal(await send(), 1);
    assert.deepEqual([world.letters, await owed()], [[], []]);
  });

  it('holds nothing secret while it waits', async () => {
    world.mail.down = true;
    await signUp();
    const [row] = await owed();
    assert.deepEqual(Object.keys(row ?? {}).sort(), [
      'about',
      'created_at',
      'due_at',
      'id',
      'kind',
      'tries',
      'user_id',
    ]);
  });
});

describe('what is kept', () => {
  it('holds no password, code or token, nor does the log', async () => {
    const start = await world.enter(email);
    const verify = world.letters[0];
    assert.ok(verify);
    const { refreshToken } = await world.accounts.refreshSession(caller, start.tokens.refreshToken);
    await world.accounts.forgotPassword({ email });
    const token = tokenIn(await world.newestLetter(email), 'reset');
    const secrets = [
      PASSWORD,
      tokenIn(verify, 'verify'),
      token,
      start.tokens.accessToken,
      start.tokens.refreshToken,
      refreshToken,
    ];
    await refuses(world.accounts.logIn(caller, { email, password: 'a wrong password' }), 'wrong-credentials');
    const tables = ['users', 'sessions', 'email_tokens', 'letters', 'audit_logs'] as const;
    const rows = await Promise.all(
      tables.map((table) => world.database.sql.selectFrom(table).selectAll().execute()),
    );
    const kept = JSON.stringify(rows) + world.logged();
    for (const secret of secrets) assert.equal(kept.includes(secret), false, secret);
    assert.doesNotMatch(kept, new RegExp(`(?<![\\da-f])${codeIn(verify)}(?![\\da-f])`));
    assert.ok(rows.flat().length >= 7);
  });
});
