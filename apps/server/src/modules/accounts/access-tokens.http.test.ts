import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { API_PREFIX, createClient, type Problem } from '@wmory/contract';
import { type Stack, startStack } from '../../../../../tools/dev-stack.ts';
import { openSecrets } from '../../secrets.ts';
import { badTokens, type Forge, openForge } from './bad-tokens.fixture.ts';
import { openSigningKeys } from './signing-keys.ts';

let stack: Stack;
let forge: Forge;
let refreshToken: string;

const ask = (token: string) =>
  fetch(`${stack.url}${API_PREFIX}/me`, { headers: { authorization: `Bearer ${token}` } });

async function isRefused(token: string): Promise<void> {
  const response = await ask(token);
  assert.equal(response.status, 401);
  assert.equal(((await response.json()) as Problem).code, 'unauthenticated');
}

before(async () => {
  stack = await startStack();
  const { email, password } = await stack.person('Ada');
  const start = await createClient({ baseUrl: stack.url }).logIn({ body: { email, password } });
  refreshToken = start.refreshToken ?? '';
  const secrets = openSecrets(stack.dataDir, null);
  const keys = await openSigningKeys({ database: stack.app.database, secrets, clock: Date.now });
  forge = openForge(start.accessToken, (await keys.ring()).signer.privateKey);
});
after(() => stack.stop());

describe('a request', () => {
  it('with a genuine access token is answered, signed anew as well', async () => {
    for (const token of [forge.good, forge.forge({}, {})]) assert.equal((await ask(token)).status, 200);
  });

  it('with the refresh token in its place is answered 401', () => isRefused(refreshToken));

  for (const [name, make] of Object.entries(badTokens))
    it(`with a bad token, ${name}, is answered 401`, () => isRefused(make(forge)));
});
