import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import { createClient, ProblemError } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import { type Stack, startStack } from '../../../../../tools/dev-stack.ts';
import { readCode } from '../../../../../tools/person.ts';
import { startFakeProvider } from '../../challenge/fake-provider.fixture.ts';
import { solve } from '../../challenge/solve.fixture.ts';
import { MINUTE } from '../../clock.ts';
import { createPasswordHasher } from './password-hasher.ts';

const password = 'seven green bicycles';
const stacks: Stack[] = [];

async function start(env: Record<string, string>, clock?: () => number): Promise<Stack> {
  const stack = await startStack({ env, ...(clock && { clock }) });
  stacks.push(stack);
  return stack;
}

const guestOf = ({ url }: Stack) => createClient({ baseUrl: url });

/** What a sign-up is answered; `null` when it is taken. */
async function signUp(
  stack: Stack,
  email: string,
  more: { invite?: string; proof?: string } = {},
): Promise<string | null> {
  try {
    await guestOf(stack).signUp({ body: { email, password, name: 'Ada', ...more } });
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.code;
  }
}

/** The account of a host who signed up while the server was open. */
async function insertAnna({ app }: Stack): Promise<void> {
  const password_hash = await createPasswordHasher().hash('a password of Anna');
  const who = { id: uuidv7(), email: 'anna@example.org', name: 'Anna', password_hash };
  const state = { created_at: 1, verified_at: 1, suspended_at: null, quota_limit: null };
  await app.database.sql
    .insertInto('users')
    .values({ ...who, ...state })
    .execute();
}

afterEach(async () => {
  for (const stack of stacks.splice(0)) await stack.stop();
});

it('an open server tells so, and asks for nothing', async () => {
  const stack = await start({});
  assert.deepEqual(await guestOf(stack).getServer(), {
    signUp: { policy: 'open' },
    challenge: { kind: 'none' },
  });
  assert.equal(await signUp(stack, 'ada@example.org'), null);
});

it('by invite alone, an invite opens the door while it can be used, and answers alike for every address', async () => {
  const stack = await start({ SIGN_UP: 'invite' });
  assert.deepEqual((await guestOf(stack).getServer()).signUp, { policy: 'invite' });
  await insertAnna(stack);
  const anna = await stack.person('Anna');
  const group = await anna.client.createGroup({ body: { name: 'Alps' } });
  const params = { groupId: group.id };
  const open = await anna.client.createInvite({ params, body: { maxUses: 1 } });
  const revoked = await anna.client.createInvite({ params, body: {} });
  await anna.client.revokeInvite({ params: { ...params, inviteId: revoked.invite.id } });
  for (const email of ['anna@example.org', 'bob@example.org']) {
    assert.equal(await signUp(stack, email), 'sign-up-by-invite');
    assert.equal(await signUp(stack, email, { invite: revoked.token }), 'sign-up-by-invite');
    assert.equal(await signUp(stack, email, { invite: 'x'.repeat(43) }), 'sign-up-by-invite');
    assert.equal(await signUp(stack, email, { invite: open.token }), null);
  }
  // The invite is still good to join with: signing up has not used it.
  const code = await readCode(stack.url, 'bob@example.org');
  const { accessToken } = await guestOf(stack).verifyEmail({ body: { email: 'bob@example.org', code } });
  const bob = createClient({ baseUrl: stack.url, accessToken: () => accessToken });
  await bob.joinGroup({ body: { token: open.token } });
  assert.equal(await signUp(stack, 'cleo@example.org', { invite: open.token }), 'sign-up-by-invite');
});

it('addresses of other domains than those are refused, whether or not they have an account', async () => {
  const stack = await start({ SIGN_UP: 'domains', SIGN_UP_DOMAINS: 'school.example, Other.example' });
  const domains = ['school.example', 'other.example'];
  assert.deepEqual((await guestOf(stack).getServer()).signUp, { policy: 'domains', domains });
  for (const email of ['ada@school.example', 'ADA@OTHER.EXAMPLE'])
    assert.equal(await signUp(stack, email), null);
  assert.equal(await signUp(stack, 'ada@example.org'), 'address-not-admitted');
});

it('disposable addresses are refused, if wanted', async () => {
  const stack = await start({ DISPOSABLE_ADDRESSES: 'refuse' });
  assert.equal(await signUp(stack, 'ada@mailinator.com'), 'address-refused');
  assert.equal(await signUp(stack, 'ada@sub.mailinator.com'), 'address-refused');
  assert.equal(await signUp(stack, 'ada@example.org'), null);
});

it('a proof of work opens the door once, whichever address it comes with, and is forgotten when it is old', async () => {
  let ahead = 0;
  const stack = await start({ CHALLENGE: 'proof-of-work', CHALLENGE_BITS: '8' }, () => Date.now() + ahead);
  assert.deepEqual((await guestOf(stack).getServer()).challenge, { kind: 'proof-of-work' });
  assert.equal(await signUp(stack, 'ada@example.org'), 'challenge-failed');
  const proof = solve(await guestOf(stack).createChallenge());
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) => signUp(stack, `${name}@example.org`, { proof })),
  );
  assert.deepEqual(answers.toSorted(), ['challenge-failed', 'challenge-failed', 'challenge-failed', null]);
  const { sql } = stack.app.database;
  const countSpent = async () => (await sql.selectFrom('spent_challenges').selectAll().execute()).length;
  await stack.app.sweep();
  assert.equal(await countSpent(), 1);
  ahead = 11 * MINUTE;
  await stack.app.sweep();
  assert.equal(await countSpent(), 0);
  assert.equal(await signUp(stack, 'e@example.org', { proof }), 'challenge-failed');
});

it("a provider's widget opens the door, and may run on the page", async () => {
  const provider = await startFakeProvider('secret of the site');
  const stack = await start({
    CHALLENGE: 'turnstile',
    CHALLENGE_SITE_KEY: 'site',
    CHALLENGE_SECRET: 'secret of the site',
    CHALLENGE_URL: provider.url,
  });
  const challenge = { kind: 'widget', provider: 'turnstile', siteKey: 'site' };
  assert.deepEqual((await guestOf(stack).getServer()).challenge, challenge);
  const proof = provider.pass('a token');
  assert.equal(await signUp(stack, 'ada@example.org', { proof }), null);
  assert.equal(await signUp(stack, 'bob@example.org', { proof }), 'challenge-failed');
  const policy = (await fetch(`${stack.url}/`)).headers.get('content-security-policy') ?? '';
  for (const directive of ['script-src', 'frame-src', 'connect-src'])
    assert.match(policy, new RegExp(`${directive}[^;]* https://challenges\\.cloudflare\\.com`));
  provider.breakDown('status');
  assert.equal(await signUp(stack, 'cleo@example.org', { proof: provider.pass('another') }), 'unavailable');
  await provider.close();
});
