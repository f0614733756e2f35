import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuses } from './accounts.fixture.ts';
import { createPasswordHasher } from './password-hasher.ts';

const cheap = { memoryCost: 8, timeCost: 1 };

test('hashes by argon2id at the recommended cost unless told otherwise', async () => {
  const { hash, verify } = createPasswordHasher();
  const made = await hash('seven green bicycles');
  assert.match(made, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.notEqual(made, await hash('seven green bicycles'), 'each has its salt');
  assert.equal(await verify(made, 'seven green bicycles'), true);
  assert.equal(await verify(made, 'seven green bicycle'), false);
});

test('what is no hash fits no password', async () => {
  const { verify } = createPasswordHasher(cheap);
  for (const hash of [null, '', '!', '-', '$argon2i$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA']) {
    assert.equal(await verify(hash, ''), false, String(hash));
  }
});

test('a password is the same however its letters were composed', async () => {
  const { hash, verify } = createPasswordHasher(cheap);
  assert.equal(await verify(await hash('cafe\u0301 au lait, \ufb01ne'), 'caf\u00e9 au lait, fine'), true);
});

test('some run, some wait in order, and the rest are told to come back', async () => {
  const { hash, verify } = createPasswordHasher({ ...cheap, concurrency: 2, queue: 3 });
  const order: number[] = [];
  const admitted = [1, 2, 3, 4, 5].map((n) => hash('x'.repeat(12)).then(() => order.push(n)));
  await refuses(hash('x'.repeat(12)), 'overloaded');
  await refuses(verify(null, 'x'.repeat(12)), 'overloaded');
  await Promise.all(admitted);
  assert.deepEqual([...order].sort(), [1, 2, 3, 4, 5]);
  assert.match(await hash('x'.repeat(12)), /^\$argon2id/, 'all places are free again');
});
