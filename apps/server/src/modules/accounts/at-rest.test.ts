import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import { MINUTE } from '../../clock.ts';
import { movedTables, readRows } from '../../db/dump.ts';
import { caller, codeIn, makeWorld, PASSWORD, tokenIn, type World } from './accounts.fixture.ts';

const email = 'ada@example.org';
let world: World;

beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

/** Every row there is, as text. */
async function readAll(): Promise<string> {
  const tables = movedTables.map((table) => readRows(world.database, table, null, 10_000));
  return JSON.stringify(await Promise.all(tables));
}

it('who reads the whole database finds nothing that opens an account', async () => {
  await world.accounts.signUp(caller, { email, password: PASSWORD, name: 'Ada' });
  const letter = await world.newestLetter(email);
  const verification = [codeIn(letter), tokenIn(letter, 'verify')];
  const lettersRest = await readAll();
  for (const secret of [PASSWORD, ...verification]) assert.equal(lettersRest.includes(`"${secret}`), false);

  const { tokens } = await world.accounts.verifyEmail(caller, { email, code: codeIn(letter) });
  world.advance(MINUTE);
  await world.accounts.forgotPassword({ email });
  const reset = tokenIn(await world.newestLetter(email), 'reset');
  const next = await world.accounts.refreshSession(caller, tokens.refreshToken);
  const all = await readAll();
  assert.ok(all.includes(email), 'it is the database that is read');
  const secrets = [
    PASSWORD,
    reset,
    ...[tokens, next].flatMap((each) => [each.accessToken, each.refreshToken]),
  ];
  for (const secret of secrets) assert.equal(all.includes(secret), false, secret);
});

it('secrets that are sent out hold 128 random bits and more, and no two are alike', async () => {
  const seen = new Set<string>();
  for (let time = 0; time < 5; time++) {
    const { tokens } = await world.enter(`ada-${time}@example.org`);
    const seal = tokens.refreshToken.split('.')[2] ?? '';
    assert.ok(Buffer.from(seal, 'base64url').length >= 16);
    seen.add(seal);
    const link = tokenIn(world.letters.at(-1) ?? assert.fail(), 'verify');
    assert.ok(Buffer.from(link, 'base64url').length >= 16);
    seen.add(link);
  }
  assert.equal(seen.size, 10);
});
