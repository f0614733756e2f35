import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import type { ProblemCode } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import { DAY, MINUTE } from '../../clock.ts';
import { openTestDatabase } from '../../db/database.fixture.ts';
import type { Database } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { createIdempotency, type Idempotency, type IdempotentCall } from './index.ts';

let now: number;
let database: Database;
let idempotency: Idempotency;
let call: IdempotentCall;
let calls: number;

const answer = async () => {
  calls += 1;
  return { status: 201, body: `{"token":"secret-${calls}"}` };
};

const refuses = (promise: Promise<unknown>, code: ProblemCode) =>
  assert.rejects(promise, (error) => error instanceof AppError && error.code === code);

beforeEach(async () => {
  now = Date.UTC(2026, 4, 3);
  calls = 0;
  database = await openTestDatabase();
  const userId = uuidv7();
  await database.sql
    .insertInto('users')
    .values({
      id: userId,
      email: 'anna@example.org',
      name: 'Anna',
      password_hash: '-',
      created_at: now,
      verified_at: now,
      suspended_at: null,
      quota_limit: null,
    })
    .execute();
  idempotency = createIdempotency({ database, clock: () => now, key: Buffer.alloc(32, 7) });
  call = { userId, key: 'my-key', operation: 'createGroup', input: { body: { name: 'Alps' } } };
});
afterEach(() => database.close());

it('answers the same again, for a day', async () => {
  const first = await idempotency.once(call, answer);
  now += DAY;
  assert.deepEqual(await idempotency.once(call, answer), first);
  assert.equal(await idempotency.sweep(), 0);
  now += 1;
  assert.equal(await idempotency.sweep(), 1);
  await idempotency.once(call, answer);
  assert.equal(calls, 2);
});

it('refuses the key with another request', async () => {
  await idempotency.once(call, answer);
  await refuses(
    idempotency.once({ ...call, input: { body: { name: 'Other' } } }, answer),
    'idempotency-mismatch',
  );
  await refuses(idempotency.once({ ...call, operation: 'createInvite' }, answer), 'idempotency-mismatch');
});

it('runs one of many at once', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const slow = async () => {
    begun.resolve();
    await promise;
    return answer();
  };
  const first = idempotency.once(call, slow);
  await begun.promise;
  await refuses(idempotency.once(call, slow), 'idempotency-in-flight');
  resolve();
  await first;
  assert.equal(calls, 1);
});

it('lets a refused request try again', async () => {
  const refuse = async () => {
    throw new AppError('too-many-groups');
  };
  await refuses(idempotency.once(call, refuse), 'too-many-groups');
  assert.equal((await idempotency.once(call, answer)).status, 201);
});

it('takes over from a request whose server died', async () => {
  await new Promise<void>((begun) => {
    void idempotency.once(call, () => new Promise(() => begun()));
  });
  now += 3 * MINUTE;
  assert.equal((await idempotency.once(call, answer)).status, 201);
});

it('keeps the answer where only the holder of the key can read it', async () => {
  await idempotency.once(call, answer);
  const rows = JSON.stringify(await database.sql.selectFrom('idempotency_keys').selectAll().execute());
  assert.ok(!rows.includes('secret-1') && !rows.includes('my-key'));
});
