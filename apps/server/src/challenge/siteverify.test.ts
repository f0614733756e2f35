import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import type { Logger } from 'pino';
import { AppError } from '../error.ts';
import { startFakeProvider } from './fake-provider.fixture.ts';
import { createSiteverify } from './siteverify.ts';

const secret = 'the secret of the site';
let provider: Awaited<ReturnType<typeof startFakeProvider>>;
const logged: object[] = [];
const log = { warn: (facts: object) => void logged.push(facts) } as Pick<Logger, 'warn'>;

const make = (change: { secret?: string; url?: string } = {}) =>
  createSiteverify({ provider: 'hcaptcha', siteKey: 'site', secret, url: provider.url, log, ...change });

before(async () => {
  provider = await startFakeProvider(secret);
});
after(() => provider.close());
beforeEach(() => {
  provider.breakDown('no');
  provider.requests.length = 0;
  logged.length = 0;
});

it('asks the provider by a form, and names nobody', async () => {
  assert.equal(await make().redeem(provider.pass('token 1')), true);
  assert.deepEqual(provider.requests, [
    {
      type: 'application/x-www-form-urlencoded;charset=UTF-8',
      form: { secret, response: 'token 1', sitekey: 'site' },
    },
  ]);
  assert.equal(await make().redeem('token 1'), false);
});

it('does not ask about what cannot be a token', async () => {
  for (const token of [undefined, '', 'x'.repeat(5000)]) assert.equal(await make().redeem(token), false);
  assert.deepEqual(provider.requests, []);
});

it('says in the log that the secret is wrong, and not what it is', async () => {
  assert.equal(await make({ secret: 'another' }).redeem(provider.pass('token 2')), false);
  assert.deepEqual(logged, [{ provider: 'hcaptcha', errors: ['invalid-input-secret'] }]);
});

it('lets nobody in while the provider cannot be asked', async () => {
  const refused = (error: unknown): boolean => error instanceof AppError && error.code === 'unavailable';
  for (const how of ['status', 'words'] as const) {
    provider.breakDown(how);
    await assert.rejects(make().redeem(provider.pass('token 3')), refused);
  }
  const gone = await startFakeProvider(secret);
  await gone.close();
  await assert.rejects(make({ url: gone.url }).redeem('token 4'), refused);
  assert.doesNotMatch(JSON.stringify(logged), new RegExp(secret));
});
